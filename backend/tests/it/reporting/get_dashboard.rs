use chrono::NaiveDate;
use perennial::network::{self, Appointment, TermState};
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::rows::{self, Pair, agreement, cycle, id, meeting};
use crate::both;
use crate::support::Client;

/// What a caller sees; everything it points at is there for them.
#[track_caller]
fn dashboard(client: &Client) -> Value {
    let seen = client.get("/dashboard").expect(200).json;
    for item in seen["today"].as_array().unwrap() {
        client.get(item["href"].as_str().unwrap()).expect(200);
    }
    seen
}

/// How many things of a kind need the caller; 0 when the dashboard does not mention it.
fn needs(dashboard: &Value, kind: &str) -> u64 {
    let items = dashboard["today"].as_array().unwrap();
    items.iter().find(|item| item["kind"] == kind).map_or(0, |item| item["count"].as_u64().unwrap())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn milestone(client: &Client, title: &str, due_on: &str, owner: Option<&str>) {
    let objective = client.post("/objectives", json!({ "title": "Objective" })).expect(201).id();
    client
        .post(
            &format!("/objectives/{objective}/milestones"),
            json!({ "title": title, "due_on": due_on, "owner_id": owner }),
        )
        .expect(201);
}

fn titles(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|entry| entry["title"].as_str().unwrap()).collect()
}

both!(an_empty_network_needs_nothing, |network| {
    let seen = dashboard(&network.admin());
    assert_eq!(seen["on"], "2027-03-01");
    for list in ["today", "milestones", "openings", "jobs", "my_proposals", "my_pairings"] {
        assert_eq!(seen[list], json!([]), "{list}");
    }
    assert_eq!(seen["cycle"], Value::Null);
    assert_eq!(seen["coverage"]["seats"], 0);
    let nobody = dashboard(&network.nobody());
    assert_eq!((&nobody["coverage"], &nobody["cycle"]), (&Value::Null, &Value::Null));
    network.anonymous.get("/dashboard").expect(401);
});

both!(the_task_force_sees_the_plan_of_the_next_ninety_days_and_owners_their_own, |network| {
    let task_force = network.task_force();
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    milestone(&task_force, "overdue", "2027-02-28", None);
    milestone(&task_force, "soon", "2027-05-29", Some(&coordinator.person_id));
    milestone(&task_force, "far", "2027-05-30", None);
    let seen = dashboard(&task_force);
    assert_eq!(titles(&seen["milestones"]), ["overdue", "soon"]);
    assert_eq!(seen["milestones"][0]["overdue"], true);
    assert_eq!(seen["milestones"][1]["owner_name"], "Test coordinator");
    assert_eq!(needs(&seen, "milestones_overdue"), 1);
    assert_eq!(seen["today"][0]["earliest_on"], "2027-02-28");
    assert_eq!(seen["today"][0]["href"], "/api/v1/milestones?due_before=2027-03-01");
    let own = dashboard(&coordinator);
    assert_eq!(titles(&own["milestones"]), ["soon"]);
    assert_eq!(needs(&own, "milestones_overdue"), 0);
    assert_eq!(dashboard(&network.in_region(Role::Mentee, &network.region("03")))["milestones"], json!([]));
});

both!(a_member_of_the_task_force_is_told_of_votes_and_of_stakeholders_who_wait, |network| {
    let admin = network.admin();
    let (voter, adviser) = (network.nobody(), network.nobody());
    for (person, votes) in [(&voter, true), (&adviser, false)] {
        let seat = json!({ "person_id": person.person_id, "title": "Member", "votes": votes,
            "starts_on": "2027-01-01", "ends_on": "2029-01-01" });
        admin.post("/task-force-seats", seat).expect(201);
    }
    let put = admin.post("/decisions", json!({ "title": "A second seat", "motion": "Yes." })).expect(201);
    let seen = dashboard(&voter);
    assert_eq!(needs(&seen, "votes_to_cast"), 1);
    assert_eq!(seen["today"][0]["earliest_on"], "2027-03-08");
    assert_eq!(
        seen["today"][0]["subjects"][0],
        json!({ "id": put.id(), "title": "A second seat", "action": null })
    );
    assert_eq!(needs(&dashboard(&adviser), "votes_to_cast"), 0, "who does not vote");
    assert_eq!(needs(&dashboard(&admin), "votes_to_cast"), 0, "who holds no seat");
    voter.put(&format!("/decisions/{}/vote", put.id()), json!({ "choice": "no" })).expect(200);
    assert_eq!(needs(&dashboard(&voter), "votes_to_cast"), 0);
    for (name, day) in [("Due today", "2027-03-01"), ("Due before", "2027-02-28")] {
        let body = json!({ "name": name, "kind": "expert", "owner_id": voter.person_id,
            "next_step": "Call", "next_step_on": day });
        admin.post("/stakeholders", body).expect(201);
    }
    assert_eq!(needs(&dashboard(&voter), "stakeholders_overdue"), 1);
    assert_eq!(needs(&dashboard(&adviser), "stakeholders_overdue"), 0);
});

