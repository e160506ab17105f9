//! Figures of associations: people are counted, not memberships, and only those who share what they take part in.

use serde_json::{Value, json};

use super::members::{add, address_of, association, with_link};
use crate::both;
use crate::support::Client;

both!(a_disabled_account_counts_in_no_figure, |network| {
    let (id, partner) = association(network, "Ohio Library Council");
    let (ana, bea) = (network.nobody(), network.nobody());
    for person in [&ana, &bea] {
        let row = add(&partner, &id, "Somebody", &address_of(network, person)).expect(201).id();
        person
            .post(&format!("/memberships/{row}/accept"), json!({ "shares_participation": true }))
            .expect(200);
    }
    let admin = network.admin();
    let figures = || admin.get("/association-figures").expect(200).json["network"].clone();
    let before = figures();
    assert_eq!(before["in_any"]["people"], 2, "{before}");
    admin.patch(&format!("/people/{}", bea.person_id), json!({ "disabled": true })).expect(200);
    let after = figures();
    assert_eq!(after["in_any"]["people"], 1, "{after}");
    let people = |figures: &Value| figures["people"]["people"].as_i64().unwrap_or_default();
    assert_eq!(people(&before) - people(&after), 1, "{before} {after}");
});

both!(what_the_members_of_a_page_take_part_in_is_read_for_them_alone, |network| {
    let (id, partner) = association(network, "Ohio Library Council");
    let pairs = network.pairs(network.cycle(), "03", 2);
    let members = [
        ("Mentor", pairs[0].mentor_email.as_str()),
        ("Mentee", pairs[0].mentee_email.as_str()),
        ("Nobody", "nobody@elsewhere.example"),
    ];
    for (name, email) in members {
        add(&partner, &id, name, email).expect(201);
        let accept = json!({ "shares_participation": true });
        with_link(network, email).post("/public/membership/accept", accept).expect(200);
    }
    add(&partner, &id, "Secret", &pairs[1].mentor_email).expect(201);
    with_link(network, &pairs[1].mentor_email)
        .post("/public/membership/accept", json!({ "shares_participation": false }))
        .expect(200);
    let rows = partner.get(&format!("/associations/{id}/members")).expect(200).items();
    let seen: Vec<(&str, Value)> =
        rows.iter().map(|row| (row["name"].as_str().unwrap(), row["participation"].clone())).collect();
    let takes = |mentor: bool, mentee: bool, paired: bool| json!({ "mentor": mentor, "mentee": mentee, "in_pairing": paired });
    assert_eq!(
        seen,
        [
            ("Mentee", takes(false, true, true)),
            ("Mentor", takes(true, false, true)),
            ("Nobody", takes(false, false, false)),
            ("Secret", Value::Null),
        ]
    );
    let file = partner.get(&format!("/associations/{id}/members.csv")).expect(200).text;
    let line = |name: &str| file.lines().find(|line| line.contains(name)).unwrap().to_owned();
    assert!(line("Mentor").ends_with("yes,no,yes"), "{file}");
    assert!(line("Secret").ends_with(",,"), "{file}");
    let own = partner.get(&format!("/associations/{id}/figures")).expect(200).json;
    assert_eq!((&own["parts"]["people"], &own["parts"]["in_pairing"]), (&json!(3), &json!(2)));
    let whole = network.task_force().get(&format!("/associations/{id}/figures")).expect(200).json;
    assert_eq!((&whole["parts"]["people"], &whole["parts"]["in_pairing"]), (&json!(4), &json!(3)));
});

both!(who_is_in_two_associations_in_both_roles_and_in_two_pairings_counts_once, |network| {
    let (ohio, of_ohio) = association(network, "Ohio Library Council");
    let (law, of_law) = association(network, "Law Libraries");
    let (first, second) = (network.cycle(), network.cycle());
    let pairs = [network.pairs(first, "03", 2), network.pairs(second, "03", 1)].concat();
    // A pairing that rests is one still.
    network.pause(pairs[1].pairing);
    // One person is the mentee of both cycles' first pairs, and mentor in the second as well.
    let ana = pairs[0].mentee;
    network.operator(|work| {
        use diesel::prelude::*;
        use perennial::schema::{enrolments, pairings};
        let of = |pair: &crate::support::Pair| pairings::table.filter(pairings::id.eq(pair.pairing));
        let mentor: perennial::platform::db::Id =
            of(&pairs[2]).select(pairings::mentor_id).first(work.conn)?;
        diesel::update(of(&pairs[2])).set(pairings::mentor_id.eq(ana)).execute(work.conn)?;
        diesel::update(enrolments::table.filter(enrolments::person_id.eq(mentor)))
            .set(enrolments::person_id.eq(ana))
            .execute(work.conn)?;
        Ok(())
    });
    for (partner, id, shares) in [(&of_ohio, &ohio, true), (&of_law, &law, false)] {
        add(partner, id, "Ana", &pairs[0].mentee_email).expect(201);
        with_link(network, &pairs[0].mentee_email)
            .post("/public/membership/accept", json!({ "shares_participation": shares }))
            .expect(200);
    }
    add(&of_ohio, &ohio, "Bo", &pairs[1].mentor_email).expect(201);
    with_link(network, &pairs[1].mentor_email)
        .post("/public/membership/accept", json!({ "shares_participation": false }))
        .expect(200);
    let seen = network.task_force().get("/association-figures").expect(200).json;
    let parts = |people: i64, mentors: i64, mentees: i64, enrolled: i64, in_pairing: i64| {
        json!({ "people": people, "mentors": mentors, "mentees": mentees, "enrolled": enrolled,
            "in_pairing": in_pairing })
    };
    assert_eq!(seen["network"]["in_any"], parts(2, 2, 1, 2, 2), "{seen}");
    assert_eq!(
        (&seen["network"]["in_more_than_one"], &seen["network"]["memberships"]),
        (&json!(1), &json!(3))
    );
    let people = &seen["network"]["people"];
    // Ana, both of the second pair, the first one's mentor, and the mentee of the other cycle.
    assert_eq!((&people["mentors"], &people["mentees"]), (&json!(3), &json!(3)), "{seen}");
    assert_eq!((&people["enrolled"], &people["in_pairing"]), (&json!(5), &json!(5)));
    let row = |name: &str| {
        let rows = seen["items"].as_array().unwrap();
        rows.iter().find(|row| row["name"] == name).unwrap()["parts"].clone()
    };
    assert_eq!(row("Ohio Library Council"), parts(2, 2, 1, 2, 2));
    assert_eq!(row("Law Libraries"), parts(1, 1, 1, 1, 1));
    let own = |partner: &Client, id: &str| {
        partner.get(&format!("/associations/{id}/figures")).expect(200).json["parts"].clone()
    };
    assert_eq!(own(&of_ohio, &ohio), parts(1, 1, 1, 1, 1), "of those who share it");
    assert_eq!(own(&of_law, &law), parts(0, 0, 0, 0, 0));
});
