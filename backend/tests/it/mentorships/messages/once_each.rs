use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use diesel::prelude::*;
use perennial::identity::{NewAccount, create_account};
use perennial::platform::db::Id;
use perennial::schema::{jobs, mails, message_recipients};
use serde_json::{Value, json};

use super::Written;
use crate::both;
use crate::support::Network;

fn many(network: &Network, region: &str, n: usize) -> Vec<Id> {
    let region: Id = region.parse().unwrap();
    network.operator(|work| {
        (0..n)
            .map(|at| {
                let account = NewAccount {
                    name: &format!("Person {at:03}"),
                    email: &format!("person{at}@many.example"),
                    password_hash: Some("none".to_owned()),
                    institution: None,
                    jurisdiction: None,
                    region: Some(region),
                    time_zone: "America/Chicago",
                };
                create_account(work, account)
            })
            .collect()
    })
}

/// Mails to those people, and addresses among them.
fn written(network: &Network, message: &str) -> (usize, usize) {
    let about: Id = message.parse().unwrap();
    network.operator(|work| {
        let addresses: Vec<String> =
            mails::table.filter(mails::about.eq(Some(about))).select(mails::to_address).load(work.conn)?;
        let different: BTreeSet<&String> = addresses.iter().collect();
        Ok((addresses.len(), different.len()))
    })
}

both!(everybody_gets_it_once_with_two_workers_and_when_the_job_begins_anew, |network| {
    let it = Written::start(network);
    let _other = network.another_worker();
    let people = many(network, &it.season.lakes, 350);
    let twice: Vec<Id> = people.iter().chain(&people).copied().collect();
    let selection = json!({ "of": "people", "person_ids": twice });
    let key = [("content-type", "application/json"), ("idempotency-key", "one-and-the-same-key")];
    let body = it.message(selection).to_string();
    let first = it.coordinator.send("POST", "/messages", &key, Some(body.as_bytes())).expect(202);
    let again = it.coordinator.send("POST", "/messages", &key, Some(body.as_bytes())).expect(202);
    assert_eq!(first.id(), again.id());
    let job = network.job_done(&it.coordinator, &first);
    assert_eq!(job["state"], "succeeded", "{job}");
    assert_eq!(written(network, &first.id()), (350, 350));
    assert_eq!(it.coordinator.get("/messages").expect(200).items().len(), 1);
    // As after a kill: the job is taken up again, two of its people still wait.
    let job: Id = job["id"].as_str().unwrap().parse().unwrap();
    let message: Id = first.id().parse().unwrap();
    network.operator(|work| {
        let some: Vec<Id> = message_recipients::table
            .filter(message_recipients::message_id.eq(message))
            .order(message_recipients::id)
            .limit(2)
            .select(message_recipients::id)
            .load(work.conn)?;
        let lost: Vec<Option<Id>> = message_recipients::table
            .filter(message_recipients::id.eq_any(some.clone()))
            .select(message_recipients::mail_id)
            .load(work.conn)?;
        diesel::update(message_recipients::table.filter(message_recipients::id.eq_any(some)))
            .set(message_recipients::mail_id.eq(None::<Id>))
            .execute(work.conn)?;
        let lost: Vec<Id> = lost.into_iter().flatten().collect();
        diesel::delete(mails::table.filter(mails::id.eq_any(lost))).execute(work.conn)?;
        diesel::update(jobs::table.filter(jobs::id.eq(job)))
            .set((
                jobs::state.eq("running"),
                jobs::leased_until.eq(Some((network.now() - TimeDelta::minutes(5)).naive_utc())),
            ))
            .execute(work.conn)?;
        Ok(())
    });
    let started = Instant::now();
    let state = || -> Value { it.coordinator.get(&format!("/jobs/{job}")).expect(200).json };
    while state()["state"] != "succeeded" {
        assert!(started.elapsed() < Duration::from_secs(60), "the job does not end: {}", state());
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(written(network, &first.id()), (350, 350));
});
