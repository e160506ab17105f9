//! An enrolment that is begun today and sent in another day; both roles in one cycle; who is not ready and why.

use perennial::platform::auth::Role;
use serde_json::json;

use super::Season;
use crate::both;
use crate::training::Course;

both!(a_draft_may_be_incomplete_and_is_in_no_round_until_sent_in, |network| {
    let season = Season::matching(network);
    let (_, _) = season.two(&season.lakes);
    let mentee = network.in_region(Role::Mentee, &season.lakes);
    let path = format!("/cycles/{}/enrolments", season.cycle);
    let refused = mentee.post(&path, json!({ "role": "mentee" })).expect(422);
    assert_eq!(refused.pointers(), ["/career_stage", "/languages", "/setting", "/years_of_experience"]);
    let draft = mentee.post(&path, json!({ "role": "mentee", "draft": true, "setting": "law" })).expect(201);
    assert_eq!((&draft.json["state"], &draft.json["setting"]), (&json!("draft"), &json!("law")));
    assert_eq!(draft.json["unanswered"], json!(["career_stage", "years_of_experience", "languages"]));
    assert_eq!(draft.json["not_ready"][0]["code"], "draft");
    mentee.post(&path, json!({ "role": "mentee", "draft": true })).expect(409);
    let own = format!("/enrolments/{}", draft.id());
    let round = season.round(&season.task_force, None);
    assert_eq!(round["mentees"], 1, "the other one");
    let open = mentee.act(&format!("{own}/submit")).expect(422);
    assert_eq!(open.pointers(), ["/career_stage", "/languages", "/years_of_experience"]);
    let more = json!({ "career_stage": "early", "years_of_experience": 2, "languages": ["en"] });
    let complete = mentee.patch(&own, more).expect(200);
    assert_eq!((&complete.json["state"], &complete.json["unanswered"]), (&json!("draft"), &json!([])));
    let sent = mentee.act(&format!("{own}/submit")).expect(200);
    assert_eq!((&sent.json["state"], &sent.json["not_ready"]), (&json!("enrolled"), &json!([])));
    mentee.act(&format!("{own}/submit")).expect(409);
    assert_eq!(season.round(&season.task_force, None)["mentees"], 2);
});

both!(a_draft_is_given_up_and_grants_no_role, |network| {
    let season = Season::enrolling(network);
    let person = season.somebody(&season.lakes, "Slow Starter");
    let path = format!("/cycles/{}/enrolments", season.cycle);
    let body = json!({ "role": "mentor", "draft": true, "person_id": person });
    let draft = season.task_force.post(&path, body).expect(201).id();
    let cycle = format!("/cycles/{}", season.cycle);
    assert_eq!(season.task_force.get(&cycle).expect(200).json["mentors"], 0);
    assert!(network.admin().get(&format!("/grants?person_id={person}")).expect(200).items().is_empty());
    season.task_force.act(&format!("/enrolments/{draft}/withdraw")).expect(200);
    season.task_force.act(&format!("/enrolments/{draft}/submit")).expect(409);
    // All at once instead: the draft becomes the enrolment.
    assert_eq!(season.enrol(&person, "mentor", json!({})), draft);
    assert_eq!(season.task_force.get(&cycle).expect(200).json["mentors"], 1);
});

both!(a_person_is_mentor_and_mentee_of_one_cycle, |network| {
    let season = Season::matching(network);
    let both = season.somebody(&season.lakes, "Both Ways");
    let ahead = season.somebody(&season.lakes, "Far Ahead");
    let behind = season.somebody(&season.lakes, "Just Begun");
    season.enrol(&both, "mentor", json!({ "career_stage": "mid" }));
    season.enrol(&both, "mentee", json!({ "career_stage": "mid" }));
    season.enrol(&ahead, "mentor", json!({}));
    season.enrol(&behind, "mentee", json!({}));
    let round = season.round(&season.task_force, None);
    assert_eq!((&round["mentors"], &round["mentees"], &round["matched"]), (&json!(2), &json!(2), &json!(2)));
    let pairs = season.proposals(&round);
    assert!(pairs.iter().all(|pair| pair["mentor_id"] != pair["mentee_id"]));
});

both!(who_has_not_passed_the_orientation_is_enrolled_and_not_matched, |network| {
    let season = Season::matching(network);
    let course = Course::start(network);
    let task = course.requirement("task", 0);
    let cycle = format!("/cycles/{}", season.cycle);
    let nothing = json!({ "orientation_requirement_id": "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f" });
    assert_eq!(
        season.task_force.patch(&cycle, nothing).expect(422).pointers(),
        ["/orientation_requirement_id"]
    );
    let asked = season.task_force.patch(&cycle, json!({ "orientation_requirement_id": task })).expect(200);
    assert_eq!(asked.json["orientation_requirement_id"], json!(task));
    let (mentor, mentee) = season.two(&season.lakes);
    let of_mentor = course.member(&mentor.person_id);
    course.judge(&task, &of_mentor, "passed");
    let of_mentee = course.member(&mentee.person_id);
    course.judge(&task, &of_mentee, "failed");
    let mine = mentee.get("/me/enrolments").expect(200).items();
    assert_eq!(
        mine[0]["not_ready"],
        json!([{ "code": "orientation", "text": "\"The task\" is not passed yet.", "requirement": "The task" }])
    );
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    let list = |ready: bool| {
        let path = format!("{cycle}/enrolments?ready={ready}&limit=1");
        let items = coordinator.get(&path).expect(200).items();
        items.iter().map(|e| e["role"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!((list(false), list(true)), (vec!["mentee".to_owned()], vec!["mentor".to_owned()]));
    let round = season.round(&season.task_force, None);
    assert_eq!((&round["mentors"], &round["mentees"]), (&json!(1), &json!(0)));
    course.judge(&task, &of_mentee, "passed");
    assert_eq!(season.round(&season.task_force, None)["matched"], 1);
    season.task_force.patch(&cycle, json!({ "orientation_requirement_id": null })).expect(200);
});
