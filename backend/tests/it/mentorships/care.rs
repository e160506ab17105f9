//! The job that looks after all pairings, done now.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use perennial::app;
use perennial::mentorships::LOOK_AFTER_PAIRINGS;
use perennial::platform::db::Id;
use perennial::platform::jobs::{self, Worker};
use serde_json::json;

use crate::both;
use crate::matching::Season;
use crate::support::{Client, Network};

/// Queues the job.
fn queued(network: &Network) -> Id {
    network.operator(|work| jobs::enqueue(work, LOOK_AFTER_PAIRINGS, &json!({}))).id
}

/// Waits until a job is done.
#[track_caller]
pub fn done(admin: &Client, job: Id) {
    let started = Instant::now();
    loop {
        let state = admin.get(&format!("/jobs/{job}")).expect(200).json["state"].clone();
        if state == "succeeded" {
            return;
        }
        assert!(["queued", "running"].contains(&state.as_str().unwrap()), "{state}");
        assert!(started.elapsed() < Duration::from_secs(60), "the job does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Does the job and waits until it is done.
#[track_caller]
pub fn look_after(network: &Network) {
    let job = queued(network);
    done(&network.admin(), job);
}

both!(two_who_look_after_pairings_at_once_ask_and_mail_once, |network| {
    let season = Season::matching(network);
    let pairs: Vec<_> = (0..4)
        .map(|_| {
            let (mentor, mentee) = season.two(&season.lakes);
            season.pairing(&mentor, &mentee);
            [mentor, mentee]
        })
        .collect();
    // Three hours later than noon in Greenwich nobody in Chicago has quiet hours.
    network.advance(TimeDelta::days(160) + TimeDelta::hours(3));
    let stop = Arc::new(AtomicBool::new(false));
    let others: Vec<_> = (0..2)
        .map(|_| {
            let worker = Worker {
                platform: network.platform.clone().into_inner(),
                handlers: app::job_handlers(),
                recurring: app::RECURRING,
            };
            let stopped = stop.clone();
            std::thread::spawn(move || worker.run(&stopped))
        })
        .collect();
    let jobs: Vec<Id> = (0..6).map(|_| queued(network)).collect();
    let admin = network.admin();
    for job in jobs {
        done(&admin, job);
    }
    stop.store(true, Ordering::Relaxed);
    for other in others {
        other.join().unwrap();
    }
    for one in pairs.iter().flatten() {
        let subjects = network.mail_to_person(one);
        let count = |what: &str| subjects.iter().filter(|s| s.contains(what)).count();
        assert_eq!([count("How is it going"), count("ends on")], [1, 1], "{subjects:?}");
    }
});
