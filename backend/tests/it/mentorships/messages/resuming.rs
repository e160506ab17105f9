use diesel::prelude::*;
use perennial::platform::db::Id;
use perennial::schema::{jobs, mails, message_recipients, messages, people};
use serde_json::{Value, json};

use super::Written;
use crate::both;
use crate::support::{Client, Network};

fn job_ends(network: &Network, message: Id, state: &str) {
    network.operator(|work| {
        let job: Option<Id> =
            messages::table.filter(messages::id.eq(message)).select(messages::job_id).first(work.conn)?;
        let job: Vec<Id> = job.into_iter().collect();
        diesel::update(jobs::table.filter(jobs::id.eq_any(job)))
            .set(jobs::state.eq(state))
            .execute(work.conn)?;
        Ok(())
    });
}

/// As if the job had not come to somebody.
fn waits(network: &Network, message: Id, person: &Client) {
    let person: Id = person.person_id.parse().unwrap();
    network.operator(|work| {
        let of = || message_recipients::message_id.eq(message).and(message_recipients::person_id.eq(person));
        let mail: Option<Id> =
            message_recipients::table.filter(of()).select(message_recipients::mail_id).first(work.conn)?;
        diesel::update(message_recipients::table.filter(of()))
            .set(message_recipients::mail_id.eq(None::<Id>))
            .execute(work.conn)?;
        let lost: Vec<Id> = mail.into_iter().collect();
        diesel::delete(mails::table.filter(mails::id.eq_any(lost))).execute(work.conn)?;
        Ok(())
    });
}

fn mails_become(network: &Network, message: Id, person: Option<&Client>, state: &str) {
    network.operator(|work| {
        let mut of: Vec<Option<Id>> = message_recipients::table
            .filter(message_recipients::message_id.eq(message))
            .select(message_recipients::mail_id)
            .load(work.conn)?;
        if let Some(person) = person {
            let person: Id = person.person_id.parse().unwrap();
            of = message_recipients::table
                .filter(message_recipients::message_id.eq(message))
                .filter(message_recipients::person_id.eq(person))
                .select(message_recipients::mail_id)
                .load(work.conn)?;
        }
        let of: Vec<Id> = of.into_iter().flatten().collect();
        diesel::update(mails::table.filter(mails::id.eq_any(of)))
            .set((mails::state.eq(state), mails::attempts.eq(8)))
            .execute(work.conn)?;
        Ok(())
    });
}

fn mails_about(network: &Network, message: Id) -> Vec<(Id, String, i32)> {
    network.operator(|work| {
        let of = mails::table.filter(mails::about.eq(Some(message))).order(mails::id);
        Ok(of.select((mails::id, mails::state, mails::attempts)).load(work.conn)?)
    })
}

#[track_caller]
fn resumed(it: &Written<'_>, message: &str) -> Value {
    let accepted = it.coordinator.act(&format!("/messages/{message}/resume")).expect(202);
    assert_eq!(accepted.json["state"], "writing");
    let job = it.season.network.job_done(&it.coordinator, &accepted);
    assert_eq!(job["state"], "succeeded", "{job}");
    it.coordinator.get(&format!("/messages/{message}")).expect(200).json
}

both!(a_message_whose_job_failed_goes_on_with_those_whom_it_has_not_come_to, |network| {
    let it = Written::start(network);
    let text = it.send(it.enrolled()).id();
    let (path, id): (String, Id) = (format!("/messages/{text}/resume"), text.parse().unwrap());
    // All is written, and it is nobody's in another region.
    it.coordinator.act(&path).expect(409);
    it.western.act(&path).expect(404);
    it.mentor.act(&path).expect(403);
    it.coordinator.act("/messages/00000000-0000-7000-8000-000000000001/resume").expect(404);
    waits(network, id, &it.mentee);
    let kept = mails_about(network, id);
    assert_eq!(kept.len(), 1);
    // What somebody cancelled stays cancelled.
    job_ends(network, id, "cancelled");
    it.coordinator.act(&path).expect(409);
    let read = it.coordinator.get(&format!("/messages/{text}")).expect(200).json;
    assert_eq!(read["can_resume"], false);
    job_ends(network, id, "failed");
    let read = it.coordinator.get(&format!("/messages/{text}")).expect(200).json;
    assert_eq!((&read["state"], &read["can_resume"]), (&json!("failed"), &json!(true)));
    it.western.act(&path).expect(404);
    let read = resumed(&it, &text);
    assert_eq!((&read["state"], &read["can_resume"]), (&json!("written"), &json!(false)));
    assert_eq!(read["counts"], json!({ "queued": 2, "sent": 0, "bounced": 0, "failed": 0, "skipped": 0 }));
    let mails = mails_about(network, id);
    assert!(mails.len() == 2 && mails.contains(&kept[0]), "{mails:?}");
    for reached in [&it.mentor, &it.mentee] {
        assert_eq!(network.mail_to_person(reached).iter().filter(|s| *s == "Test, a word").count(), 1);
    }
    it.coordinator.act(&path).expect(409);
    // One whose job failed at its very end has nobody left, and is told to be written.
    job_ends(network, id, "failed");
    assert_eq!(resumed(&it, &text)["state"], "written");
    assert_eq!(mails_about(network, id).len(), 2);
});

