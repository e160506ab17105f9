//! A place's pairings: one that was matched with all that two keep, one made by hand that has ended, one of a file.

use chrono::NaiveDate;
use diesel::prelude::*;
use perennial::platform::db::Id;
use perennial::schema::{goals, mails};
use serde_json::{Value, json};

use super::matching::Pair;
use super::{Asker, Filling};
use crate::mentorships::look_after;
use crate::support::Client;

impl Filling<'_> {
    /// Whoever holds the link of the question how it goes.
    pub fn mentorships(&self, pair: &Pair, coordinator: &Client, recipient: &Client) -> Asker {
        self.agreed(pair);
        self.kept(pair);
        self.asked_coordinator(pair, coordinator);
        self.worried(pair, recipient);
        self.taken_over();
        Self::completed(&pair.made_by_hand, coordinator);
        // Last, so that looking after pairings again changes nothing here.
        self.asked_how_it_goes(pair)
    }

    fn agreed(&self, pair: &Pair) {
        let agreement = format!("/pairings/{}/agreement", pair.pairing);
        let terms = json!({ "goals": [format!("{} goal", self.name)], "cadence": "monthly",
            "confidentiality": "Between us.", "ends_on": "2027-08-01" });
        let digest = pair.mentor.put(&agreement, terms).expect(200).json["terms_digest"].clone();
        let conduct = pair.mentor.get("/code-of-conduct").expect(200).json["version"].clone();
        let signed = json!({ "terms_digest": digest, "conduct_version": conduct });
        for one in [&pair.mentor, &pair.mentee] {
            one.post(&format!("{agreement}/sign"), signed.clone()).expect(200);
        }
        let meeting = json!({ "held_on": "2027-03-01", "duration_minutes": 45, "channel": "video",
            "shared_note": format!("{} note", self.name) });
        pair.mentor.post(&format!("/pairings/{}/meetings", pair.pairing), meeting).expect(201);
        let plan = json!({ "starts_at": "2027-06-01T20:00:00Z", "duration_minutes": 45,
            "place": format!("{} room", self.name), "note": format!("{} plan", self.name) });
        pair.mentor.post(&format!("/pairings/{}/planned-meetings", pair.pairing), plan).expect(201);
    }

    /// Goals with their progress, and notes of both kinds.
    fn kept(&self, pair: &Pair) {
        let Pair { mentor, mentee, pairing, .. } = pair;
        let goal = json!({ "title": format!("{} grant", self.name), "due_on": "2027-06-01" });
        let goal = mentor.post(&format!("/pairings/{pairing}/goals"), goal).expect(201).id();
        let progress = json!({ "note": format!("{} is under way.", self.name) });
        mentee.post(&format!("/goals/{goal}/progress"), progress).expect(200);
        for (author, kind) in [(mentor, "private"), (mentor, "shared"), (mentee, "private")] {
            let note = json!({ "kind": kind, "body": format!("{} {kind} note", self.name) });
            author.post(&format!("/pairings/{pairing}/notes"), note).expect(201);
        }
    }

    fn asked_coordinator(&self, pair: &Pair, coordinator: &Client) {
        let words = json!({ "text": format!("{} asks.", self.name) });
        let path = format!("/pairings/{}/questions", pair.pairing);
        let question = pair.mentee.post(&path, words).expect(201).id();
        let answer = json!({ "text": format!("{} answers.", self.name) });
        coordinator.post(&format!("/questions/{question}/answers"), answer).expect(201);
    }

    /// A concern that somebody of the place without any role was named to read.
    fn worried(&self, pair: &Pair, recipient: &Client) {
        let before = self.chief.get("/concern-recipients").expect(200).json["people"].clone();
        let named = json!({ "person_ids": [recipient.person_id] });
        self.chief.put("/concern-recipients", named).expect(200);
        let concern = json!({ "pairing_id": pair.pairing, "about_person_id": pair.mentor.person_id,
            "text": format!("{} worry", self.name) });
        pair.mentee.post("/concerns", concern).expect(201);
        // Those of the other place read what reached them as long as they are named.
        let mut all: Vec<Value> = before.as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
        all.push(json!(recipient.person_id));
        self.chief.put("/concern-recipients", json!({ "person_ids": all })).expect(200);
    }

    /// A running program: a pairing with a meeting, and of each file a row that was not taken.
    fn taken_over(&self) {
        let Self { name, code, jurisdiction, .. } = self;
        let (mentor, mentee) = (self.email("taken-mentor"), self.email("taken-mentee"));
        let pairings = format!(
            "external_id,mentor_email,mentor_name,mentor_jurisdiction,mentee_email,mentee_name,\
             mentee_jurisdiction,started_on,ends_on\n\
             {code}-1,{mentor},{name} Taken,{jurisdiction},{mentee},{name} Over,{jurisdiction},2026-10-01,2027-10-01\n\
             {code}-2,{mentor},{name} Twice,,{mentor},,,2026-10-01,2027-10-01\n"
        );
        self.imported(&format!("format=pairings&cycle_id={}", self.shared.season.cycle), &pairings);
        let meetings = format!(
            "external_id,pairing_external_id,held_on,duration_minutes,channel\n\
             {code}-1,{code}-1,2026-10-15,60,video\n\
             {code}-2,{name},2026-10-15,60,video\n"
        );
        self.imported("format=pairing-meetings", &meetings);
    }

    fn imported(&self, query: &str, file: &str) {
        let csv = [("content-type", "text/csv")];
        let sent =
            self.chief.send("POST", &format!("/imports?{query}"), &csv, Some(file.as_bytes())).expect(202);
        let job = self.network.job_done(&self.chief, &sent);
        assert_eq!(job["state"], "succeeded", "{job}");
        let import = self.chief.get(&format!("/imports/{}", sent.id())).expect(200).json;
        assert_eq!((&import["created"], &import["failed"]), (&json!(1), &json!(1)), "{import}");
    }

    /// It has a certificate, and its two wait again.
    fn completed(pairing: &str, coordinator: &Client) {
        coordinator.post(&format!("/pairings/{pairing}/end"), json!({ "reason": "completed" })).expect(200);
    }

    /// One of the two needs attention, and a goal is overdue: both are asked, and one has answered.
    fn asked_how_it_goes(&self, pair: &Pair) -> Asker {
        let Pair { mentor, mentee, pairing, .. } = pair;
        let said = json!({ "choice": "needs_attention", "text": format!("{} has no time.", self.name) });
        mentee.post(&format!("/pairings/{pairing}/check-ins"), said).expect(201);
        let id: Id = pairing.parse().unwrap();
        self.network.operator(|work| {
            let goals = goals::table.filter(goals::pairing_id.eq(id));
            let overdue = NaiveDate::from_ymd_opt(2027, 2, 1);
            diesel::update(goals).set(goals::due_on.eq(overdue)).execute(work.conn)?;
            // Nobody is nudged right after a calendar entry: theirs came yesterday.
            let entries = mails::table.filter(mails::calendar.is_not_null());
            let yesterday = work.stamp() - chrono::TimeDelta::days(1);
            Ok(diesel::update(entries).set(mails::next_attempt_at.eq(yesterday)).execute(work.conn)?)
        });
        look_after(self.network);
        let email = mentee.get("/me").expect(200).json["email"].clone();
        let asked = self.network.anonymous.with_link(&self.network.link_to(email.as_str().unwrap()));
        asked.get("/pairing-question").expect(200);
        mentor.post(&format!("/pairings/{pairing}/health/answer"), json!({ "answer": "help" })).expect(200);
        Asker::by_link("answer_pair_question", asked)
    }
}
