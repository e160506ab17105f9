use serde_json::json;

use crate::both;

both!(mails_are_found_by_their_address, |network| {
    let region = network.region("03");
    for name in ["ana", "ben"] {
        let email = format!("{name}@library.example");
        let invitation = json!({
            "name": name, "email": email, "role": "mentor", "scope_kind": "region", "scope_id": region
        });
        network.admin().post("/invitations", invitation).expect(201);
    }
    let to = |address: &str| network.admin().get(&format!("/mails?to_address={address}")).expect(200).items();
    assert_eq!(to("Ana@Library.example").len(), 1, "addresses are kept in lower case");
    assert_eq!(to("ana@library.example")[0]["to_address"], "ana@library.example");
    assert!(to("ana@library").is_empty(), "the whole address is asked for");
    network.admin().get("/mails?to_address=a").expect(400);
    network.task_force().get("/mails?to_address=ana@library.example").expect(403);
});
