//! What the two say in confidence: for the coordinators of their region, and without a trace for anybody else.

use chrono::TimeDelta;
use perennial::platform::auth::{Role, ScopeKind};
use serde_json::{Value, json};

use super::care::look_after;
use super::caseload::item;
use super::happened;
use crate::both;
use crate::matching::Season;
use crate::support::Client;

/// Everything that may show how a pairing stands, but for the reader's own words.
fn seen(client: &Client, pairing: &str) -> Vec<Value> {
    let of_the_pairing = ["", "/health"].map(|part| format!("/pairings/{pairing}{part}"));
    let lists =
        ["pairing-health", "caseload", "caseload.csv", "pairings.csv", "me/pairing-questions", "dashboard"];
    let paths = of_the_pairing.into_iter().chain(lists.map(|list| format!("/{list}")));
    let read = paths.map(|path| client.get(&path));
    // A refusal names its request.
    read.map(|answer| if answer.status == 200 { json!(answer.text) } else { json!(answer.status) }).collect()
}

both!(a_word_reaches_the_coordinator_at_once_and_nobody_else_sees_anything_different, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let nationwide = network.person(Role::Coordinator, ScopeKind::Network, None);
    let admin = network.admin();
    let others = [&mentor, &season.task_force, &admin, &nationwide];
    let before = others.map(|one| seen(one, &pairing));
    let events = || happened(network).iter().filter(|(kind, ..)| kind.starts_with("pairing.")).count();
    let said = json!({ "choice": "needs_attention", "text": "worry" });
    mentee.post(&format!("/pairings/{pairing}/check-ins"), said).expect(201);
    let after_word = events();
    let mails = network.mail_to_person(&mentor).len();
    look_after(network);
    for (one, before) in others.iter().zip(&before) {
        assert_eq!(&seen(one, &pairing), before);
    }
    assert_eq!(
        mentor.get("/me/pairing-questions").expect(200).items().len(),
        0,
        "nobody is asked for a word"
    );
    assert_eq!(network.mail_to_person(&mentor).len(), mails);
    let today = item(&here, "pairings_asking_for_attention").unwrap();
    assert_eq!((&today["count"], &today["subjects"][0]["id"]), (&json!(1), &json!(pairing)));
    assert!(item(&here, "pairings_stalled").is_none(), "it is one thing");
    assert!(item(&season.task_force, "pairings_asking_for_attention").is_none());
    let health = here.get(&format!("/pairings/{pairing}/health")).expect(200).json;
    assert_eq!(
        (&health["state"], &health["reasons"][0]["code"]),
        (&json!("stalled"), &json!("needs_attention"))
    );
    assert_eq!(here.get("/pairing-health?state=stalled").expect(200).items().len(), 1);
    let href = today["subjects"][0]["action"]["href"].as_str().unwrap().to_owned();
    let step = href.strip_prefix("/api/v1").unwrap();
    nationwide.act(step).expect(409);
    here.act(step).expect(200);
    assert!(item(&here, "pairings_asking_for_attention").is_none(), "one step was enough");
    here.act(step).expect(409);
    assert_eq!(events(), after_word, "that somebody attended to it would tell of it");
    for (one, before) in others.iter().zip(&before) {
        assert_eq!(&seen(one, &pairing), before);
    }
    network.advance(TimeDelta::minutes(1));
    mentor.post(&format!("/pairings/{pairing}/check-ins"), json!({ "choice": "not_meeting" })).expect(201);
    assert_eq!(item(&here, "pairings_asking_for_attention").unwrap()["count"], 1, "another word");
});

both!(what_the_pair_answers_is_read_by_the_coordinators_of_its_region_alone, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let loud = season.pairing(&mentor, &mentee);
    let (other_mentor, other_mentee) = season.two(&season.lakes);
    let silent = season.pairing(&other_mentor, &other_mentee);
    let here = network.in_region(Role::Coordinator, &season.lakes);
    let admin = network.admin();
    let later = |days: i64| {
        network.advance(TimeDelta::days(days));
        look_after(network);
        [&mentor, &mentee, &here, &season.task_force, &admin].map(|one| network.sign_in_as(one))
    };
    let stands = |client: &Client, pairing: &str| {
        let mut health = client.get(&format!("/pairings/{pairing}/health")).expect(200).json;
        health["pairing_id"] = Value::Null;
        health
    };
    let [mentor_now, mentee_now, here_now, task_force, admin_now] = later(14);
    let answer = |who: &Client, said: &str| {
        who.post(&format!("/pairings/{loud}/health/answer"), json!({ "answer": said })).expect(200)
    };
    answer(&mentee_now, "help");
    assert_eq!(stands(&here_now, &loud)["question"]["mentee_answer"], "help");
    here_now.act(&format!("/pairings/{loud}/health/acknowledge")).expect(200);
    for one in [&task_force, &admin_now] {
        assert_eq!(stands(one, &loud), stands(one, &silent), "as if nobody had said anything");
    }
    answer(&mentor_now, "well");
    for days in [6, 1, 20, 10] {
        let [_, _, _, task_force, admin] = later(days);
        for one in [&task_force, &admin] {
            let seen = stands(one, &loud);
            assert_eq!(
                (&seen["question"]["mentee_answer"], &seen["acknowledged_at"]),
                (&Value::Null, &Value::Null)
            );
            assert!(
                !seen.to_string().contains("needs_attention") && !seen.to_string().contains("help"),
                "{seen}"
            );
        }
        let text = admin.get("/events?limit=200").expect(200).text;
        assert!(!text.contains("question_answered"), "that there is none would be told by it");
    }
});
