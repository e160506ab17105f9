use serde_json::json;

use super::{Bench, Season};
use crate::both;

both!(the_preview_says_what_publishing_then_does, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let round = season.round(&season.task_force, None)["id"].as_str().unwrap().to_owned();
    let bench = Bench { mentors: Vec::new(), mentees: Vec::new(), round, season };
    let row = bench.task_force().get(&bench.path("/proposals")).expect(200).items().remove(0);
    let id = row["id"].as_str().unwrap();
    let path = bench.path(&format!("/publication-preview?proposal_id={id}"));
    let seen = bench.task_force().get(&path).expect(200).json;
    assert_eq!((&seen["proposals"], &seen["mails"], &seen["people"]), (&json!(1), &json!(2), &json!(2)));
    assert_eq!((&seen["answer_by"], &seen["clashes"]), (&json!("2027-03-15T12:00:00Z"), &json!([])));
    let held =
        bench.task_force().get(&bench.path("/publication-preview?only_approved=true")).expect(200).json;
    assert_eq!(
        (&held["proposals"], &held["held_back"], &held["letters"]),
        (&json!(0), &json!(1), &json!([]))
    );
    bench.task_force().act(&bench.path("/publish")).expect(200);
    for (person, letter) in [(&mentor, &seen["letters"][0]), (&mentee, &seen["letters"][1])] {
        let email = person.get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
        let mail = network.mail_to(&email);
        assert_eq!((&mail["subject"], &mail["body"]), (&letter["subject"], &letter["body"]));
    }
    bench.task_force().get(&path).expect(409);
});

both!(clashes_are_seen_before_anything_is_sent, |network| {
    let bench = Bench::of(network, 2, 2);
    let other = bench.season.round(bench.task_force(), None)["id"].as_str().unwrap().to_owned();
    bench.task_force().act(&format!("/rounds/{other}/publish")).expect(200);
    let seen = bench.task_force().get(&bench.path("/publication-preview")).expect(200).json;
    let refused = bench.task_force().act(&bench.path("/publish")).expect(409);
    let told = seen["clashes"].as_array().unwrap();
    assert_eq!(told.len(), refused.pointers().len());
    assert!(told.iter().any(|clash| clash["code"] == "mentee_taken"));
    let rows = bench.task_force().get(&bench.path("/proposals")).expect(200).items();
    for clash in told {
        let row = rows.iter().find(|row| row["id"] == clash["proposal_id"]).unwrap();
        let names = ["mentor_name", "mentee_name"];
        assert_eq!(names.map(|name| &clash[name]), names.map(|name| &row[name]));
    }
    let foreign = bench.task_force().get(&format!("/rounds/{other}/proposals")).expect(200).items();
    let path =
        bench.path(&format!("/publication-preview?proposal_id={}", foreign[0]["id"].as_str().unwrap()));
    bench.task_force().get(&path).expect(404);
});
