use perennial::identity::{NewAccount, create_accounts};
use perennial::matching::{CareerStage, EnrolmentRole, NewEnrolment, enrol_all};
use perennial::network::Setting;
use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::Season;
use crate::both;

/// Two mentors, three mentees: the best sum is not what each would choose first.
fn five(season: &Season<'_>) -> [String; 5] {
    let person = |name: &str| season.somebody(&season.lakes, name);
    let [a, b, x, y, z] = ["Mentor A", "Mentor B", "Mentee X", "Mentee Y", "Mentee Z"].map(person);
    season.enrol(&a, "mentor", json!({ "interests": ["archives", "makerspaces"], "goals": ["law"] }));
    season.enrol(&b, "mentor", json!({ "interests": ["makerspaces"], "goals": [], "setting": "school" }));
    season.enrol(&x, "mentee", json!({ "interests": ["makerspaces"], "goals": ["law"] }));
    season.enrol(&y, "mentee", json!({ "interests": ["archives"], "goals": ["law"] }));
    season.enrol(&z, "mentee", json!({ "interests": ["gardens"], "goals": ["poetry"], "setting": "law" }));
    [a, b, x, y, z]
}

fn pairs(season: &Season<'_>, round: &Value) -> Vec<(String, String, i64)> {
    season
        .proposals(round)
        .iter()
        .map(|p| {
            let text = |name: &str| p[name].as_str().unwrap().to_owned();
            (text("mentee_name"), text("mentor_name"), p["points"].as_i64().unwrap())
        })
        .collect()
}

both!(a_round_finds_the_best_sum_and_proves_it, |network| {
    let season = Season::matching(network);
    five(&season);
    let round = season.round(&season.task_force, None);
    assert_eq!(round["state"], "ready");
    assert_eq!(round["gap"], 0, "nothing better exists");
    assert_eq!([&round["mentors"], &round["mentees"], &round["matched"], &round["unmatched"]], [2, 3, 2, 1]);
    // Points by hand: stage 15, clocks 10, 15 years 5, language 5 and region 5 for all pairs: 40.
    // X with A: interests 20, goals 30, setting 10: 100. Y with A: the same: 100. X with B: interests 20,
    // setting 0, goals 0: 60. Y with B: 40. So X with B and Y with A are 160, and 140 the other way.
    let found = pairs(&season, &round);
    assert_eq!(
        found,
        [("Mentee Y".into(), "Mentor A".into(), 100), ("Mentee X".into(), "Mentor B".into(), 60)]
    );
    assert_eq!(round["total_points"], 160);
    let left = season
        .task_force
        .get(&format!("/rounds/{}/unmatched", round["id"].as_str().unwrap()))
        .expect(200)
        .items();
    assert_eq!(left[0]["person_name"], "Mentee Z");
    assert_eq!(left[0]["reason"]["text"], "All 2 eligible mentors are full.");
});

both!(a_rounds_job_tells_its_figures_and_its_time_by_phase, |network| {
    let season = Season::matching(network);
    five(&season);
    let accepted = season.task_force.post(&format!("/cycles/{}/rounds", season.cycle), json!({})).expect(202);
    let result = network.job_done(&season.task_force, &accepted)["result"].clone();
    for phase in ["read_ms", "solve_ms", "verify_ms", "explain_ms", "store_ms"] {
        assert!(result[phase].as_u64().is_some_and(|ms| ms < 60_000), "{phase}: {result}");
    }
    assert_eq!((&result["round_id"], &result["matched"]), (&json!(accepted.id()), &json!(2)));
    assert_eq!((&result["total_points"], &result["gap"]), (&json!(160), &json!(0)));
});

both!(hard_rules_count_whom_they_removed, |network| {
    let season = Season::matching(network);
    let mentor = season.somebody(&season.lakes, "Mentor A");
    let mentee = season.somebody(&season.lakes, "Mentee X");
    season.enrol(&mentor, "mentor", json!({ "languages": ["es"] }));
    season.enrol(&mentee, "mentee", json!({ "languages": ["en"] }));
    let round = season.round(&season.task_force, None);
    let path = format!("/rounds/{}/unmatched", round["id"].as_str().unwrap());
    let left = season.task_force.get(&path).expect(200).items();
    assert_eq!(left[0]["reason"]["code"], "no_eligible_mentor");
    assert_eq!(left[0]["reason"]["removed"], json!([{ "rule": "no_shared_language", "mentors": 1 }]));
});

both!(nobody_mentors_themselves, |network| {
    let season = Season::matching(network);
    let person = season.somebody(&season.lakes, "Both Ways");
    season.enrol(&person, "mentor", json!({}));
    season.enrol(&person, "mentee", json!({}));
    let round = season.round(&season.task_force, None);
    assert_eq!((&round["mentees"], &round["matched"]), (&json!(1), &json!(0)));
});

