//! The job that looks after all pairings, done now.

use std::time::{Duration, Instant};

use perennial::mentorships::LOOK_AFTER_PAIRINGS;
use perennial::platform::jobs;
use serde_json::json;

use crate::support::Network;

/// Does the job and waits until it is done.
#[track_caller]
pub fn look_after(network: &Network) {
    let job = network.operator(|work| jobs::enqueue(work, LOOK_AFTER_PAIRINGS, &json!({})));
    let admin = network.admin();
    let started = Instant::now();
    loop {
        let state = admin.get(&format!("/jobs/{}", job.id)).expect(200).json["state"].clone();
        if state == "succeeded" {
            return;
        }
        assert!(["queued", "running"].contains(&state.as_str().unwrap()), "{state}");
        assert!(started.elapsed() < Duration::from_secs(60), "the job does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
}
