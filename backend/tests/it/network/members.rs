use perennial::identity;
use perennial::platform::auth::{Role, ScopeKind};
use serde_json::{Value, json};

use crate::both;
use crate::identity::update_person::{bounced, is_bounced};
use crate::support::{Answer, Client, Network};

/// An association and somebody who administers it.
pub fn association(network: &Network, name: &str) -> (String, Client) {
    let made = network
        .task_force()
        .post("/associations", json!({ "name": name, "kind": "state", "short_name": "X" }))
        .expect(201);
    let id = made.id();
    let partner = network.person(Role::Partner, ScopeKind::Association, Some(id.parse().unwrap()));
    (id, partner)
}

pub fn address_of(network: &Network, person: &Client) -> String {
    let id = person.person_id.parse().unwrap();
    network.operator(|work| Ok(identity::contacts(work.conn, &[id])?[&id].email.clone()))
}

pub fn add(client: &Client, association: &str, name: &str, email: &str) -> Answer {
    client.post(&format!("/associations/{association}/members"), json!({ "name": name, "email": email }))
}

pub fn with_link(network: &Network, email: &str) -> Client {
    network.anonymous.with_authorization(&format!("Link {}", network.link_to(email)))
}

both!(two_administrators_see_their_own_members_and_nothing_of_the_other, |network| {
    let (ohio, of_ohio) = association(network, "Ohio Library Council");
    let (law, of_law) = association(network, "Law Libraries");
    let ana = network.nobody();
    let email = address_of(network, &ana);
    let here = add(&of_ohio, &ohio, "Ana at Ohio", &email).expect(201);
    with_link(network, &email)
        .post("/public/membership/accept", json!({ "shares_participation": true }))
        .expect(200);
    let there = add(&of_law, &law, "Ana at Law", &email).expect(201);
    let list = ana.get("/me/memberships").expect(200).items();
    assert_eq!(list.len(), 2, "one confirmed, one that waits: {list:?}");
    ana.post(&format!("/memberships/{}/accept", there.id()), json!({ "shares_participation": false }))
        .expect(200);
    add(&of_law, &law, "Bea", "bea@elsewhere.example").expect(201);

    for (client, own, other, record, foreign) in
        [(&of_ohio, &ohio, &law, here.id(), there.id()), (&of_law, &law, &ohio, there.id(), here.id())]
    {
        let names: Vec<_> = client.get("/associations").expect(200).items();
        assert_eq!(names.len(), 1);
        assert_eq!(names[0]["id"], **own);
        client.get(&format!("/associations/{own}/members")).expect(200);
        client.get(&format!("/memberships/{record}")).expect(200);
        for path in ["", "/members", "/members.csv", "/administrators", "/figures"] {
            client.get(&format!("/associations/{other}{path}")).expect(404);
        }
        client.get(&format!("/memberships/{foreign}")).expect(404);
        client.post(&format!("/memberships/{foreign}/end"), json!({ "ended_on": "2027-03-01" })).expect(404);
        client.post(&format!("/memberships/{foreign}/reopen"), json!({})).expect(404);
        add(client, other, "Cy", "cy@x.example").expect(404);
        let figures = client.get("/association-figures").expect(200).json;
        assert_eq!(figures["items"].as_array().unwrap().len(), 1);
        assert_eq!(figures["network"], Value::Null);
        client.get("/people").expect(403);
        client.get("/terms").expect(403);
        client
            .post(
                &format!("/associations/{own}/administrators"),
                json!({ "name": "A", "email": "a@x.example" }),
            )
            .expect(403);
    }
    let searched = of_ohio.get(&format!("/associations/{ohio}/members?q=bea")).expect(200).items();
    assert!(searched.is_empty(), "{searched:?}");

    let seen = network.task_force().get("/association-figures").expect(200).json;
    assert_eq!(seen["network"]["in_any"]["people"], 1, "{seen}");
    assert_eq!(seen["network"]["in_more_than_one"], 1);
    assert_eq!(seen["network"]["memberships"], 2);
    let of_law = of_law.get(&format!("/associations/{law}/figures")).expect(200).json;
    assert_eq!((&of_law["members"], &of_law["unconfirmed"]), (&json!(1), &json!(1)));
    assert_eq!((&of_law["of"], &of_law["parts"]["people"]), (&json!("sharing"), &json!(0)));
});

