use diesel::prelude::*;
use perennial::schema::people;
use serde_json::json;

use super::Written;
use crate::both;

both!(whoever_wants_no_more_says_so_once_and_can_take_it_back, |network| {
    let it = Written::start(network);
    it.send(it.enrolled());
    let address = it.mentee.get("/me").expect(200).json["email"].as_str().unwrap().to_owned();
    let token = network.link_to(&address);
    let holder = network.anonymous.with_link(&token);
    let seen = holder.get("/unsubscribing").expect(200).json;
    assert_eq!((&seen["unsubscribed"], &seen["region_name"]), (&json!(false), &json!("Great Lakes")));
    assert_eq!(it.preview(it.enrolled())["reached"], 2, "reading changes nothing");
    for _ in 0..2 {
        holder.act("/unsubscribing/leave").expect(204);
    }
    assert_eq!(holder.get("/unsubscribing").expect(200).json["unsubscribed"], true);
    let seen = it.preview(it.enrolled());
    assert_eq!(seen["left_out"], json!([{ "reason": "unsubscribed", "count": 1 }]));
    // Letters that the program needs are sent all the same.
    let before = network.mail_to_person(&it.mentee).len();
    network.anonymous.post("/auth/password-resets", json!({ "email": address })).expect(204);
    assert!(network.mail_to_person(&it.mentee).len() > before);
    holder.act("/unsubscribing/undo").expect(204);
    assert_eq!(it.preview(it.enrolled())["reached"], 2);
    // The mail program's own click: a form, no header of ours.
    let click = |token: &str| {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let path = format!("/public/unsubscribe?token={token}");
        network.anonymous.send("POST", &path, &form, Some(b"List-Unsubscribe=One-Click"))
    };
    click("not-a-token-of-ours").expect(404);
    network.anonymous.act("/public/unsubscribe").expect(400);
    click(&token).expect(204);
    click(&token).expect(204);
    assert_eq!(it.preview(it.enrolled())["reached"], 1);
    // The link opens nothing else.
    holder.get("/pairing-question").expect(403);
});

both!(who_leaves_or_is_disabled_before_their_turn_is_left_out_still, |network| {
    let it = Written::start(network);
    let disabled: perennial::platform::db::Id = it.mentor.person_id.parse().unwrap();
    network.operator(|work| {
        diesel::update(people::table.filter(people::id.eq(disabled)))
            .set(people::disabled_at.eq(Some(work.stamp())))
            .execute(work.conn)?;
        Ok(())
    });
    let seen = it.preview(it.enrolled());
    assert_eq!(seen["left_out"], json!([{ "reason": "account_disabled", "count": 1 }]));
    let sent = it.send(it.enrolled());
    let path = format!("/messages/{}/recipients?state=skipped", sent.id());
    assert_eq!(it.coordinator.get(&path).expect(200).items()[0]["left_out"], "account_disabled");
});
