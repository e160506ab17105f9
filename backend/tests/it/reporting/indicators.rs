//! Indicators of the plan: bound to figures, changed, measured, observed day by day.

use chrono::{Days, NaiveDate, TimeDelta};
use diesel::prelude::*;
use perennial::network::{self, Appointment, Figure, TermState};
use perennial::platform::auth::Role;
use perennial::platform::db::Id;
use perennial::platform::jobs;
use perennial::schema::{meetings, pairings};
use serde_json::{Value, json};

use super::rows::{Pair, cycle, id, meeting};
use crate::both;
use crate::support::{Client, Network};

const NOTHING: &str = "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f";

fn objective(client: &Client) -> String {
    client.post("/objectives", json!({ "title": "A coordinator in every region" })).expect(201).id()
}

fn body(figure: &str, target: f64) -> Value {
    json!({ "figure": figure, "target": target, "direction": "at_least", "due_on": "2027-12-31" })
}

fn add(client: &Client, objective: &str, body: Value) -> String {
    client.post(&format!("/objectives/{objective}/indicators"), body).expect(201).id()
}

/// What a figure is now, read by an indicator that is bound to it.
fn now(client: &Client, figure: &str) -> Value {
    let objective = objective(client);
    let indicator = add(client, &objective, body(figure, 1.0));
    client.get(&format!("/indicators/{indicator}")).expect(200).json
}

