//! A place's study: a wave, what it found, and what follows from it.

use diesel::prelude::*;
use perennial::platform::auth::{Role, ScopeKind};
use perennial::platform::db::Id;
use perennial::schema::findings;
use serde_json::{Value, json};

use super::Filling;
use crate::evaluation::study_body;
use crate::support::Client;

impl Filling<'_> {
    pub fn study(&self) -> Client {
        let mut body = study_body();
        body["title"] = json!(format!("{} study", self.name));
        let study = self.chief.post("/studies", body).expect(201).id();
        let evaluator = self.network.person(Role::Evaluator, ScopeKind::Study, Some(study.parse().unwrap()));
        self.named(&evaluator, "evaluator");
        let wave = json!({ "instrument_id": self.shared.instrument, "cycle_id": self.shared.season.cycle,
            "name": "Day 30", "audience": "pairs" });
        let wave = self.chief.post(&format!("/studies/{study}/waves"), wave).expect(201).id();
        self.chief.act(&format!("/waves/{wave}/open")).expect(200);
        self.chief.act(&format!("/waves/{wave}/close")).expect(200);
        let results = self.chief.get(&format!("/waves/{wave}/results")).expect(200).json;
        let finding = self.finding(wave.parse().unwrap(), &results["items"][0]);
        let adjustment =
            json!({ "title": "An agenda first", "owner_id": self.chief.person_id, "due_on": "2027-09-30" });
        self.chief.post(&format!("/findings/{finding}/adjustments"), adjustment).expect(201);
        evaluator
    }

    /// Written as a row: it would take the answers of ten people.
    fn finding(&self, wave: Id, cited: &Value) -> Id {
        self.network.operator(|work| {
            let (id, now) = (work.new_id(), work.stamp());
            diesel::insert_into(findings::table)
                .values((
                    findings::id.eq(id),
                    findings::title.eq("Goals fade"),
                    findings::statement.eq("Fewer work on the goals they set."),
                    findings::wave_id.eq(wave),
                    findings::variable.eq("useful"),
                    findings::cited_result.eq(cited.to_string()),
                    findings::created_at.eq(now),
                    findings::updated_at.eq(now),
                    findings::version.eq(1_i64),
                ))
                .execute(work.conn)?;
            Ok(id)
        })
    }
}
