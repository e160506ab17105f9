//! A place's search: an opening, applications in every state, and who holds which link.

use perennial::platform::auth::Role;
use serde_json::{Value, json};

use super::{Asker, Filling};
use crate::recruitment::{Desk, application, review, send};
use crate::support::Client;

impl Filling<'_> {
    /// An opening with applications in every state, and who holds which link.
    pub fn search(&self) -> (Client, Vec<Asker>) {
        let desk = Desk::in_region(self.network, self.code);
        let mut body = desk.opening();
        body["references_asked"] = json!(1);
        let opening = desk.task_force.post("/openings", body).expect(201).id();
        desk.task_force.act(&format!("/openings/{opening}/publish")).expect(200);
        let letter =
            json!({ "name": format!("{} letter", self.name), "channel": "newsletter", "partner": "X" });
        desk.task_force.post(&format!("/openings/{opening}/campaigns"), letter).expect(201);
        let applicant = self.applicant(&opening);
        self.with_attachment(&opening, "two")
            .post("/public/draft/submit", json!({ "version": 1 }))
            .expect(202);
        let unfinished = self.with_attachment(&opening, "three");
        let (reviewer, second, friend) =
            (self.person(Role::Reviewer), self.person(Role::Reviewer), self.person(Role::Reviewer));
        let [one, two] = desk.applications(&opening).try_into().unwrap();
        let conflict =
            json!({ "reviewer_id": friend.person_id, "reason": format!("{} knows her.", self.name) });
        desk.task_force.post(&format!("/applications/{one}/conflicts"), conflict).expect(201);
        desk.assign(&opening, &[&reviewer, &second]);
        let criteria = desk.criteria(&opening);
        for each in [&one, &two] {
            let mut written = review(&criteria, &[4, 4, 4]);
            written["comment"] = json!(format!("{} was read with care.", self.name));
            reviewer.put(&format!("/applications/{each}/review"), written).expect(200);
        }
        let booker = self.interview(&desk, &opening, &one, &reviewer);
        let offer = json!({ "expires_on": "2027-03-15", "reason": "First." });
        desk.task_force.post(&format!("/applications/{two}/offer"), offer).expect(201);
        (
            reviewer,
            vec![
                Asker::by_link("follow_application", applicant),
                Asker::by_link("finish_application", unfinished),
                Asker::by_link("book_interview", booker),
            ],
        )
    }

    fn applicant(&self, opening: &str) -> Client {
        let email = self.email("one");
        let mut body = application(&format!("{} One", self.name), &email);
        body["references"] = json!([self.referee()]);
        send(self.network, opening, body).expect(202);
        let applicant = self.network.anonymous.with_link(&self.network.link_to(&email));
        applicant.act("/public/application/ask-referees").expect(200);
        applicant
    }

    fn referee(&self) -> Value {
        json!({ "name": format!("{} Referee", self.name), "email": self.email("referee"), "relation": "Director" })
    }

    /// The holder of the link to a draft with a file.
    fn with_attachment(&self, opening: &str, who: &str) -> Client {
        let email = self.email(who);
        let start = json!({ "email": email, "form_token": self.network.form_token(opening), "draft": {
            "name": format!("{} {who}", self.name), "institution": "Ada", "experience": "A", "leadership": "B",
            "commitment": "C", "references": [self.referee()] } });
        self.network.anonymous.post(&format!("/public/openings/{opening}/drafts"), start).expect(202);
        let holder = self.network.anonymous.with_link(&self.network.link_to(&email));
        let path = format!("/public/draft/attachments?name={}.pdf", self.name);
        let bytes: &[u8] = b"%PDF-1.7\nA life in libraries.";
        holder.send("POST", &path, &[("content-type", "application/octet-stream")], Some(bytes)).expect(201);
        holder
    }

    fn interview(&self, desk: &Desk, opening: &str, one: &str, panelist: &Client) -> Client {
        let slots: Vec<String> = ["2027-03-10T10:00", "2027-03-11T10:00"]
            .iter()
            .map(|at| {
                let slot = json!({ "starts_at_local": at, "time_zone": "America/Chicago", "duration_minutes": 30,
                    "link": "https://meet.example/room", "place": null, "note": format!("{} note", self.name),
                    "panel_ids": [panelist.person_id] });
                desk.task_force.post(&format!("/openings/{opening}/interview-slots"), slot).expect(201).id()
            })
            .collect();
        let body = json!({ "application_ids": [one], "message": "", "dry_run": false });
        desk.task_force.post(&format!("/openings/{opening}/interviews"), body).expect(200);
        let booker = self.network.anonymous.with_link(&self.network.link_to(&self.email("one")));
        let choice = json!({ "slot_id": slots[0], "time_zone": "America/Chicago" });
        booker.post("/public/interview/book", choice).expect(200);
        booker
    }
}
