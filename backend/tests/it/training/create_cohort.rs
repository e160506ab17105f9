use perennial::platform::auth::Role;
use serde_json::json;

use super::{Course, appointed};
use crate::both;

both!(a_cohort_is_reached_by_its_members_and_their_regions, |network| {
    let course = Course::start(network);
    let (here, elsewhere) = (network.region("03"), network.region("08"));
    let (ana, bo) = (network.nobody(), network.nobody());
    appointed(network, &ana.person_id, &here);
    appointed(network, &bo.person_id, &elsewhere);
    course.member(&ana.person_id);
    course.member(&bo.person_id);
    let path = format!("/cohorts/{}", course.cohort);
    let names = |client: &crate::support::Client| -> Vec<String> {
        let detail = client.get(&path).expect(200).json;
        let members = detail["members"].as_array().unwrap();
        assert_eq!(detail["member_count"], members.len());
        members.iter().map(|m| m["person_id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&course.task_force), [ana.person_id.clone(), bo.person_id.clone()]);
    assert_eq!(names(&ana), std::slice::from_ref(&ana.person_id), "a member sees their own progress");
    let guide = network.in_region(Role::Guide, &elsewhere);
    assert_eq!(names(&guide), std::slice::from_ref(&bo.person_id));
    assert_eq!(guide.get("/cohorts").expect(200).items().len(), 1);

    let stranger = network.nobody();
    stranger.get(&path).expect(404);
    stranger.get(&format!("{path}/sessions")).expect(404);
    assert!(stranger.get("/cohorts").expect(200).items().is_empty());
    let far = network.in_region(Role::Coordinator, &network.region("01"));
    far.get(&path).expect(404);
    network.anonymous.get(&path).expect(401);
});

both!(a_person_belongs_to_a_cohort_once, |network| {
    let course = Course::start(network);
    let person = network.nobody().person_id;
    let path = format!("/cohorts/{}/members", course.cohort);
    course.member(&person);
    course.task_force.post(&path, json!({ "person_id": person })).expect(409);
    let unknown = json!({ "person_id": course.cohort });
    assert_eq!(course.task_force.post(&path, unknown).expect(422).pointers(), ["/person_id"]);
    let guide = network.in_region(Role::Guide, &network.region("03"));
    guide.post(&path, json!({ "person_id": person })).expect(403);
    course.task_force.post(&format!("/cohorts/{person}/members"), json!({ "person_id": person })).expect(404);
});

both!(a_cohort_that_does_not_fit_is_refused, |network| {
    let task_force = network.task_force();
    let body = json!({ "name": " ", "description": "", "starts_on": "2027-02-01", "ends_on": "2027-04-01" });
    assert_eq!(task_force.post("/cohorts", body).expect(422).pointers(), ["/name"]);
    let body = json!({ "name": "X", "description": "", "starts_on": "2027-05-01", "ends_on": "2027-04-01" });
    assert_eq!(task_force.post("/cohorts", body).expect(422).pointers(), ["/ends_on"]);
    let body = json!({ "name": "X", "description": "", "starts_on": "soon", "ends_on": "2027-04-01" });
    assert_eq!(task_force.post("/cohorts", body).expect(422).pointers(), ["/starts_on"]);
    network.in_region(Role::Coordinator, &network.region("03")).post("/cohorts", json!({})).expect(403);
});

both!(cohorts_are_listed_the_latest_first_page_by_page, |network| {
    let task_force = network.task_force();
    for month in ["01", "03", "02"] {
        let body = json!({ "name": month, "description": "", "starts_on": format!("2027-{month}-01"),
            "ends_on": "2027-12-01" });
        task_force.post("/cohorts", body).expect(201);
    }
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = task_force.get(&format!("/cohorts?limit=1{cursor}")).expect(200);
        seen.extend(page.items().iter().map(|c| c["name"].as_str().unwrap().to_owned()));
        match page.json["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen, ["03", "02", "01"]);
    task_force.get("/cohorts?cursor=made-up").expect(400);
});
