use std::time::{Duration, Instant};

use chrono::TimeDelta;
use diesel::prelude::*;
use perennial::matching::{CycleState, END_PAIRINGS_OF_CYCLE, set_cycle_state};
use perennial::platform::auth::Role;
use perennial::platform::db::Id;
use perennial::platform::jobs;
use perennial::schema::{events, jobs as job_rows, mails, pairings, proposals};
use serde_json::{Value, json};

use super::care::{done, look_after};
use super::planned_meetings::{Planning, said};
use crate::both;
use crate::matching::Season;
use crate::support::{Client, Network};

/// Waits until a pairing has ended.
#[track_caller]
fn ended(who: &Client, pairing: &str) -> Value {
    let started = Instant::now();
    loop {
        let seen = who.get(&format!("/pairings/{pairing}")).expect(200).json;
        if seen["state"] == "ended" {
            return seen;
        }
        assert!(started.elapsed() < Duration::from_secs(60), "it does not end: {seen}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// How often it was written down that a pairing has ended.
fn ends_recorded(network: &Network, pairing: &str) -> i64 {
    let id: Id = pairing.parse().unwrap();
    network.operator(|work| {
        let of = events::table.filter(events::subject_id.eq(id).and(events::kind.eq("pairing.ended")));
        Ok(of.count().get_result(work.conn)?)
    })
}

/// Closes the cycle, and its job is in another state before any worker sees it.
fn close_with_job(season: &Season<'_>, state: &str) {
    let cycle: Id = season.cycle.parse().unwrap();
    season.becomes("mentoring");
    season.network.operator(|work| {
        set_cycle_state(work, cycle, CycleState::Closed)?;
        diesel::update(job_rows::table.filter(job_rows::kind.eq(END_PAIRINGS_OF_CYCLE)))
            .set(job_rows::state.eq(state))
            .execute(work.conn)?;
        Ok(())
    });
}

/// A mentor and a mentee of a region of their own, paired.
fn pair(season: &Season<'_>, region: &str) -> (Client, Client, String) {
    let (mentor, mentee) = season.two(region);
    let pairing = season.pairing(&mentor, &mentee);
    (mentor, mentee, pairing)
}

fn subjects(network: &Network, who: &Client, words: &str) -> usize {
    network.mail_to_person(who).iter().filter(|subject| subject.contains(words)).count()
}

both!(closing_a_cycle_ends_its_pairings_but_those_that_were_extended, |network| {
    let season = Season::matching(network);
    let (mentor, mentee) = season.two(&season.lakes);
    let pairing = season.pairing(&mentor, &mentee);
    let (other, another) = season.two(&season.lakes);
    let longer = season.pairing(&other, &another);
    other.post(&format!("/pairings/{longer}/extend"), json!({ "ends_on": "2027-12-01" })).expect(200);
    let plan = json!({ "starts_at": "2027-03-09T20:00:00Z", "duration_minutes": 45 });
    mentor.post(&format!("/pairings/{pairing}/planned-meetings"), plan).expect(201);
    let chosen = json!({ "reason": "cycle_closed" });
    assert_eq!(mentor.post(&format!("/pairings/{pairing}/end"), chosen).expect(422).pointers(), ["/reason"]);
    let preview = format!("/cycles/{}/closing-preview", season.cycle);
    let before = season.task_force.get(&preview).expect(200).json;
    let figures = |ending: i64, meetings: i64, lasting: i64, until: &Value| {
        json!({ "pairings_ending": ending, "meetings_called_off": meetings, "pairings_lasting": lasting,
            "lasting_until": until, "circles_ending": 0 })
    };
    assert_eq!(before, figures(1, 1, 1, &json!("2027-12-01")));
    mentor.get(&preview).expect(403);
    season.becomes("mentoring");
    season.becomes("closed");
    let seen = ended(&mentor, &pairing);
    assert_eq!([&seen["end_reason"], &seen["ended_by_side"]], [&json!("cycle_closed"), &Value::Null]);
    mentee.get(&format!("/pairings/{pairing}/certificate")).expect(200);
    for one in [&mentor, &mentee] {
        assert_eq!(subjects(network, one, "ended with its cycle"), 1);
    }
    assert_eq!(other.get(&format!("/pairings/{longer}")).expect(200).json["state"], "active");
    assert_eq!(subjects(network, &other, "ended"), 0);
    let after = season.task_force.get(&preview).expect(200).json;
    assert_eq!(after, figures(0, 0, 1, &json!("2027-12-01")));
    another.post(&format!("/pairings/{longer}/end"), json!({ "reason": "completed" })).expect(200);
    assert_eq!(season.task_force.get(&preview).expect(200).json, figures(0, 0, 0, &Value::Null));
});

both!(extended_beyond_a_closed_cycle_it_ends_by_itself_on_its_own_day_and_once, |network| {
    let season = Season::matching(network);
    let (mentor, mentee, pairing) = pair(&season, &season.lakes);
    let path = format!("/pairings/{pairing}");
    mentor.post(&format!("{path}/extend"), json!({ "ends_on": "2027-12-01" })).expect(200);
    let plan = json!({ "starts_at": "2027-12-20T20:00:00Z", "duration_minutes": 45 });
    mentor.post(&format!("{path}/planned-meetings"), plan).expect(201);
    let coordinator = network.in_region(Role::Coordinator, &season.lakes);
    let seen = |who: &Client| network.sign_in_as(who).get(&path).expect(200).json;
    assert_eq!(seen(&coordinator)["ends_by_itself"], false, "its cycle is not closed");
    season.becomes("mentoring");
    season.becomes("closed");
    let before = seen(&coordinator);
    assert_eq!((&before["ends_by_itself"], &before["ends_on"]), (&json!(true), &json!("2027-12-01")));
    // November 24: both are told beforehand, and whoever is responsible finds it among what ends soon.
    network.advance(TimeDelta::days(268));
    look_after(network);
    for one in [&mentor, &mentee] {
        assert_eq!(subjects(network, one, "ends on 2027-12-01"), 1);
    }
    let coordinator = network.sign_in_as(&coordinator);
    let load = coordinator.get("/caseload").expect(200).items();
    let here = load.iter().find(|row| row["region_id"] == json!(season.lakes)).unwrap();
    assert_eq!(here["ending_soon"], 1, "{here}");
    // December 2, eleven in Greenwich: on Baker Island it is still December 1.
    network.advance(TimeDelta::days(8) - TimeDelta::hours(1));
    look_after(network);
    assert_eq!(seen(&coordinator)["state"], "active");
    network.advance(TimeDelta::hours(1));
    let _other = network.another_worker();
    for _ in 0..3 {
        look_after(network);
    }
    let after = seen(&coordinator);
    assert_eq!(
        [&after["state"], &after["ended_on"], &after["end_reason"], &after["ended_by_side"]],
        [&json!("ended"), &json!("2027-12-01"), &json!("cycle_closed"), &Value::Null]
    );
    assert_eq!((&after["ends_by_itself"], ends_recorded(network, &pairing)), (&json!(false), 1));
    for one in [&mentor, &mentee] {
        for (words, times) in
            [("has come to its end", 1), ("Cancelled: meeting with", 1), ("with its cycle", 0)]
        {
            assert_eq!(subjects(network, one, words), times, "{words}");
        }
    }
    let mentee = network.sign_in_as(&mentee);
    assert_eq!(mentee.get(&format!("{path}/certificate")).expect(200).json["ended_on"], "2027-12-01");
    mentee.post(&format!("{path}/extend"), json!({ "ends_on": "2028-02-01" })).expect(409);
});

both!(extended_after_its_cycle_was_closed_it_lasts_as_long_as_that, |network| {
    let season = Season::matching(network);
    let (mentor, _, pairing) = pair(&season, &season.lakes);
    let (late, _, left) = pair(&season, &season.lakes);
    let extend = |who: &Client, pairing: &str, ends_on: &str| {
        who.post(&format!("/pairings/{pairing}/extend"), json!({ "ends_on": ends_on }))
    };
    extend(&mentor, &pairing, "2027-12-01").expect(200);
    close_with_job(&season, "cancelled");
    extend(&mentor, &pairing, "2028-01-15").expect(200);
    assert_eq!(extend(&mentor, &pairing, "2027-12-31").expect(422).pointers(), ["/ends_on"]);
    // One that was to end with the cycle, and has not yet: extended beyond it, it is one of those that last.
    let preview = format!("/cycles/{}/closing-preview", season.cycle);
    assert_eq!(season.task_force.get(&preview).expect(200).json["pairings_ending"], 1);
    extend(&late, &left, "2027-10-01").expect(200);
    let figures = season.task_force.get(&preview).expect(200).json;
    assert_eq!((&figures["pairings_ending"], &figures["lasting_until"]), (&json!(0), &json!("2028-01-15")));
    look_after(network);
    assert_eq!(late.get(&format!("/pairings/{left}")).expect(200).json["state"], "active");
    // December 5: the day that it had before is over.
    network.advance(TimeDelta::days(279));
    look_after(network);
    let chief = network.task_force();
    let seen = |pairing: &str| chief.get(&format!("/pairings/{pairing}")).expect(200).json;
    assert_eq!([&seen(&left)["state"], &seen(&left)["ended_on"]], ["ended", "2027-10-01"]);
    assert_eq!(seen(&pairing)["state"], "active");
    network.advance(TimeDelta::days(42));
    look_after(network);
    let chief = network.task_force();
    let last = chief.get(&format!("/pairings/{pairing}")).expect(200).json;
    assert_eq!([&last["state"], &last["ended_on"]], ["ended", "2028-01-15"]);
});

both!(what_a_job_left_that_was_cancelled_or_failed_for_good_ends_at_the_next_look, |network| {
    let season = Season::matching(network);
    let pairs: Vec<_> = (0..3).map(|_| pair(&season, &season.lakes)).collect();
    let (resting, lasting) = (&pairs[0], &pairs[1]);
    let until = json!({ "reason": "leave", "until": "2027-05-01" });
    resting.0.post(&format!("/pairings/{}/pause", resting.2), until).expect(200);
    let later = json!({ "ends_on": "2027-12-01" });
    lasting.0.post(&format!("/pairings/{}/extend", lasting.2), later).expect(200);
    close_with_job(&season, "failed");
    let _other = network.another_worker();
    for _ in 0..3 {
        look_after(network);
    }
    for (mentor, mentee, pairing) in &pairs {
        let seen = mentor.get(&format!("/pairings/{pairing}")).expect(200).json;
        let times = i64::from(*pairing != lasting.2);
        assert_eq!(seen["end_reason"], if times == 1 { json!("cycle_closed") } else { Value::Null });
        assert_eq!(seen["paused_until"], Value::Null);
        assert_eq!(ends_recorded(network, pairing), times);
        for one in [mentor, mentee] {
            let letters = i64::try_from(subjects(network, one, "ended with its cycle")).unwrap();
            assert_eq!(letters, times);
        }
    }
});

/// As if the worker had died before it came to a pairing.
fn not_come_to(network: &Network, pairing: &str) {
    let id: Id = pairing.parse().unwrap();
    network.operator(|work| {
        let proposal: Id =
            pairings::table.filter(pairings::id.eq(id)).select(pairings::proposal_id).first(work.conn)?;
        diesel::update(pairings::table.filter(pairings::id.eq(id)))
            .set((
                pairings::state.eq("active"),
                pairings::ended_on.eq(None::<chrono::NaiveDate>),
                pairings::end_reason.eq(None::<String>),
            ))
            .execute(work.conn)?;
        diesel::update(proposals::table.filter(proposals::id.eq(proposal)))
            .set(proposals::state.eq("accepted"))
            .execute(work.conn)?;
        let told = mails::about.eq(Some(id)).and(mails::template.eq(Some("pairing_ended_with_cycle")));
        diesel::delete(mails::table.filter(told)).execute(work.conn)?;
        Ok(())
    });
}

both!(a_job_that_is_killed_in_the_middle_or_runs_twice_ends_and_mails_each_once, |network| {
    let season = Season::matching(network);
    let pairs: Vec<_> = (0..4).map(|_| pair(&season, &season.lakes)).collect();
    season.becomes("mentoring");
    season.becomes("closed");
    for (mentor, _, pairing) in &pairs {
        ended(mentor, pairing);
    }
    let job: Id = network.operator(|work| {
        let of = job_rows::table.filter(job_rows::kind.eq(END_PAIRINGS_OF_CYCLE));
        Ok(of.select(job_rows::id).first(work.conn)?)
    });
    let admin = network.admin();
    done(&admin, job);
    // As after a kill: the last two were not come to, and nobody holds the job any longer.
    for (.., pairing) in &pairs[2..] {
        not_come_to(network, pairing);
    }
    let _other = network.another_worker();
    network.operator(|work| {
        let lapsed = (network.now() - TimeDelta::minutes(5)).naive_utc();
        diesel::update(job_rows::table.filter(job_rows::id.eq(job)))
            .set((job_rows::state.eq("running"), job_rows::leased_until.eq(Some(lapsed))))
            .execute(work.conn)?;
        Ok(())
    });
    for (mentor, _, pairing) in &pairs {
        ended(mentor, pairing);
    }
    done(&admin, job);
    let payload = json!({ "cycle_id": season.cycle });
    let again: Vec<Id> = (0..3)
        .map(|_| network.operator(|work| jobs::enqueue(work, END_PAIRINGS_OF_CYCLE, &payload)).id)
        .collect();
    for job in again {
        done(&admin, job);
        assert_eq!(admin.get(&format!("/jobs/{job}")).expect(200).json["result"]["ended"], 0);
    }
    for (at, (mentor, mentee, pairing)) in pairs.iter().enumerate() {
        // What was written down of the last two before is still there.
        assert_eq!(ends_recorded(network, pairing), if at < 2 { 1 } else { 2 });
        for one in [mentor, mentee] {
            assert_eq!(subjects(network, one, "ended with its cycle"), 1);
        }
    }
});

both!(closing_takes_what_is_to_come_out_of_both_calendars_and_says_nothing_of_what_is_over, |network| {
    let mut pair = Planning::start(network);
    pair.at(&pair.mentor, "2027-03-02T20:00:00Z").expect(201);
    let to_come = pair.at(&pair.mentee, "2027-03-09T20:00:00Z").expect(201).id();
    let uid = pair.entry(&pair.mentor).get("UID").to_owned();
    pair.after(48);
    let cycle = pair.mentor.get(&format!("/pairings/{}", pair.pairing)).expect(200).json["cycle_id"].clone();
    let chief = network.task_force();
    for state in ["mentoring", "closed"] {
        chief
            .post(&format!("/cycles/{}/state", cycle.as_str().unwrap()), json!({ "state": state }))
            .expect(200);
    }
    ended(&pair.mentor, &pair.pairing);
    for one in [&pair.mentor, &pair.mentee] {
        let entry = pair.entry(one);
        assert_eq!(said(&entry), ("CANCEL", "2", "CANCELLED", "20270309T200000Z"));
        assert_eq!((entry.get("UID"), pair.mails(one, "Cancelled").len()), (&*uid, 1));
    }
    let plans = pair.mentor.get(&pair.path()).expect(200).items();
    assert_eq!(plans.len(), 2);
    for plan in plans {
        assert_eq!(plan["state"], "cancelled", "{plan}");
    }
    pair.mentor.post(&format!("/planned-meetings/{to_come}/held"), json!({})).expect(409);
});

both!(a_pairing_that_rests_at_closing_ends_too_and_can_neither_go_on_nor_be_extended, |network| {
    let season = Season::matching(network);
    let (mentor, mentee, pairing) = pair(&season, &season.lakes);
    let path = format!("/pairings/{pairing}");
    let until = json!({ "reason": "health", "until": "2027-05-01" });
    mentee.post(&format!("{path}/pause"), until).expect(200);
    let preview = format!("/cycles/{}/closing-preview", season.cycle);
    assert_eq!(season.task_force.get(&preview).expect(200).json["pairings_ending"], 1);
    season.becomes("mentoring");
    season.becomes("closed");
    let seen = ended(&mentor, &pairing);
    assert_eq!(
        [&seen["end_reason"], &seen["paused_until"], &seen["pause_reason"]],
        [&json!("cycle_closed"), &Value::Null, &Value::Null]
    );
    for one in [&mentor, &mentee] {
        assert_eq!(subjects(network, one, "ended with its cycle"), 1);
    }
    mentor.act(&format!("{path}/resume")).expect(409);
    mentor.post(&format!("{path}/extend"), json!({ "ends_on": "2027-12-01" })).expect(409);
    // The day on which the pause was to end comes and goes.
    network.advance(TimeDelta::days(62));
    look_after(network);
    let mentor = network.sign_in_as(&mentor);
    assert_eq!(mentor.get(&path).expect(200).json["state"], "ended");
    assert_eq!(subjects(network, &mentor, "goes on"), 0);
});