both!(coordinators_match_their_own_region_alone, |network| {
    let season = Season::matching(network);
    five(&season);
    let far = season.somebody(&season.west, "Far Away");
    season.enrol(&far, "mentor", json!({ "interests": ["gardens"], "goals": ["poetry"] }));
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    let path = format!("/cycles/{}/rounds", season.cycle);
    assert_eq!(coordinator.post(&path, json!({})).expect(422).pointers(), ["/region_id"]);
    let refused = coordinator.post(&path, json!({ "region_id": season.west })).expect(422);
    assert_eq!(refused.pointers(), ["/region_id"]);
    let round = season.round(&coordinator, Some(&season.lakes));
    assert_eq!((&round["mentors"], &round["matched"]), (&json!(2), &json!(2)), "the far mentor is not in it");
    // A national round shows a coordinator the pairs of the own region, and is published by the task force.
    let nation = season.round(&season.task_force, None);
    assert_eq!(nation["matched"], 3);
    let id = nation["id"].as_str().unwrap();
    assert_eq!(coordinator.get(&format!("/rounds/{id}/proposals")).expect(200).items().len(), 3);
    coordinator.act(&format!("/rounds/{id}/publish")).expect(403);
    let elsewhere = network.in_region(Role::Coordinator, &season.west);
    assert_eq!(elsewhere.get(&format!("/rounds/{id}/proposals")).expect(200).items().len(), 0);
    elsewhere.get(&format!("/rounds/{}", round["id"].as_str().unwrap())).expect(404);
    elsewhere.act(&format!("/rounds/{}/publish", round["id"].as_str().unwrap())).expect(404);
    // A mentee may run nothing and sees no rounds.
    let mentee = network.in_region(Role::Mentee, &season.lakes);
    mentee.post(&path, json!({})).expect(403);
    mentee.get(&format!("/rounds/{id}")).expect(404);
    assert_eq!(mentee.get(&path).expect(200).items().len(), 0);
});

both!(a_cycle_that_enrols_runs_no_rounds, |network| {
    let season = Season::enrolling(network);
    season.task_force.post(&format!("/cycles/{}/rounds", season.cycle), json!({})).expect(409);
    let unknown = "/cycles/01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f/rounds";
    season.task_force.post(unknown, json!({})).expect(404);
    season
        .task_force
        .post(&format!("/cycles/{}/rounds", season.cycle), json!({ "objective": "most_charm" }))
        .expect(422);
});

both!(an_empty_pool_makes_an_empty_round, |network| {
    let season = Season::matching(network);
    let round = season.round(&season.task_force, None);
    assert_eq!((&round["state"], &round["matched"]), (&json!("ready"), &json!(0)));
    season.task_force.act(&format!("/rounds/{}/publish", round["id"].as_str().unwrap())).expect(409);
});

/// Enough people that every list is written in several statements and read in several pages.
fn crowd(season: &Season<'_>, mentors: usize, mentees: usize) {
    const WORDS: [&str; 7] = ["archives", "budgets", "copyright", "data", "equity", "film", "grants"];
    season.network.operator(|work| {
        let names: Vec<String> = (0..mentors + mentees).map(|n| format!("person{n}@crowd.example")).collect();
        let accounts = names
            .iter()
            .enumerate()
            .map(|(n, email)| NewAccount {
                name: email,
                email,
                password_hash: None,
                institution: None,
                jurisdiction: None,
                region: Some((if n % 3 == 0 { &season.lakes } else { &season.west }).parse().unwrap()),
                time_zone: "America/Chicago",
            })
            .collect();
        let people = create_accounts(work, accounts)?;
        let enrolments: Vec<NewEnrolment> = people
            .iter()
            .enumerate()
            .map(|(n, person)| NewEnrolment {
                person: *person,
                role: if n < mentors { EnrolmentRole::Mentor } else { EnrolmentRole::Mentee },
                capacity: 1,
                setting: Setting::Public,
                career_stage: if n < mentors { CareerStage::Late } else { CareerStage::Early },
                years_of_experience: i32::try_from(n % 20).unwrap(),
                interests: vec![WORDS[n % 7].into(), WORDS[n / 7 % 7].into()],
                goals: vec![WORDS[n / 3 % 7].into()],
                languages: vec!["en".into()],
                time_zone: None,
                available_hours: Vec::new(),
                excluded: Vec::new(),
                external_id: None,
                unanswered: Vec::new(),
            })
            .collect();
        enrol_all(work, season.cycle.parse().unwrap(), &enrolments)
    });
}

both!(a_crowd_is_matched_published_and_read_page_by_page, |network| {
    let season = Season::matching(network);
    crowd(&season, 560, 620);
    let round = season.round(&season.task_force, None);
    assert_eq!([&round["mentors"], &round["mentees"], &round["matched"]], [560, 620, 560]);
    assert_eq!((&round["unmatched"], &round["gap"]), (&json!(60), &json!(0)));
    season.publish(&round);
    let base = format!("/rounds/{}/proposals?limit=200", round["id"].as_str().unwrap());
    let (mut seen, mut path) = (Vec::new(), base.clone());
    loop {
        let page = season.task_force.get(&path).expect(200);
        seen.extend(page.items().iter().map(|p| (p["points"].as_i64().unwrap(), p["id"].to_string())));
        match page.json["next_cursor"].as_str() {
            None => break,
            Some(cursor) => path = format!("{base}&cursor={cursor}"),
        }
    }
    assert_eq!(seen.iter().map(|(points, _)| points).sum::<i64>(), round["total_points"].as_i64().unwrap());
    assert!(seen.is_sorted_by(|a, b| a > b), "most points first, nobody twice");
    assert_eq!(seen.len(), 560);
});

both!(points_for_keeping_need_the_round_whose_pairs_are_kept, |network| {
    let season = Season::matching(network);
    let path = format!("/cycles/{}/rounds", season.cycle);
    let refused = season.task_force.post(&path, json!({ "keep_points": 5 })).expect(422);
    assert_eq!(refused.pointers(), ["/keep_points"]);
    let round = season.round(&season.task_force, None)["id"].clone();
    let body = json!({ "keep_points": 5, "keep_from_round_id": round });
    season.task_force.post(&path, body).expect(202);
});