both!(mails_that_the_mail_server_was_away_for_are_tried_again, |network| {
    let it = Written::start(network);
    let text = it.send(it.enrolled()).id();
    let id: Id = text.parse().unwrap();
    mails_become(network, id, None, "failed");
    mails_become(network, id, Some(&it.mentor), "sent");
    let before = mails_about(network, id);
    let read = it.coordinator.get(&format!("/messages/{text}")).expect(200).json;
    assert_eq!((&read["state"], &read["can_resume"]), (&json!("written"), &json!(true)));
    // Whoever wants no more messages meanwhile gets none.
    let unsubscribed = |since: bool| {
        use perennial::schema::message_optouts;
        let person: Id = it.mentee.person_id.parse().unwrap();
        network.operator(|work| {
            if since {
                diesel::insert_into(message_optouts::table)
                    .values((message_optouts::person_id.eq(person), message_optouts::since.eq(work.stamp())))
                    .execute(work.conn)?;
            } else {
                diesel::delete(message_optouts::table).execute(work.conn)?;
            }
            Ok(())
        });
    };
    unsubscribed(true);
    it.coordinator.act(&format!("/messages/{text}/resume")).expect(409);
    unsubscribed(false);
    let read = resumed(&it, &text);
    assert_eq!(read["counts"], json!({ "queued": 1, "sent": 1, "bounced": 0, "failed": 0, "skipped": 0 }));
    let after = mails_about(network, id);
    let ids = |all: &[(Id, String, i32)]| all.iter().map(|one| one.0).collect::<Vec<_>>();
    assert_eq!(ids(&before), ids(&after));
    assert!(after.iter().any(|(_, state, attempts)| state == "queued" && *attempts == 0), "{after:?}");
    // One that came back is the address's: nobody tries it again.
    mails_become(network, id, None, "bounced");
    it.coordinator.act(&format!("/messages/{text}/resume")).expect(409);
});

both!(of_people_of_other_regions_it_does_not_tell_which_mails_came_back, |network| {
    let it = Written::of_one_region(network);
    it.season.pairing(&it.mentor, &it.mentee);
    let (mentor, west): (Id, Id) = (it.mentor.person_id.parse().unwrap(), it.season.west.parse().unwrap());
    network.operator(|work| {
        diesel::update(people::table.filter(people::id.eq(mentor)))
            .set(people::region_id.eq(Some(west)))
            .execute(work.conn)?;
        Ok(())
    });
    let text = it.send(json!({ "of": "pairings" })).id();
    let id: Id = text.parse().unwrap();
    for state in ["bounced", "failed"] {
        mails_become(network, id, Some(&it.mentor), state);
        let read = it.coordinator.get(&format!("/messages/{text}")).expect(200).json;
        assert_eq!((&read["can_resume"], &read["counts"]["failed"]), (&json!(false), &json!(1)));
        it.coordinator.act(&format!("/messages/{text}/resume")).expect(409);
    }
    let chief = &it.season.task_force;
    assert_eq!(chief.get(&format!("/messages/{text}")).expect(200).json["can_resume"], true);
    chief.act(&format!("/messages/{text}/resume")).expect(202);
});

both!(who_coordinates_fewer_regions_now_does_not_let_it_go_on_for_people_of_others, |network| {
    use perennial::identity::{grant_role, revoke_role};
    use perennial::platform::auth::{Role, ScopeKind};
    let it = Written::start(network);
    let west: Id = it.season.west.parse().unwrap();
    let coordinator: Id = it.coordinator.person_id.parse().unwrap();
    let of_west = (Role::Coordinator, ScopeKind::Region, Some(west));
    network.operator(|work| grant_role(work, coordinator, of_west.0, of_west.1, of_west.2));
    let text = it.send(it.enrolled()).id();
    let (path, id): (String, Id) = (format!("/messages/{text}/resume"), text.parse().unwrap());
    waits(network, id, &it.elsewhere);
    job_ends(network, id, "failed");
    network.operator(|work| revoke_role(work, coordinator, of_west.0, of_west.1, of_west.2));
    it.coordinator.act(&path).expect(403);
    assert!(!network.mail_to_person(&it.elsewhere).contains(&"Test, a word".to_owned()));
    // Whoever reaches all of them does.
    it.season.task_force.act(&path).expect(202);
    let started = std::time::Instant::now();
    while !network.mail_to_person(&it.elsewhere).contains(&"Test, a word".to_owned()) {
        assert!(started.elapsed() < std::time::Duration::from_secs(60), "it is not written");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
});

both!(of_two_who_let_it_go_on_at_once_one_is_told_that_it_does, |network| {
    let it = Written::start(network);
    let text = it.send(it.enrolled()).id();
    let id: Id = text.parse().unwrap();
    waits(network, id, &it.mentee);
    job_ends(network, id, "failed");
    let path = format!("/messages/{text}/resume");
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..4).map(|_| scope.spawn(|| it.coordinator.act(&path).status)).collect();
        handles.into_iter().map(|handle| handle.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 202).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [202, 409].contains(status)), "{statuses:?}");
    assert_eq!(it.coordinator.get(&format!("/messages/{text}")).expect(200).json["counts"]["skipped"], 0);
});
