//! A whole season, day after day through the API: people answer, decline, forget to answer, meet, end early
//! and are matched again. What must hold is asked of the API after each step.

mod invariants;
mod people;

use std::collections::{HashMap, HashSet};

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::Season;
use crate::both;
use crate::support::{Client, Network};
use people::Dice;

/// Days from one look at the network to the next.
const STEP: i64 = 4;
const STEPS: i64 = 36;
/// A new round each time this many steps have passed.
const STEPS_TO_A_ROUND: i64 = 2;

/// A pair: who mentors and who is mentored, by person.
type Two = (String, String);

#[derive(Default)]
pub struct Memory {
    /// Pairs that declined or ended or were vetoed, with how often they had been asked until then: they are never asked again.
    apart: HashMap<Two, Option<usize>>,
    declined: usize,
    expired: usize,
    ended_early: usize,
    /// Found somebody else in one step.
    rematched: usize,
    vetoed: usize,
    /// Proposals that somebody will leave without an answer, decided once.
    ignored: HashSet<String>,
    proposals_seen: HashMap<String, Two>,
}

pub struct Simulation<'a> {
    network: &'a Network,
    season: Season<'a>,
    dice: Dice,
    people: Vec<people::Somebody>,
    memory: Memory,
    last_round: Option<Value>,
}

impl<'a> Simulation<'a> {
    fn new(network: &'a Network, seed: u64) -> Self {
        let season = Season::enrolling(network);
        let mut dice = Dice(seed);
        let people = people::enrolled(&season, &mut dice);
        season.becomes("matching");
        Self { network, season, dice, people, memory: Memory::default(), last_round: None }
    }

    fn signed_in(&self, person: &str) -> Client {
        let somebody = self.people.iter().find(|it| it.id == person).expect("everybody is known");
        self.network.sign_in(&somebody.email)
    }

    /// Tokens are short-lived, and each step is days.
    fn task_force(&mut self) {
        self.season.task_force = self.network.sign_in_as(&self.season.task_force);
    }

    fn a_step(&mut self, step: i64) {
        self.network.advance(TimeDelta::days(STEP));
        self.task_force();
        if step % STEPS_TO_A_ROUND == 0 {
            self.a_round();
        }
        self.answers();
        self.meetings_and_ends();
        invariants::hold(self);
    }

    fn a_round(&mut self) {
        let round = self.season.round(&self.season.task_force, None);
        assert_eq!(round["gap"], 0, "each round is proved");
        self.a_veto(&round);
        if !self.season.proposals(&round).is_empty() {
            self.season.publish(&round);
        }
        self.last_round = Some(round);
    }

    /// A coordinator takes one pair of the round apart before anybody is asked.
    fn a_veto(&mut self, round: &Value) {
        let Some(pair) = self.season.proposals(round).into_iter().next() else { return };
        let path = format!("/rounds/{}/edits", round["id"].as_str().expect("an id"));
        let edit = json!({
            "kind": "veto", "reason": "They were colleagues once.",
            "mentor_enrolment_id": pair["mentor_enrolment_id"],
            "mentee_enrolment_id": pair["mentee_enrolment_id"],
        });
        self.season.task_force.post(&path, json!({ "expected_seq": 0, "edits": [edit] })).expect(200);
        self.memory.vetoed += 1;
        self.memory.apart.entry(two(&pair)).or_insert(None);
        let still = self.season.proposals(round).iter().any(|row| two(row) == two(&pair));
        assert!(!still, "a vetoed pair is in the round: {pair}");
    }

    /// Who lost their mentor is matched again in one step, when somebody is free.
    fn rematch(&mut self, mentee: &str) {
        let enrolment = &self.people.iter().find(|it| it.id == mentee).expect("everybody is known").enrolment;
        let path = format!("/enrolments/{enrolment}/rematch");
        let answer = self.season.task_force.post(&path, json!({ "publish": true }));
        assert!([201, 409].contains(&answer.status), "{}", answer.text);
        self.memory.rematched += usize::from(answer.status == 201);
    }

