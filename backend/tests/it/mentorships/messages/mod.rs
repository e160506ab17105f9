//! Messages of coordinators to a selection.

mod bounces;
mod cancelled;
mod once_each;
mod one_by_one;
mod outside;
mod resuming;
mod selection;
mod spreadsheets;
mod standing;
mod templates;
mod unsubscribing;
mod versions;

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use crate::matching::Season;
use crate::support::{Answer, Client, Network};

/// A season with two people of Great Lakes, two of Far West, and a coordinator of each.
pub struct Written<'a> {
    pub season: Season<'a>,
    pub mentor: Client,
    pub mentee: Client,
    pub elsewhere: Client,
    pub coordinator: Client,
    pub western: Client,
}

impl<'a> Written<'a> {
    pub fn start(network: &'a Network) -> Self {
        let mut it = Self::of_one_region(network);
        it.elsewhere = it.season.two(&it.season.west).0;
        it
    }

    /// Nobody of Far West takes part: the two of Great Lakes are matched with each other.
    pub fn of_one_region(network: &'a Network) -> Self {
        let season = Season::matching(network);
        let (mentor, mentee) = season.two(&season.lakes);
        let elsewhere = network.nobody();
        let coordinator = network.in_region(Role::Coordinator, &season.lakes);
        let western = network.in_region(Role::Coordinator, &season.west);
        Self { season, mentor, mentee, elsewhere, coordinator, western }
    }

    /// Everybody enrolled.
    pub fn enrolled(&self) -> Value {
        json!({ "of": "enrolments", "cycle_id": self.season.cycle })
    }

    pub fn message(&self, selection: Value) -> Value {
        json!({ "subject": "{{ first_name }}, a word", "selection": selection,
            "body": "Hello {{ name }} of {{ region }}, how is {{ cycle }}?" })
    }

    #[track_caller]
    pub fn preview(&self, selection: Value) -> Value {
        self.coordinator.post("/message-preview", self.message(selection)).expect(200).json
    }

    /// Sends it, and waits for its mails to be written.
    #[track_caller]
    pub fn send(&self, selection: Value) -> Answer {
        let accepted = self.coordinator.post("/messages", self.message(selection)).expect(202);
        let job = self.season.network.job_done(&self.coordinator, &accepted);
        assert_eq!(job["state"], "succeeded", "{job}");
        accepted
    }
}