both!(an_indicator_is_added_changed_and_taken_away, |network| {
    let task_force = network.task_force();
    let objective = objective(&task_force);
    let mut new = body("seats_covered_share", 0.9);
    new["title"] = json!("  Seats that are served ");
    new["baseline"] = json!(0.5);
    let path = format!("/objectives/{objective}/indicators");
    let made = task_force.post(&path, new).expect(201);
    assert_eq!(made.header("location"), Some(format!("/api/v1/indicators/{}", made.id()).as_str()));
    assert_eq!(made.json["title"], "Seats that are served");
    assert_eq!((&made.json["unit"], &made.json["position"]), (&json!("share"), &json!(1)));
    let second = add(&task_force, &objective, body("guides", 12.0));
    let one = format!("/indicators/{}", made.id());

    let etag = task_force.etag(&one);
    let changes = json!({ "title": null, "baseline": null, "target": 1.0, "position": 3 });
    let changed = task_force.change("PATCH", &one, &etag, changes).expect(200);
    assert_eq!((&changed.json["title"], &changed.json["baseline"]), (&Value::Null, &Value::Null));
    task_force.change("PATCH", &one, &etag, json!({ "target": 0.8 })).expect(412);
    let headers = [("content-type", "application/json")];
    task_force.send("PATCH", &one, &headers, Some(b"{\"target\":0.8}")).expect(428);

    let listed = task_force.get(&format!("/indicators?objective_id={objective}")).expect(200).items();
    let ids: Vec<_> = listed.iter().map(|i| i["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, [second.clone(), made.id()], "in their order");
    assert_eq!(task_force.get(&format!("/indicators?objective_id={NOTHING}")).expect(200).items().len(), 0);
    let page = task_force.get("/indicators?limit=1").expect(200);
    let cursor = page.json["next_cursor"].as_str().unwrap();
    assert_eq!(
        task_force.get(&format!("/indicators?limit=1&cursor={cursor}")).expect(200).items()[0]["id"],
        made.json["id"]
    );

    task_force.send("DELETE", &one, &[("if-match", &etag)], None).expect(412);
    task_force.delete(&one).expect(204);
    task_force.get(&one).expect(404);
    task_force.delete(&one).expect(404);
    let entries = network.admin().get("/audit-entries?limit=200").expect(200).items();
    let mut actions: Vec<&str> = entries
        .iter()
        .filter_map(|entry| entry["action"].as_str())
        .filter(|action| action.starts_with("indicator."))
        .collect();
    actions.sort_unstable();
    let created = "indicator.created";
    assert_eq!(actions, [created, created, "indicator.removed", "indicator.updated"]);
});

both!(everything_wrong_with_an_indicator_is_named, |network| {
    let task_force = network.task_force();
    let objective = objective(&task_force);
    let path = format!("/objectives/{objective}/indicators");
    let refused = |changes: Value| {
        let mut body = body("seats_covered_share", 0.9);
        for (field, value) in changes.as_object().unwrap() {
            body[field] = value.clone();
        }
        task_force.post(&path, body).expect(422).pointers()
    };
    assert_eq!(refused(json!({ "target": 90, "baseline": -0.1 })), ["/baseline", "/target"]);
    assert_eq!(refused(json!({ "figure": "guides", "target": 2.5 })), ["/target"]);
    assert_eq!(refused(json!({ "figure": "happiness" })), ["/figure"]);
    assert_eq!(refused(json!({ "direction": "about" })), ["/direction"]);
    assert_eq!(refused(json!({ "title": "  ", "position": 0 })), ["/position", "/title"]);
    assert_eq!(refused(json!({ "due_on": "+12027-02-01" })), ["/due_on"]);
    refused(json!({ "owner": "x" }));
    task_force.post(&format!("/objectives/{NOTHING}/indicators"), body("guides", 1.0)).expect(404);
    assert_eq!(task_force.get("/indicators").expect(200).items().len(), 0, "nothing was kept");

    let one = format!("/indicators/{}", add(&task_force, &objective, body("guides", 1.0)));
    assert_eq!(task_force.patch(&one, json!({ "target": 1.5 })).expect(422).pointers(), ["/target"]);
    assert_eq!(task_force.patch(&one, json!({ "target": null })).expect(422).pointers(), ["/target"]);
    task_force.patch(&one, json!({ "figure": "seats_covered" })).expect(422);
    for _ in 1..20 {
        add(&task_force, &objective, body("guides", 1.0));
    }
    task_force.post(&path, body("guides", 1.0)).expect(409);
    task_force.get("/indicators?objective_id=first").expect(400);
});

both!(coordinators_read_indicators_and_do_not_change_them, |network| {
    let task_force = network.task_force();
    let objective = objective(&task_force);
    let one = format!("/indicators/{}", add(&task_force, &objective, body("guides", 1.0)));
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    for path in ["/figures", "/indicators", &one, &format!("{one}/observations")] {
        coordinator.get(path).expect(200);
        network.in_region(Role::Mentor, &network.region("03")).get(path).expect(403);
        network.anonymous.get(path).expect(401);
    }
    coordinator.post(&format!("/objectives/{objective}/indicators"), body("guides", 1.0)).expect(403);
    coordinator.patch(&one, json!({ "target": 2 })).expect(403);
    coordinator.delete(&one).expect(403);
});

both!(every_figure_is_described_and_measured, |network| {
    let task_force = network.task_force();
    let figures = task_force.get("/figures").expect(200).items();
    assert_eq!(figures.len(), Figure::ALL.len());
    assert!(figures.iter().all(|f| f["definition"].as_str().unwrap().len() > 30), "{figures:?}");
    let objective = objective(&task_force);
    for figure in &figures {
        add(&task_force, &objective, body(figure["key"].as_str().unwrap(), 1.0));
    }
    // In a network where nothing has happened yet, what has no whole has no value; counts are 0.
    let mut without = Vec::new();
    for indicator in task_force.get("/indicators").expect(200).items() {
        let (value, missing) = (&indicator["value"], &indicator["missing"]);
        assert_eq!(value.is_null(), !missing.is_null(), "{indicator}");
        assert_eq!(value.is_null(), indicator["state"] == "not_measured", "{indicator}");
        assert_eq!(value.is_null(), indicator["reached"].is_null(), "{indicator}");
        if let Some(reason) = missing.as_str() {
            without.push((indicator["figure"].as_str().unwrap().to_owned(), reason.to_owned()));
        }
    }
    without.sort();
    let expected = [
        ("days_to_acceptance", "no_acceptances"),
        ("mentees_enrolled", "no_running_cycle"),
        ("mentees_matched_share", "no_running_cycle"),
        ("mentors_enrolled", "no_running_cycle"),
        ("pairings_without_meeting_share", "no_pairings"),
        ("response_rate", "no_closed_wave"),
        ("seats_covered_share", "no_seats"),
    ];
    assert_eq!(without, expected.map(|(figure, reason)| (figure.to_owned(), reason.to_owned())));
    assert_eq!(now(&task_force, "regions_uncovered")["value"], 9.0);
});

/// A seat with a term of these days from today on.
fn term(network: &Network, region: &str, days: (i64, i64), state: TermState) {
    let person = network.in_region(Role::Coordinator, &network.region(region));
    let region: Id = network.region(region).parse().unwrap();
    network.operator(|work| {
        let today = work.now.date_naive();
        let seat = network::open_seat(work, region, "A seat")?.id;
        let (starts_on, ends_on) = (today + TimeDelta::days(days.0), today + TimeDelta::days(days.1));
        let new = Appointment { seat, person: id(&person.person_id), starts_on, ends_on, handover: false };
        let term = network::appoint(work, &new)?;
        if state != TermState::InTraining {
            network::set_term_state(work, &term, state)?;
        }
        Ok(())
    });
}

both!(seats_are_counted_as_on_the_dashboard, |network| {
    term(network, "03", (-10, 400), TermState::Active);
    term(network, "03", (-10, 400), TermState::Active);
    term(network, "04", (20, 400), TermState::InTraining);
    let task_force = network.task_force();
    let share = now(&task_force, "seats_covered_share");
    assert_eq!((&share["numerator"], &share["denominator"]), (&json!(2), &json!(3)));
    assert!((share["value"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-12);
    assert_eq!(share["state"], "not_yet_reached");
    let board = task_force.get("/dashboard").expect(200).json["coverage"].clone();
    assert_eq!((&board["covered"], &board["seats"]), (&share["numerator"], &share["denominator"]));
    assert_eq!(now(&task_force, "seats_covered")["value"], 2.0);
    assert_eq!(now(&task_force, "regions_uncovered")["value"], 8.0);
    assert_eq!(now(&task_force, "coordinators_in_training")["value"], 1.0);
    network.in_region(Role::Guide, &network.region("03"));
    assert_eq!(now(&task_force, "guides")["value"], 1.0);
});

fn moved_back(network: &Network, pairing: Id, days: u64) {
    network.operator(|work| {
        let day: NaiveDate = work.now.date_naive() - Days::new(days);
        diesel::update(pairings::table.filter(pairings::id.eq(pairing)))
            .set(pairings::started_on.eq(day))
            .execute(work.conn)?;
        Ok(())
    });
}

both!(pairings_are_counted_by_their_meetings, |network| {
    let season = cycle(network, "Spring", "mentoring", "2027-01-01".parse().unwrap());
    let pairs: Vec<Pair> = (0..3).map(|_| Pair::proposed(network, season, "03", true)).collect();
    let paired: Vec<Id> = pairs.iter().map(|pair| pair.paired(network)).collect();
    for pairing in &paired[..2] {
        moved_back(network, *pairing, 45);
    }
    meeting(network, paired[0], &pairs[0].mentor);
    meeting(network, paired[0], &pairs[0].mentor);
    let task_force = network.task_force();
    let silent = now(&task_force, "pairings_without_meeting_share");
    assert_eq!(
        (&silent["numerator"], &silent["denominator"]),
        (&json!(1), &json!(2)),
        "a new one is left out"
    );
    network.operator(|work| {
        let day = work.now.date_naive() - Days::new(45);
        diesel::update(meetings::table).set(meetings::held_on.eq(day)).execute(work.conn)?;
        Ok(())
    });
    assert_eq!(now(&task_force, "pairings_without_meeting_share")["value"], 1.0);
    assert_eq!(now(&task_force, "meetings_logged")["value"], 2.0);
    assert_eq!(now(&task_force, "pairings_active")["value"], 3.0);
    network.pause(paired[2]);
    assert_eq!(now(&task_force, "pairings_active")["value"], 3.0, "one that rests has not ended");
    let matched = now(&task_force, "mentees_matched_share");
    assert_eq!((&matched["value"], &matched["state"]), (&json!(1.0), &json!("reached")));
    let board = task_force.get("/dashboard").expect(200).json["cycle"]["figures"].clone();
    assert_eq!(
        (&board["matched"], &board["mentees"]),
        (&matched["numerator"], &matched["denominator"]),
        "as on the dashboard"
    );
    assert_eq!(now(&task_force, "mentors_enrolled")["value"], 3.0);
});

both!(targets_are_reached_from_their_own_side_and_missed_after_their_day, |network| {
    let task_force = network.task_force();
    let objective = objective(&task_force);
    let mut at_most = body("regions_uncovered", 9.0);
    at_most["direction"] = json!("at_most");
    at_most["baseline"] = json!(12);
    let reached = format!("/indicators/{}", add(&task_force, &objective, at_most));
    let seen = task_force.get(&reached).expect(200).json;
    assert_eq!((&seen["state"], &seen["reached"]), (&json!("reached"), &json!(true)));
    assert_eq!(seen["progress"], 1.0);
    task_force.patch(&reached, json!({ "target": 0 })).expect(200);
    let seen = task_force.get(&reached).expect(200).json;
    assert_eq!((&seen["state"], &seen["progress"]), (&json!("not_yet_reached"), &json!(0.25)));
    task_force.patch(&reached, json!({ "due_on": "2027-02-28" })).expect(200);
    assert_eq!(task_force.get(&reached).expect(200).json["state"], "missed");
});

both!(a_day_is_observed_once, |network| {
    let task_force = network.task_force();
    let objective = objective(&task_force);
    let one = format!("/indicators/{}", add(&task_force, &objective, body("regions_uncovered", 1.0)));
    add(&task_force, &objective, body("regions_uncovered", 2.0));
    add(&task_force, &objective, body("seats_covered_share", 0.5));
    assert_eq!(task_force.get(&one).expect(200).json["history"], json!([]));
    let admin = network.admin();
    for kept in [2, 0] {
        let job = network.operator(|work| {
            let now = work.stamp();
            jobs::schedule(work, "observe_figures", &json!({}), now)
        });
        let done = loop {
            let job = admin.get(&format!("/jobs/{job}")).expect(200).json;
            if !["queued", "running"].contains(&job["state"].as_str().unwrap()) {
                break job;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        };
        assert_eq!(done["result"], json!({ "figures": 2, "kept": kept }), "{done}");
    }
    term(network, "03", (-10, 400), TermState::Active);
    network.advance(TimeDelta::days(1));
    let task_force = network.sign_in_as(&task_force);
    network.operator(|work| perennial::reporting::observe_figures_now(work).map(|_| ()));
    let seen = task_force.get(&format!("{one}/observations")).expect(200).items();
    let days: Vec<_> = seen.iter().map(|o| (o["observed_on"].clone(), o["value"].clone())).collect();
    assert_eq!(days, [(json!("2027-03-02"), json!(8.0)), (json!("2027-03-01"), json!(9.0))]);
    let history = task_force.get(&one).expect(200).json["history"].clone();
    assert_eq!(history.as_array().unwrap().len(), 2);
    assert_eq!(history[0]["observed_on"], "2027-03-01", "the oldest first");
    let page = task_force.get(&format!("{one}/observations?limit=1")).expect(200);
    let cursor = page.json["next_cursor"].as_str().unwrap();
    let rest = task_force.get(&format!("{one}/observations?limit=1&cursor={cursor}")).expect(200);
    assert_eq!(rest.items()[0]["observed_on"], "2027-03-01");
    task_force.get(&format!("/indicators/{NOTHING}/observations")).expect(404);
});