both!(coverage_counts_seats_and_warns_of_terms_that_end, |network| {
    let admin = network.admin();
    for (region, name) in [("03", "first"), ("03", "second"), ("08", "third"), ("08", "fourth")] {
        let seat = admin.post("/seats", json!({ "region_id": network.region(region), "name": name }));
        let seat = id(&seat.expect(201).id());
        let person = id(&network.nobody().person_id);
        let (ends_on, active) = match name {
            "first" => ("2027-08-28", true),
            "third" => ("2027-08-29", true),
            "second" => ("2028-01-01", false),
            _ => continue,
        };
        network.operator(|work| {
            let (starts_on, ends_on) = (day("2027-01-01"), day(ends_on));
            let term =
                network::appoint(work, &Appointment { seat, person, starts_on, ends_on, handover: false })?;
            if active {
                network::set_term_state(work, &term, TermState::Active)?;
            }
            Ok(())
        });
    }
    let seen = dashboard(&admin);
    let figures = |seen: &Value| {
        ["seats", "covered", "in_training", "uncovered"].map(|name| seen["coverage"][name].as_i64().unwrap())
    };
    assert_eq!(figures(&seen), [4, 2, 1, 1]);
    let ending = seen["coverage"]["ending_within_180_days"].as_array().unwrap();
    assert_eq!(ending.len(), 1, "180 days from the first of March is the 28th of August");
    assert_eq!(ending[0]["seat_name"], "first");
    assert_eq!((needs(&seen, "seats_uncovered"), needs(&seen, "terms_ending")), (1, 1));
    let far_west = dashboard(&network.in_region(Role::Coordinator, &network.region("08")));
    assert_eq!(figures(&far_west), [2, 1, 0, 1]);
    assert_eq!(needs(&far_west, "terms_ending"), 0, "the other region is not theirs");
    assert_eq!(dashboard(&network.in_region(Role::Mentor, &network.region("08")))["coverage"], Value::Null);
});

both!(a_cycle_is_counted_in_the_regions_of_the_caller, |network| {
    cycle(network, "Closed", "closed", day("2027-02-20"));
    cycle(network, "Old", "mentoring", day("2026-09-01"));
    let current = cycle(network, "Spring 2027", "matching", day("2027-02-01"));
    cycle(network, "Later", "draft", day("2027-09-01"));
    Pair::proposed(network, current, "03", true).paired(network);
    Pair::proposed(network, current, "03", true);
    Pair::proposed(network, current, "08", false);
    let task_force = dashboard(&network.task_force());
    assert_eq!(task_force["cycle"]["name"], "Spring 2027");
    assert_eq!(
        task_force["cycle"]["figures"],
        json!({ "mentors": 3, "mentees": 3, "matched": 2, "pairings": [{ "state": "active", "count": 1 }] })
    );
    assert_eq!(needs(&task_force, "rounds_to_publish"), 1);
    let great_lakes = dashboard(&network.in_region(Role::Coordinator, &network.region("03")));
    assert_eq!(great_lakes["cycle"]["figures"]["mentees"], 2);
    assert_eq!(needs(&great_lakes, "proposals_waiting"), 1);
    assert_eq!(needs(&great_lakes, "rounds_to_publish"), 0);
    let far_west = dashboard(&network.in_region(Role::Coordinator, &network.region("08")));
    assert_eq!(
        far_west["cycle"]["figures"],
        json!({ "mentors": 1, "mentees": 1, "matched": 0, "pairings": [] })
    );
    assert_eq!(needs(&far_west, "rounds_to_publish"), 1);
    let mentee = dashboard(&network.in_region(Role::Mentee, &network.region("03")));
    assert_eq!(
        (&mentee["cycle"]["name"], &mentee["cycle"]["figures"]),
        (&json!("Spring 2027"), &Value::Null)
    );
});