both!(an_answer_never_tells_whether_the_network_knows_an_address, |network| {
    let (id, partner) = association(network, "Ohio Library Council");
    let known = address_of(network, &network.nobody());
    let shape = |email: &str| {
        let mut body = add(&partner, &id, "Somebody", email).expect(201).json;
        for own in ["id", "email"] {
            body[own] = Value::Null;
        }
        let mail = network.mail_to(email);
        let text = mail["body"].as_str().unwrap().split('#').next().unwrap().to_owned();
        (body, mail["subject"].clone(), text)
    };
    assert_eq!(shape(&known), shape("stranger@elsewhere.example"));
    assert!(network.operator(|work| identity::person_by_email(work, "stranger@elsewhere.example")).is_none());
    let again = add(&partner, &id, "Somebody", &known.to_uppercase()).expect(422);
    assert_eq!(again.pointers(), ["/email"]);
});

both!(a_stranger_confirms_by_link_once_and_gets_an_account, |network| {
    let (id, partner) = association(network, "Ohio Library Council");
    let made = add(&partner, &id, "Cy Young", "cy@elsewhere.example").expect(201);
    let link = with_link(network, "cy@elsewhere.example");
    let asked = link.get("/public/membership").expect(200).json;
    assert_eq!(asked["association_name"], "Ohio Library Council");
    assert_eq!(asked["has_account"], false);
    bounced(network, "cy@elsewhere.example");
    link.post("/public/membership/accept", json!({ "shares_participation": true })).expect(200);
    assert!(!is_bounced(network, "cy@elsewhere.example"), "its owner has read the mail");
    link.get("/public/membership").expect(401);
    assert_eq!(network.mail_to("cy@elsewhere.example")["subject"], "Your invitation to Perennial");
    let row = partner.get(&format!("/memberships/{}", made.id())).expect(200).json;
    assert_eq!(row["state"], "active");
    assert_eq!(row["participation"], json!({ "mentor": false, "mentee": false, "in_pairing": false }));

    let declined = add(&partner, &id, "Di", "di@elsewhere.example").expect(201);
    with_link(network, "di@elsewhere.example").post("/public/membership/decline", json!({})).expect(200);
    partner.post(&format!("/memberships/{}/reopen", declined.id()), json!({})).expect(409);
    partner.post(&format!("/memberships/{}/invite", declined.id()), json!({})).expect(409);
});

both!(who_leaves_shows_nothing_more_and_is_asked_anew, |network| {
    let (id, partner) = association(network, "Ohio Library Council");
    let ana = network.nobody();
    let membership = add(&partner, &id, "Ana", &address_of(network, &ana)).expect(201).id();
    let at = |verb: &str| format!("/memberships/{membership}/{verb}");
    partner.post(&at("invite"), json!({})).expect(409);
    ana.post(&at("leave"), json!({})).expect(409);
    network.nobody().post(&at("accept"), json!({ "shares_participation": true })).expect(404);
    ana.post(&at("accept"), json!({ "shares_participation": true })).expect(200);
    ana.post(&at("share"), json!({ "shares_participation": false })).expect(200);
    let row = partner.get(&format!("/memberships/{membership}")).expect(200).json;
    assert_eq!(row["participation"], Value::Null);
    ana.post(&at("leave"), json!({})).expect(200);
    let reopened = partner.post(&at("reopen"), json!({})).expect(200).json;
    assert_eq!(reopened["state"], "unconfirmed", "the person has left: they are asked anew");
    ana.post(&at("accept"), json!({ "shares_participation": false })).expect(200);
    let early = partner.post(&at("end"), json!({ "ended_on": "2020-01-01" })).expect(422);
    assert_eq!(early.pointers(), ["/ended_on"]);
    partner.post(&at("end"), json!({ "ended_on": "2027-03-01" })).expect(200);
    assert_eq!(partner.post(&at("reopen"), json!({})).expect(200).json["state"], "active");
});

