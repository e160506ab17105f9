use serde_json::json;

use crate::both;

both!(a_grant_names_a_fitting_scope_that_exists, |network| {
    let admin = network.admin();
    let person = network.nobody().person_id;
    let grant = |role: &str, kind: &str, scope: serde_json::Value| {
        admin.post(
            "/grants",
            json!({ "person_id": person, "role": role, "scope_kind": kind, "scope_id": scope }),
        )
    };
    grant("coordinator", "region", json!(network.region("03"))).expect(201);
    assert_eq!(grant("coordinator", "region", json!(null)).expect(422).pointers(), ["/scope_id"]);
    assert_eq!(grant("admin", "region", json!(network.region("03"))).expect(422).pointers(), ["/scope_kind"]);
    assert_eq!(grant("coordinator", "region", json!(person)).expect(422).pointers(), ["/scope_id"]);
});

both!(the_same_grant_twice_is_one_grant, |network| {
    let admin = network.admin();
    let person = network.nobody().person_id;
    let body = json!({ "person_id": person, "role": "mentor", "scope_kind": "region", "scope_id": network.region("08") });
    let first = admin.post("/grants", body.clone()).expect(201).id();
    assert_eq!(admin.post("/grants", body).expect(201).id(), first);
});