both!(coordinators_are_told_of_pairs_without_agreement_or_meeting, |network| {
    let current = cycle(network, "Spring 2027", "mentoring", day("2027-02-01"));
    let without_anything = Pair::proposed(network, current, "03", true).paired(network);
    let half_signed = Pair::proposed(network, current, "03", true);
    let half_signed_pairing = half_signed.paired(network);
    agreement(network, half_signed_pairing, true, false);
    meeting(network, half_signed_pairing, &half_signed.mentor);
    let complete = Pair::proposed(network, current, "03", true);
    let complete_pairing = complete.paired(network);
    agreement(network, complete_pairing, true, true);
    meeting(network, complete_pairing, &complete.mentee);
    let seen = dashboard(&network.in_region(Role::Coordinator, &network.region("03")));
    assert_eq!(needs(&seen, "pairings_without_agreement"), 2);
    assert_eq!(needs(&seen, "pairings_without_meeting"), 1);
    let unmet = seen["today"].as_array().unwrap().iter().find(|i| i["kind"] == "pairings_without_meeting");
    let subject = &unmet.unwrap()["subjects"][0];
    let remind = format!("/api/v1/pairings/{without_anything}/meetings/remind");
    assert_eq!(
        *subject,
        json!({ "id": without_anything, "title": "Test Nobody, Test Nobody",
            "action": { "method": "POST", "href": remind } })
    );
    let elsewhere = dashboard(&network.in_region(Role::Coordinator, &network.region("08")));
    assert_eq!(needs(&elsewhere, "pairings_without_agreement"), 0);
    assert!(!elsewhere.to_string().contains("Test Nobody"), "{elsewhere}");
});

both!(mentors_and_mentees_see_their_own_and_nothing_else, |network| {
    let current = cycle(network, "Spring 2027", "mentoring", day("2027-02-01"));
    let asked = Pair::proposed(network, current, "03", true);
    let unpublished = Pair::proposed(network, current, "03", false);
    let seen = dashboard(&asked.mentor);
    assert_eq!(needs(&seen, "proposals_to_answer"), 1);
    assert_eq!(seen["my_proposals"][0]["id"], json!(asked.proposal));
    assert_eq!(seen["my_proposals"][0]["side"], "mentor");
    assert_eq!(dashboard(&asked.mentee)["my_proposals"][0]["side"], "mentee");
    assert_eq!(dashboard(&unpublished.mentor)["my_proposals"], json!([]), "nobody has asked them yet");
    let pairing = asked.paired(network);
    let seen = dashboard(&asked.mentor);
    assert_eq!(seen["my_proposals"], json!([]));
    assert_eq!(seen["my_pairings"][0]["agreement"], "missing");
    assert_eq!(needs(&seen, "agreements_to_write"), 1);
    agreement(network, pairing, true, false);
    meeting(network, pairing, &asked.mentee);
    let mentor = dashboard(&asked.mentor);
    assert_eq!(mentor["my_pairings"][0]["agreement"], "waits_for_other");
    assert_eq!(mentor["my_pairings"][0]["meetings"], 1);
    assert_eq!(mentor["my_pairings"][0]["last_met_on"], "2027-03-01");
    let waiting: Vec<_> = mentor["today"].as_array().unwrap().iter().map(|item| &item["kind"]).collect();
    assert_eq!(waiting, ["conduct_to_accept"]);
    let mentee = dashboard(&asked.mentee);
    assert_eq!(mentee["my_pairings"][0]["agreement"], "waits_for_me");
    assert_eq!(needs(&mentee, "agreements_to_sign"), 1);
    assert_eq!(dashboard(&unpublished.mentee)["my_pairings"], json!([]));
});

both!(a_proposal_whose_time_is_over_waits_for_nobody, |network| {
    let current = cycle(network, "Spring 2027", "matching", day("2027-02-01"));
    let asked = Pair::proposed(network, current, "03", true);
    network.advance(chrono::TimeDelta::days(14));
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    // The access token of the pair has run out meanwhile, as it would.
    asked.mentor.get("/dashboard").expect(401);
    assert_eq!(needs(&dashboard(&coordinator), "proposals_waiting"), 0);
    assert_eq!(dashboard(&coordinator)["cycle"]["figures"]["matched"], 0);
});

both!(the_library_asks_those_who_can_act, |network| {
    let coordinator = network.in_region(Role::Coordinator, &network.region("03"));
    let mut draft = crate::resources::draft("First meeting");
    draft["review_by"] = json!("2027-03-01");
    let path = format!("/resources/{}", coordinator.post("/resources", draft).expect(201).id());
    coordinator.act(&format!("{path}/submit")).expect(200);
    let task_force = network.task_force();
    assert_eq!(needs(&dashboard(&task_force), "resources_to_review"), 1);
    assert_eq!(needs(&dashboard(&coordinator), "resources_to_review"), 0);
    assert_eq!(needs(&dashboard(&coordinator), "resources_to_check"), 0, "it is not published yet");
    task_force.post(&format!("{path}/publish"), json!({})).expect(200);
    assert_eq!(needs(&dashboard(&task_force), "resources_to_review"), 0);
    assert_eq!(needs(&dashboard(&coordinator), "resources_to_check"), 1);
    let other = network.in_region(Role::Coordinator, &network.region("03"));
    assert_eq!(needs(&dashboard(&other), "resources_to_check"), 0, "others do not answer for it");
});

