use diesel::prelude::*;
use perennial::platform::db::Id;
use perennial::schema::{jobs, mails, message_recipients, messages};
use serde_json::json;

use super::Written;
use crate::both;

both!(whom_a_cancelled_job_has_not_come_to_is_left_out, |network| {
    let it = Written::start(network);
    let message = it.send(it.enrolled()).id();
    let path = format!("/messages/{message}");
    let (id, waits): (Id, Id) = (message.parse().unwrap(), it.mentee.person_id.parse().unwrap());
    // As if it had been cancelled while it was queued, with one of the two written to by an earlier attempt.
    network.operator(|work| {
        let of_mentee = || message_recipients::message_id.eq(id).and(message_recipients::person_id.eq(waits));
        let mail: Option<Id> = message_recipients::table
            .filter(of_mentee())
            .select(message_recipients::mail_id)
            .first(work.conn)?;
        diesel::update(message_recipients::table.filter(of_mentee()))
            .set(message_recipients::mail_id.eq(None::<Id>))
            .execute(work.conn)?;
        let lost: Vec<Id> = mail.into_iter().collect();
        diesel::delete(mails::table.filter(mails::id.eq_any(lost))).execute(work.conn)?;
        let job: Option<Id> =
            messages::table.filter(messages::id.eq(id)).select(messages::job_id).first(work.conn)?;
        let job: Vec<Id> = job.into_iter().collect();
        diesel::update(jobs::table.filter(jobs::id.eq_any(job)))
            .set(jobs::state.eq("cancelled"))
            .execute(work.conn)?;
        Ok(())
    });
    let read = it.coordinator.get(&path).expect(200).json;
    assert_eq!(read["state"], "cancelled");
    assert_eq!(read["counts"], json!({ "queued": 1, "sent": 0, "bounced": 0, "failed": 0, "skipped": 1 }));
    let listed =
        |state: &str| it.coordinator.get(&format!("{path}/recipients?state={state}")).expect(200).items();
    let skipped = listed("skipped");
    assert_eq!((skipped.len(), &skipped[0]["person_id"]), (1, &json!(it.mentee.person_id)));
    assert_eq!((&skipped[0]["state"], &skipped[0]["left_out"]), (&json!("skipped"), &json!("cancelled")));
    let queued = listed("queued");
    assert_eq!((queued.len(), &queued[0]["person_id"]), (1, &json!(it.mentor.person_id)));
    let all = it.coordinator.get(&format!("{path}/recipients")).expect(200).items();
    let waiting = all.iter().filter(|one| one["state"] == "queued").count();
    assert_eq!((all.len(), waiting), (2, 1));
    let sheet = it.coordinator.get(&format!("{path}/recipients.csv?state=skipped")).expect(200).text;
    assert!(sheet.lines().count() == 2 && sheet.contains(",skipped,cancelled,"), "{sheet}");
    // A job that failed for good is told of by the message too.
    network.operator(|work| {
        let job: Option<Id> =
            messages::table.filter(messages::id.eq(id)).select(messages::job_id).first(work.conn)?;
        let job: Vec<Id> = job.into_iter().collect();
        diesel::update(jobs::table.filter(jobs::id.eq_any(job)))
            .set(jobs::state.eq("failed"))
            .execute(work.conn)?;
        Ok(())
    });
    let read = it.coordinator.get(&path).expect(200).json;
    assert_eq!((&read["state"], &read["counts"]["queued"]), (&json!("failed"), &json!(2)));
});