both!(who_is_ended_shows_nothing_until_they_say_so_again, |network| {
    let (id, partner) = association(network, "Ohio Library Council");
    let ana = network.nobody();
    let membership = add(&partner, &id, "Ana", &address_of(network, &ana)).expect(201).id();
    let at = |verb: &str| format!("/memberships/{membership}/{verb}");
    ana.post(&at("accept"), json!({ "shares_participation": true })).expect(200);
    let ended = partner.post(&at("end"), json!({ "ended_on": "2027-03-01" })).expect(200).json;
    assert_eq!(ended["participation"], Value::Null);
    let reopened = partner.post(&at("reopen"), json!({})).expect(200).json;
    assert_eq!((&reopened["state"], &reopened["participation"]), (&json!("active"), &Value::Null));
    let row = &ana.get("/me/memberships").expect(200).items()[0];
    assert_eq!(row["shares_participation"], false, "{row}");
});

both!(a_letter_to_a_wrong_address_joins_nobody_once_a_file_has_put_it_right, |network| {
    let (id, partner) = association(network, "Ohio Library Council");
    let ana = network.nobody();
    let right = address_of(network, &ana);
    let send = |email: &str| {
        let csv = format!("member_number,name,email,since\n1,Ana,{email},\n");
        let path = format!("/imports?format=members&association_id={id}");
        let accepted =
            partner.send("POST", &path, &[("content-type", "text/csv")], Some(csv.as_bytes())).expect(202);
        assert_eq!(network.job_done(&partner, &accepted)["state"], "succeeded");
    };
    send("wrong@elsewhere.example");
    partner.post(&format!("/associations/{id}/invite-members"), json!({})).expect(200);
    let stranger = with_link(network, "wrong@elsewhere.example");
    stranger.get("/public/membership").expect(200);
    send(&right);
    stranger.get("/public/membership").expect(401);
    stranger.post("/public/membership/accept", json!({ "shares_participation": true })).expect(401);
    let row = &ana.get("/me/memberships").expect(200).items()[0];
    assert_eq!(row["state"], "unconfirmed", "{row}");
});

both!(ending_and_taking_up_does_not_fill_a_mailbox, |network| {
    let (id, partner) = association(network, "Ohio Library Council");
    let row = add(&partner, &id, "Ana", "ana@elsewhere.example").expect(201).id();
    let at = |what: &str| format!("/memberships/{row}/{what}");
    let again = || {
        let today = network.now().date_naive().to_string();
        partner.post(&at("end"), json!({ "ended_on": today })).expect(200);
        partner.post(&at("reopen"), json!({}))
    };
    again().expect(200);
    again().expect(200);
    again().expect(409);
    assert_eq!(partner.get(&format!("/memberships/{row}")).expect(200).json["state"], "ended");
    let asked = || network.admin().get("/mails?to_address=ana@elsewhere.example").expect(200).items().len();
    assert_eq!(asked(), 3);
    network.advance(chrono::TimeDelta::minutes(61));
    network.sign_in_as(&partner).post(&at("reopen"), json!({})).expect(200);
    assert_eq!(asked(), 4);
});

