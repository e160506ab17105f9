//! A place's messages: a wording that its coordinator keeps, and a message to everybody enrolled.

use serde_json::json;

use super::{Asker, Filling};
use crate::support::Client;

impl Filling<'_> {
    /// Answers the holder of the link by which one of them wants no more.
    pub fn messages(&self, mentee: &Client, coordinator: &Client) -> Asker {
        let wording = json!({ "region_id": self.region, "name": format!("{} wording", self.name),
            "subject": "Hello", "body": "Hello {{ first_name }}." });
        coordinator.post("/message-templates", wording).expect(201);
        let message = json!({ "subject": format!("{} news", self.name), "body": "Hello {{ name }}.",
            "selection": { "of": "enrolments", "cycle_id": self.shared.season.cycle } });
        let sent = coordinator.post("/messages", message).expect(202);
        let job = self.network.job_done(coordinator, &sent);
        assert_eq!(job["state"], "succeeded", "{job}");
        let email = mentee.get("/me").expect(200).json["email"].clone();
        let link = self.network.link_to(email.as_str().unwrap());
        Asker::by_link("leave_messages", self.network.anonymous.with_link(&link))
    }
}
