//! Of the mentor of another region nothing is told but that a message does not reach them.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use perennial::platform::db::Id;
use perennial::schema::{mails, people};
use serde_json::{Value, json};

use super::Written;
use crate::both;
use crate::support::{Client, Network};

/// The account is disabled, or not any more.
fn disable(network: &Network, person: &Client, disabled: bool) {
    let id: Id = person.person_id.parse().unwrap();
    network.operator(|work| {
        let at: Option<NaiveDateTime> = disabled.then(|| work.stamp());
        diesel::update(people::table.filter(people::id.eq(id)))
            .set(people::disabled_at.eq(at))
            .execute(work.conn)?;
        Ok(())
    });
}

/// What a reader is told of one recipient: their state, and why they were left out.
fn told(reader: &Client, message: &str, person: &Client, state: &str) -> Option<(Value, Value)> {
    let path = format!("/messages/{message}/recipients{state}");
    let all = reader.get(&path).expect(200).items();
    let one = all.iter().find(|one| one["person_id"] == json!(person.person_id))?;
    Some((one["state"].clone(), one["left_out"].clone()))
}

both!(of_people_of_other_regions_no_reason_is_told, |network| {
    let it = Written::of_one_region(network);
    it.season.pairing(&it.mentor, &it.mentee);
    let (mentor, west): (Id, Id) = (it.mentor.person_id.parse().unwrap(), it.season.west.parse().unwrap());
    network.operator(|work| {
        diesel::update(people::table.filter(people::id.eq(mentor)))
            .set(people::region_id.eq(Some(west)))
            .execute(work.conn)?;
        Ok(())
    });
    let pairings = json!({ "of": "pairings" });
    assert_eq!(it.preview(pairings.clone())["reached"], 2);
    disable(network, &it.mentor, true);
    let seen = it.preview(pairings.clone());
    assert_eq!(seen["left_out"], json!([{ "reason": "cannot_be_reached", "count": 1 }]));
    assert_eq!(seen["left_out_people"][0]["reason"], "cannot_be_reached");
    let known = it.season.task_force.post("/message-preview", it.message(pairings.clone())).expect(200).json;
    assert_eq!(known["left_out"], json!([{ "reason": "account_disabled", "count": 1 }]));
    let message = it.send(pairings.clone()).id();
    let skipped = |reason: &str| Some((json!("skipped"), json!(reason)));
    for state in ["", "?state=skipped"] {
        assert_eq!(told(&it.coordinator, &message, &it.mentor, state), skipped("cannot_be_reached"));
        assert_eq!(told(&it.season.task_force, &message, &it.mentor, state), skipped("account_disabled"));
    }
    let sheet = it.coordinator.get(&format!("/messages/{message}/recipients.csv")).expect(200).text;
    assert!(sheet.contains(",skipped,cannot_be_reached,") && !sheet.contains("disabled"), "{sheet}");
    // One that comes back is one that was not sent.
    disable(network, &it.mentor, false);
    let message = it.send(pairings).id();
    let about: Id = message.parse().unwrap();
    network.operator(|work| {
        diesel::update(mails::table.filter(mails::about.eq(Some(about))))
            .set(mails::state.eq("bounced"))
            .execute(work.conn)?;
        Ok(())
    });
    let is = |state: &str| Some((json!(state), Value::Null));
    let here = &it.coordinator;
    assert_eq!(told(here, &message, &it.mentor, ""), is("failed"));
    assert_eq!(told(here, &message, &it.mentor, "?state=failed"), is("failed"));
    assert_eq!(told(here, &message, &it.mentor, "?state=bounced"), None);
    assert_eq!(told(here, &message, &it.mentee, "?state=bounced"), is("bounced"));
    assert_eq!(told(here, &message, &it.mentee, "?state=failed"), None);
    assert_eq!(told(&it.season.task_force, &message, &it.mentor, "?state=bounced"), is("bounced"));
    let counts = |reader: &Client| {
        let counts = reader.get(&format!("/messages/{message}")).expect(200).json["counts"].clone();
        ["queued", "sent", "bounced", "failed", "skipped"].map(|name| counts[name].as_i64().unwrap())
    };
    assert_eq!([counts(here), counts(&it.season.task_force)], [[0, 0, 1, 1, 0], [0, 0, 2, 0, 0]]);
});