both!(members_are_imported_twice_without_a_change_and_nobody_is_mailed, |network| {
    let (id, partner) = association(network, "Ohio Library Council");
    let (other, _) = association(network, "Law Libraries");
    let csv = "member_number,name,email,since\n1,Ana,ana@elsewhere.example,2020-05-01\n\
               2,'=HYPERLINK(1),bea@elsewhere.example,\n3,Bad,nonsense,yesterday\n1,Twice,x@elsewhere.example,\n";
    let send = |query: &str| {
        let path = format!("/imports?format=members&association_id={query}");
        partner.send("POST", &path, &[("content-type", "text/csv")], Some(csv.as_bytes()))
    };
    assert_eq!(send(&other).expect(422).pointers(), ["/association_id"], "as if there were none");
    for query in ["format=members".to_owned(), format!("format=imls-pls&association_id={id}")] {
        let path = format!("/imports?{query}");
        let wrong =
            network.admin().send("POST", &path, &[("content-type", "text/csv")], Some(csv.as_bytes()));
        assert_eq!(wrong.expect(422).pointers(), ["/association_id"], "{query}");
    }
    let sums = |query: &str| {
        let accepted = send(&format!("{id}{query}")).expect(202);
        let job = network.job_done(&partner, &accepted);
        assert_eq!(job["state"], "succeeded", "{job}");
        let import = partner.get(&format!("/imports/{}", accepted.id())).expect(200).json;
        let sums =
            ["rows_read", "created", "updated", "unchanged", "failed"].map(|n| import[n].as_i64().unwrap());
        (accepted.id(), sums)
    };
    assert_eq!(sums("&dry_run=true").1, [4, 2, 0, 0, 2]);
    assert!(partner.get(&format!("/associations/{id}/members")).expect(200).items().is_empty());
    let (import, first) = sums("");
    assert_eq!(first, [4, 2, 0, 0, 2]);
    assert_eq!(sums("").1, [4, 0, 0, 2, 2]);
    let problems = partner.get(&format!("/imports/{import}/problems")).expect(200).items();
    let fields: Vec<_> =
        problems.iter().map(|p| (p["line"].as_i64().unwrap(), p["field"].as_str().unwrap())).collect();
    assert_eq!(fields, [(4, "email"), (4, "since"), (5, "member_number")]);
    let failed = partner.get(&format!("/imports/{import}/failed-members.csv")).expect(200).text;
    assert_eq!(failed.lines().count(), 3, "{failed}");
    let exported = partner.get(&format!("/associations/{id}/members.csv")).expect(200).text;
    assert!(exported.contains("'=HYPERLINK(1)"), "no cell is a formula: {exported}");
    let mails = network.admin().get("/mails?to_address=ana@elsewhere.example").expect(200).items();
    assert!(mails.is_empty(), "an import mails nobody");
    let asked = partner.post(&format!("/associations/{id}/invite-members"), json!({})).expect(200).json;
    assert_eq!(asked["invited"], 2);
    let pls = partner.send("POST", "/imports?format=imls-pls", &[("content-type", "text/csv")], Some(b"x"));
    pls.expect(403);
});

both!(an_administrator_is_named_and_dismissed_with_the_next_request, |network| {
    let (id, _) = association(network, "Ohio Library Council");
    let task_force = network.task_force();
    let ana = network.nobody();
    let email = address_of(network, &ana);
    ana.get(&format!("/associations/{id}/members")).expect(403);
    let named = task_force
        .post(&format!("/associations/{id}/administrators"), json!({ "name": "Ana", "email": email }))
        .expect(201);
    ana.get(&format!("/associations/{id}/members")).expect(200);
    let grant = format!("/association-administrators/{}", named.id());
    task_force.send("DELETE", &grant, &[], None).expect(428);
    task_force.send("DELETE", &grant, &[("if-match", "\"1\"")], None).expect(204);
    ana.get(&format!("/associations/{id}/members")).expect(403);
});

both!(a_closed_association_takes_nobody_in_and_a_stale_change_is_refused, |network| {
    let (id, partner) = association(network, "Ohio Library Council");
    let task_force = network.task_force();
    let at = format!("/associations/{id}");
    let body = json!({ "name": "Ohio Libraries", "short_name": null }).to_string();
    let patch = |tag: &str| {
        let headers = [("content-type", "application/json"), ("if-match", tag)];
        task_force.send("PATCH", &at, &headers, Some(body.as_bytes()))
    };
    let changed = patch("\"1\"").expect(200).json;
    assert_eq!((&changed["name"], &changed["short_name"]), (&json!("Ohio Libraries"), &Value::Null));
    patch("\"1\"").expect(412);
    add(&partner, &id, "Bea", "bea@elsewhere.example").expect(201);
    let bea = with_link(network, "bea@elsewhere.example");
    task_force.post(&format!("{at}/close"), json!({})).expect(200);
    add(&partner, &id, "Ana", "ana@elsewhere.example").expect(409);
    let accept = json!({ "shares_participation": true });
    let refused = bea.post("/public/membership/accept", accept.clone()).expect(409);
    assert!(refused.text.contains("Ohio Libraries is closed"), "{}", refused.text);
    let kept = partner.get(&format!("{at}/members")).expect(200).items();
    assert_eq!((kept.len(), &kept[0]["state"]), (1, &json!("unconfirmed")), "what was there stays");
    task_force.post(&format!("{at}/reopen"), json!({})).expect(200);
    add(&partner, &id, "Ana", "ana@elsewhere.example").expect(201);
    bea.post("/public/membership/accept", accept).expect(200);
});