    /// Of those asked 10 of 100 never answer; of the others 15 of 100 decline, and the rest accept.
    fn answers(&mut self) {
        for proposal in self.open_proposals() {
            let id = proposal["id"].as_str().expect("an id").to_owned();
            let two = two(&proposal);
            if self.memory.proposals_seen.insert(id.clone(), two.clone()).is_none() && self.dice.of_100() < 10
            {
                self.memory.ignored.insert(id.clone());
            }
            if self.memory.ignored.contains(&id) {
                continue;
            }
            if self.dice.of_100() < 15 {
                let body = json!({ "reason": "too_busy" });
                let side = if self.dice.of_100() < 50 { &two.0 } else { &two.1 };
                self.signed_in(side).post(&format!("/proposals/{id}/decline"), body).expect(200);
                self.memory.apart.insert(two, None);
                self.memory.declined += 1;
                continue;
            }
            for side in [&two.0, &two.1] {
                self.signed_in(side).act(&format!("/proposals/{id}/accept")).expect(200);
            }
        }
    }

    /// Each step a third of the pairs meet, and 1 of 100 ends, which over the season is about three in ten.
    fn meetings_and_ends(&mut self) {
        for pairing in self.active_pairings() {
            let id = pairing["id"].as_str().expect("an id");
            let two = two(&pairing);
            let chance = self.dice.of_100();
            if chance < 1 {
                let body = json!({ "reason": "workload" });
                self.signed_in(&two.1).post(&format!("/pairings/{id}/end"), body).expect(200);
                self.memory.apart.insert(two.clone(), None);
                self.memory.ended_early += 1;
                self.rematch(&two.1);
            } else if chance < 34 {
                let held_on = self.network.now().date_naive();
                let meeting = json!({ "held_on": held_on, "duration_minutes": 40, "channel": "video" });
                self.signed_in(&two.0).post(&format!("/pairings/{id}/meetings"), meeting).expect(201);
            }
        }
    }

    fn close(&mut self) {
        self.season.becomes("mentoring");
        for pairing in self.active_pairings() {
            let path = format!("/pairings/{}/end", pairing["id"].as_str().expect("an id"));
            let (_, mentee) = two(&pairing);
            self.signed_in(&mentee).post(&path, json!({ "reason": "completed" })).expect(200);
        }
        self.season.becomes("closed");
        invariants::hold(self);
        assert!(self.active_pairings().is_empty(), "a closed season has no pairs at work");
    }

    fn all(&self, path: &str) -> Vec<Value> {
        people::all_pages(&self.season.task_force, path)
    }

    fn active_pairings(&self) -> Vec<Value> {
        self.all(&format!("/pairings?cycle_id={}&state=active", self.season.cycle))
    }

    fn rounds(&self) -> Vec<String> {
        let rounds = self.all(&format!("/cycles/{}/rounds", self.season.cycle));
        rounds.iter().map(|round| round["id"].as_str().expect("an id").to_owned()).collect()
    }

    fn open_proposals(&self) -> Vec<Value> {
        let of = |round: &String| self.all(&format!("/rounds/{round}/proposals?state=published"));
        self.rounds().iter().flat_map(of).collect()
    }
}

/// The two of a proposal or a pairing.
fn two(row: &Value) -> Two {
    let text = |name: &str| row[name].as_str().expect("a person").to_owned();
    (text("mentor_id"), text("mentee_id"))
}

both!(a_season_is_whole_after_each_of_its_days, |network| {
    let mut simulation = Simulation::new(network, 0x5EED);
    for step in 0..STEPS {
        simulation.a_step(step);
    }
    let memory = &simulation.memory;
    // The season had something to hold: otherwise the invariants say little.
    let enough = memory.declined >= 3 && memory.ended_early >= 3 && memory.expired >= 1;
    assert!(enough && memory.vetoed >= 3 && memory.rematched >= 1, "{}", simulation.story());
    simulation.close();
});

impl Simulation<'_> {
    fn story(&self) -> String {
        format!(
            "{} vetoed, {} declined, {} expired, {} ended early, {} matched again, {} pairs asked",
            self.memory.vetoed,
            self.memory.declined,
            self.memory.expired,
            self.memory.ended_early,
            self.memory.rematched,
            self.memory.proposals_seen.len()
        )
    }
}
