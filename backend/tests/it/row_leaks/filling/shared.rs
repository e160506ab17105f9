//! What is there once, whatever places there are.

use perennial::succession::install_default_criteria;
use serde_json::{Value, json};

use crate::evaluation::instrument_body;
use crate::matching::Season;
use crate::resources::{draft, published};
use crate::support::{Client, Network};
use crate::training::session;

/// What every place takes part in.
pub struct Shared<'a> {
    pub season: Season<'a>,
    pub cohort: String,
    pub session: String,
    pub requirement: String,
    pub instrument: String,
}

impl<'a> Shared<'a> {
    pub fn fill(network: &'a Network) -> Self {
        // Six in the morning is a quiet hour in Chicago, where everybody lives.
        network.advance(chrono::TimeDelta::hours(3));
        network.operator(|work| install_default_criteria(work).map(|_| ()));
        let season = Season::matching(network);
        let chief = season.task_force.clone();
        let made = |path: &str, body: Value| chief.post(path, body).expect(201).id();
        plan(&chief);
        rules_of_mentoring(&chief, &season.cycle);
        let cohort = made(
            "/cohorts",
            json!({ "name": "Spring", "description": "", "starts_on": "2027-02-01", "ends_on": "2027-04-01" }),
        );
        let workshop = session("2027-02-10T14:00", "America/Chicago");
        let requirement = json!({ "title": "All", "description": "", "kind": "task", "allowed_absences": 0 });
        let instrument = made("/instruments", instrument_body("pair-check"));
        chief.act(&format!("/instruments/{instrument}/publish")).expect(200);
        published(network, &chief, draft("First meeting"));
        made(
            "/jurisdiction-moves",
            json!({ "jurisdiction": "VT", "to_region_id": network.region("02"), "effective_on": "2027-12-01",
                "reason": "Two share the load." }),
        );
        Self {
            session: made(&format!("/cohorts/{cohort}/sessions"), workshop),
            requirement: made(&format!("/cohorts/{cohort}/requirements"), requirement),
            season,
            cohort,
            instrument,
        }
    }
}

fn plan(chief: &Client) {
    let made = |path: &str, body: Value| chief.post(path, body).expect(201).id();
    made(
        "/charters",
        json!({ "mission": "Everybody.", "goals": ["All"], "structure": "Nine.", "adopted_on": "2027-01-01" }),
    );
    let objective = made("/objectives", json!({ "title": "A coordinator everywhere" }));
    made(
        &format!("/objectives/{objective}/milestones"),
        json!({ "title": "Published", "due_on": "2027-06-01" }),
    );
    made(
        &format!("/objectives/{objective}/indicators"),
        json!({ "figure": "seats_covered", "target": 9, "direction": "at_least", "due_on": "2027-12-31" }),
    );
    made(
        "/task-force-seats",
        json!({ "person_id": chief.person_id, "title": "Chair", "votes": true, "starts_on": "2027-01-01",
            "ends_on": "2029-01-01" }),
    );
    made(
        "/task-force-meetings",
        json!({ "title": "Spring", "starts_at_local": "2027-03-09T14:00", "time_zone": "America/Chicago",
            "duration_minutes": 60 }),
    );
    made("/decisions", json!({ "title": "A seat", "motion": "One more." }));
    made("/stakeholders", json!({ "name": "Ruth", "kind": "expert" }));
}

/// A version more of what one for the whole network says.
fn rules_of_mentoring(chief: &Client, cycle: &str) {
    let policy = json!({ "policy": {}, "note": "As it came." });
    chief.put("/network-policy", policy.clone()).expect(200);
    chief.put(&format!("/cycles/{cycle}/policy"), policy).expect(200);
    chief.put("/code-of-conduct", json!({ "text": "Be kind.", "note": "Shorter." })).expect(200);
    chief
        .put(
            "/agreement-template",
            json!({ "goal_prompts": ["What do you want?"], "cadence": "monthly",
                "confidentiality": "Between us.", "note": "Shorter." }),
        )
        .expect(200);
    chief.patch("/mentoring-rules", json!({ "answer_days": 9 })).expect(200);
}
