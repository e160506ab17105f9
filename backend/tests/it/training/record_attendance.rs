use chrono::TimeDelta;
use perennial::platform::auth::Role;
use serde_json::json;

use super::{Course, appointed};
use crate::both;

both!(attendance_is_recorded_in_bulk_and_again, |network| {
    let course = Course::start(network);
    let members: Vec<String> = (0..3).map(|_| course.member(&network.nobody().person_id)).collect();
    let session = course.session("2027-02-10T14:00");
    let path = format!("/training-sessions/{session}/attendance");
    let record = |n: usize, state: &str| json!({ "member_id": members[n], "state": state });
    let etag = course.task_force.etag(&format!("/training-sessions/{session}"));
    let body = json!({ "records": [record(0, "present"), record(1, "absent")] });
    let sheet = course.task_force.change("PUT", &path, &etag, body.clone()).expect(200);
    let states: Vec<_> = sheet.items().iter().map(|i| i["state"].clone()).collect();
    assert_eq!(states, [json!("present"), json!("absent"), json!(null)]);
    course.task_force.change("PUT", &path, &etag, body).expect(412);
    let body = json!({ "records": [record(1, "excused")] });
    course.task_force.put(&path, body).expect(200);
    let states: Vec<_> =
        course.task_force.get(&path).expect(200).items().iter().map(|i| i["state"].clone()).collect();
    assert_eq!(states, [json!("present"), json!("excused"), json!(null)], "who is not named stays");
    course.task_force.send("PUT", &path, &[("content-type", "application/json")], Some(b"{}")).expect(422);
});

both!(records_of_nobody_and_double_ones_are_named, |network| {
    let course = Course::start(network);
    let member = course.member(&network.nobody().person_id);
    let other = Course::start(network).member(&network.nobody().person_id);
    let session = course.session("2027-02-10T14:00");
    let path = format!("/training-sessions/{session}/attendance");
    let record = |id: &str| json!({ "member_id": id, "state": "present" });
    let body = json!({ "records": [record(&member), record(&other), record(&member)] });
    assert_eq!(
        course.task_force.put(&path, body).expect(422).pointers(),
        ["/records/1/member_id", "/records/2/member_id"]
    );
    course.task_force.put(&path, json!({ "records": [] })).expect(422);
    course
        .task_force
        .put(&path, json!({ "records": [{ "member_id": member, "state": "late" }] }))
        .expect(422);
});

both!(nobody_was_there_before_it_began, |network| {
    let course = Course::start(network);
    let member = course.member(&network.nobody().person_id);
    let session = course.session("2027-03-02T14:00"); // tomorrow, at 20:00 UTC
    let path = format!("/training-sessions/{session}/attendance");
    let body = |state: &str| json!({ "records": [{ "member_id": member, "state": state }] });
    course.task_force.put(&path, body("present")).expect(409);
    course.task_force.put(&path, body("excused")).expect(200);
    network.advance(TimeDelta::days(2));
    network.task_force().put(&path, body("present")).expect(200);
});

both!(a_guide_records_for_the_members_of_the_region, |network| {
    let course = Course::start(network);
    let (here, elsewhere) = (network.region("03"), network.region("08"));
    let (ana, bo) = (network.nobody(), network.nobody());
    appointed(network, &ana.person_id, &here);
    appointed(network, &bo.person_id, &elsewhere);
    let (ana_place, bo_place) = (course.member(&ana.person_id), course.member(&bo.person_id));
    let session = course.session("2027-02-10T14:00");
    let path = format!("/training-sessions/{session}/attendance");
    let guide = network.in_region(Role::Guide, &here);
    let body = |member: &str| json!({ "records": [{ "member_id": member, "state": "present" }] });
    assert_eq!(guide.put(&path, body(&ana_place)).expect(200).items().len(), 1);
    assert_eq!(guide.put(&path, body(&bo_place)).expect(422).pointers(), ["/records/0/member_id"]);
    network.in_region(Role::Guide, &network.region("01")).put(&path, body(&ana_place)).expect(404);
    network.in_region(Role::Coordinator, &here).put(&path, body(&ana_place)).expect(403);
    ana.put(&path, body(&ana_place)).expect(403);
    assert_eq!(ana.get(&path).expect(200).items().len(), 1, "one's own attendance only");
});
