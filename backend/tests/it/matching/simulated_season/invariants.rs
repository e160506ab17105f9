//! What holds on each day of a season, asked of the API.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{Simulation, two};

pub fn hold(simulation: &mut Simulation<'_>) {
    let proposals = proposals(simulation);
    count_expired(simulation, &proposals);
    let held = nobody_holds_more_than_they_have(simulation, &proposals);
    nobody_meets_again_whom_they_left(simulation, &proposals);
    no_mail_goes_out_twice(simulation, &proposals);
    everybody_without_a_mentor_knows_why(simulation, &held);
}

fn proposals(simulation: &Simulation<'_>) -> Vec<Value> {
    let of = |round: &String| simulation.all(&format!("/rounds/{round}/proposals"));
    simulation.rounds().iter().flat_map(of).collect()
}

fn count_expired(simulation: &mut Simulation<'_>, proposals: &[Value]) {
    simulation.memory.expired = proposals.iter().filter(|row| row["state"] == "expired").count();
    let known = ["proposed", "published", "accepted", "declined", "expired", "withdrawn", "ended"];
    for row in proposals {
        assert!(known.contains(&row["state"].as_str().unwrap_or_default()), "an unexplained state: {row}");
        let asked = row["state"] == "published";
        assert!(!asked || row["answer_by"].is_string(), "who is asked is told until when: {row}");
    }
}

/// Pairings at work and open questions hold seats; the answer is how many each person holds.
fn nobody_holds_more_than_they_have(
    simulation: &Simulation<'_>,
    proposals: &[Value],
) -> HashMap<String, usize> {
    let mut held: HashMap<String, usize> = HashMap::new();
    let active = simulation.active_pairings();
    let open = proposals.iter().filter(|row| row["state"] == "published");
    for row in active.iter().chain(open) {
        let (mentor, mentee) = two(row);
        *held.entry(mentor).or_default() += 1;
        *held.entry(mentee).or_default() += 1;
    }
    for person in &simulation.people {
        let holds = held.get(&person.id).copied().unwrap_or(0);
        assert!(holds <= person.capacity, "{} holds {holds} of {} seats", person.email, person.capacity);
    }
    let path = format!("/cycles/{}/enrolments", simulation.season.cycle);
    for row in simulation.all(&path) {
        let person = row["person_id"].as_str().expect("a person");
        let shown = row["seats_held"].as_u64().expect("a count");
        let holds = held.get(person).copied().unwrap_or(0) as u64;
        assert_eq!(shown, holds, "what the list of people shows is what is held: {row}");
    }
    held
}

/// A pair whose question nobody answered may be asked again; once one of them has left, never.
fn nobody_meets_again_whom_they_left(simulation: &mut Simulation<'_>, proposals: &[Value]) {
    let mut made: HashMap<_, usize> = HashMap::new();
    for row in proposals {
        *made.entry(two(row)).or_default() += 1;
    }
    for (pair, before) in &mut simulation.memory.apart {
        let times = made.get(pair).copied().unwrap_or(0);
        assert_eq!(
            *before.get_or_insert(times),
            times,
            "{pair:?} declined, ended or was vetoed, and was asked again"
        );
    }
}

/// Who is asked gets one letter for each time, and one when it is over: a question that nobody answered may be asked again on
/// another day.
fn no_mail_goes_out_twice(simulation: &Simulation<'_>, proposals: &[Value]) {
    let admin = simulation.network.admin();
    let mut seen = HashSet::new();
    let mut letters = 0;
    for mail in super::people::all_pages(&admin, "/mails") {
        let asks = mail["template"] == "pair_proposed";
        letters += usize::from(asks);
        let day = if asks || mail["template"] == "pair_expired" {
            mail["created_at"].to_string()
        } else {
            String::new()
        };
        let what = [&mail["to_address"], &mail["subject"], &mail["body"]].map(Value::to_string);
        assert!(seen.insert((what, day)), "twice: {mail}");
    }
    let asked = proposals.iter().filter(|row| row["answer_by"].is_string()).count();
    assert_eq!(letters, 2 * asked, "both of each pair that was asked are written to, once");
}

/// A mentee without a pairing or a question was left out by the last round for a reason in words, or has
/// become free since it ran.
fn everybody_without_a_mentor_knows_why(simulation: &Simulation<'_>, held: &HashMap<String, usize>) {
    let Some(round) = &simulation.last_round else { return };
    let id = round["id"].as_str().expect("an id");
    let reasons: HashMap<String, String> = simulation
        .all(&format!("/rounds/{id}/unmatched"))
        .iter()
        .map(|row| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            (text(&row["person_id"]), text(&row["reason"]["text"]))
        })
        .collect();
    for person in simulation.people.iter().filter(|it| it.role == "mentee" && !held.contains_key(&it.id)) {
        let reason = reasons.get(&person.id);
        let had_a_seat = simulation.memory.proposals_seen.values().any(|(_, mentee)| *mentee == person.id);
        assert!(
            reason.is_some_and(|text| !text.is_empty()) || had_a_seat,
            "{} waits unexplained",
            person.email
        );
    }
}
