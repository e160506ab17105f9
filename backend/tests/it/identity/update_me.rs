use serde_json::json;

use crate::both;

both!(an_update_needs_the_version_it_read, |network| {
    let me = network.task_force();
    let headers = [("content-type", "application/json")];
    me.send("PATCH", "/me", &headers, Some(b"{\"name\":\"New\"}")).expect(428);
    let etag = me.etag("/me");
    me.change("PATCH", "/me", &etag, json!({ "name": "New" })).expect(200);
    me.change("PATCH", "/me", &etag, json!({ "name": "Newer" })).expect(412);
    assert_eq!(me.get("/me").expect(200).json["name"], "New");
});

both!(an_absent_field_stays_and_null_is_refused_where_it_cannot_be, |network| {
    let me = network.task_force();
    let before = me.get("/me").expect(200).json;
    let after = me.patch("/me", json!({ "locale": "es" })).expect(200).json;
    assert_eq!((&after["name"], &after["locale"]), (&before["name"], &json!("es")));
    assert_eq!(me.patch("/me", json!({ "name": null })).expect(422).pointers(), ["/name"]);
    let wrong = me.patch("/me", json!({ "locale": "tlh", "time_zone": "Mars/Olympus" })).expect(422);
    assert_eq!(wrong.pointers(), ["/locale", "/time_zone"]);
});