both!(open_jobs_are_shown_to_those_who_may_see_them, |network| {
    let task_force = network.task_force();
    let job = rows::job_of_tomorrow(network, &task_force);
    for client in [&network.admin(), &task_force] {
        let jobs = dashboard(client)["jobs"].clone();
        assert_eq!(jobs[0]["id"], json!(job));
        assert_eq!((&jobs[0]["state"], &jobs[0]["done"]), (&json!("queued"), &json!(0)));
    }
    assert_eq!(dashboard(&network.task_force())["jobs"], json!([]), "others' jobs are not theirs to see");
});

both!(openings_are_counted_and_reviewers_asked, |network| {
    let task_force = network.task_force();
    let region = network.region("03");
    let seat = task_force.post("/seats", json!({ "region_id": region, "name": "First" })).expect(201).id();
    let opening = task_force
        .post(
            "/openings",
            json!({ "region_id": region, "seat_ids": [seat], "title": "Coordinator, Great Lakes", "description": "",
                "term_starts_on": "2027-07-01", "term_ends_on": "2029-07-01", "closes_on": "2027-03-01" }),
        )
        .expect(201)
        .id();
    let coordinator = network.in_region(Role::Coordinator, &region);
    assert_eq!(dashboard(&task_force)["openings"], json!([]), "a draft takes no applications");
    task_force.act(&format!("/openings/{opening}/publish")).expect(200);
    let application = json!({ "form_token": network.form_token(&opening), "name": "Ana Flores", "email": "ana@library.example", "institution": "Ada Library",
        "experience": "Nine years.", "leadership": "A committee.", "commitment": "Four hours a week." });
    network.anonymous.post(&format!("/public/openings/{opening}/applications"), application).expect(202);
    for client in [&task_force, &coordinator] {
        let openings = dashboard(client)["openings"].clone();
        assert_eq!(openings[0]["applications"], 1);
        assert_eq!(openings[0]["region_name"], "Great Lakes");
        assert!(!openings.to_string().contains("Ana"), "who applied is not told: {openings}");
    }
    let elsewhere = network.in_region(Role::Coordinator, &network.region("08"));
    assert_eq!(dashboard(&elsewhere)["openings"], json!([]));
    let reviewers = [0, 1].map(|_| network.in_region(Role::Reviewer, &region));
    assert_eq!(needs(&dashboard(&reviewers[0]), "reviews_to_write"), 0);
    let ids = reviewers.clone().map(|reviewer| reviewer.person_id);
    task_force.post(&format!("/openings/{opening}/reviewers"), json!({ "reviewer_ids": ids })).expect(200);
    assert_eq!(needs(&dashboard(&reviewers[0]), "reviews_to_write"), 1);
    assert_eq!(needs(&dashboard(&task_force), "applications_to_decide"), 0, "its last day is today");
    task_force.act(&format!("/openings/{opening}/close")).expect(200);
    assert_eq!(needs(&dashboard(&task_force), "applications_to_decide"), 1);
    assert_eq!(needs(&dashboard(&coordinator), "applications_to_decide"), 0, "others decide");
    assert_eq!(dashboard(&task_force)["openings"], json!([]));
});

both!(sessions_of_the_next_seven_days_are_told_to_those_who_train, |network| {
    let task_force = network.task_force();
    let cohort = task_force
        .post(
            "/cohorts",
            json!({ "name": "Spring", "description": "", "starts_on": "2027-02-01", "ends_on": "2027-05-01" }),
        )
        .expect(201)
        .id();
    for (title, at) in
        [("past", "2027-03-01T11:59"), ("soon", "2027-03-08T11:59"), ("later", "2027-03-08T12:00")]
    {
        task_force
            .post(
                &format!("/cohorts/{cohort}/sessions"),
                json!({ "title": title, "kind": "workshop", "starts_at_local": at, "time_zone": "UTC",
                    "duration_minutes": 60 }),
            )
            .expect(201);
    }
    let trainee = network.nobody();
    let member = json!({ "person_id": trainee.person_id });
    task_force.post(&format!("/cohorts/{cohort}/members"), member).expect(201);
    let seen = dashboard(&trainee);
    assert_eq!(needs(&seen, "sessions_soon"), 1);
    assert_eq!(seen["today"][0]["subjects"][0]["title"], "soon");
    assert_eq!(seen["today"][0]["earliest_on"], "2027-03-08");
    assert_eq!(needs(&dashboard(&network.nobody()), "sessions_soon"), 0);
});
