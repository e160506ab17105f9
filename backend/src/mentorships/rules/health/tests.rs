//! Every reason at its threshold, and every way in which a question may go.

use super::*;

const LIMITS: Thresholds = Thresholds { first_contact: 14, meeting: 45, agreement: 21, quiet: 30 };

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}T12:00:00Z").parse().unwrap()
}

/// A pairing of March 1 with nothing wrong on April 1.
fn well() -> Facts {
    Facts {
        started_on: day("2027-03-01"),
        has_met_or_agreed: true,
        last_met_on: Some(day("2027-03-20")),
        agreement_signed: true,
        ..Facts::default()
    }
}

fn codes(facts: &Facts, today: &str) -> Vec<(&'static str, String)> {
    health_reasons(facts, &LIMITS, day(today))
        .into_iter()
        .map(|reason| (reason.code.as_str(), reason.since.to_string()))
        .collect()
}

#[test]
fn each_reason_begins_on_its_day() {
    assert_eq!(codes(&well(), "2027-04-01"), []);
    let silent = Facts { started_on: day("2027-03-01"), agreement_signed: true, ..Facts::default() };
    assert_eq!(codes(&silent, "2027-03-14"), []);
    assert_eq!(codes(&silent, "2027-03-15"), [("no_first_contact", "2027-03-15".to_owned())]);
    assert_eq!(codes(&well(), "2027-05-03"), []);
    assert_eq!(codes(&well(), "2027-05-04"), [("no_meeting", "2027-05-04".to_owned())]);
    let unsigned = Facts { agreement_signed: false, ..well() };
    assert_eq!(codes(&unsigned, "2027-03-21"), []);
    assert_eq!(codes(&unsigned, "2027-03-22"), [("agreement_unsigned", "2027-03-22".to_owned())]);
    let late = Facts { overdue_since: Some(day("2027-03-30")), ..well() };
    assert_eq!(codes(&late, "2027-03-30"), []);
    assert_eq!(codes(&late, "2027-04-01"), [("goal_overdue", "2027-03-31".to_owned())]);
}

#[test]
fn what_the_two_say_counts_and_a_meeting_answers_not_meeting() {
    use CheckInChoice::{GoingWell, NeedsAttention, NotMeeting};
    let say = |said: &[(CheckInChoice, &str)]| Facts {
        said: said.iter().map(|(choice, on)| (*choice, day(on))).collect(),
        ..well()
    };
    assert_eq!(codes(&say(&[(GoingWell, "2027-03-25")]), "2027-04-01"), []);
    assert_eq!(
        codes(&say(&[(NeedsAttention, "2027-03-25"), (GoingWell, "2027-03-26")]), "2027-04-01"),
        [("needs_attention", "2027-03-25".to_owned())],
        "one of the two is enough"
    );
    assert_eq!(
        codes(&say(&[(NotMeeting, "2027-03-21")]), "2027-04-01"),
        [("not_meeting", "2027-03-21".to_owned())]
    );
    assert_eq!(codes(&say(&[(NotMeeting, "2027-03-20")]), "2027-04-01"), [], "they met that day");
}

#[test]
fn a_pause_starts_the_clock_anew() {
    let facts =
        Facts { started_on: day("2027-01-01"), resumed_on: Some(day("2027-03-20")), ..Facts::default() };
    assert_eq!(codes(&facts, "2027-04-01"), []);
    assert_eq!(codes(&facts, "2027-04-03"), [("no_first_contact", "2027-04-03".to_owned())]);
}

fn asked(answers: &[(PairAnswer, &str)]) -> Asked {
    Asked {
        asked_at: at("2027-04-01"),
        answer_until: at("2027-04-08"),
        answers: answers.iter().map(|(answer, on)| (*answer, at(on))).collect(),
        acknowledged_at: None,
    }
}

fn worry() -> Vec<HealthReason> {
    vec![HealthReason { code: HealthReasonCode::NoMeeting, since: day("2027-04-01") }]
}

#[test]
fn nobody_is_alerted_before_the_pair_has_been_asked_and_had_its_time() {
    let stands =
        |asked: Option<&Asked>, now: &str| standing(PairingState::Active, &worry(), asked, at(now)).0;
    assert_eq!(stands(None, "2027-06-01"), HealthState::Watched, "never asked, never alerted");
    assert_eq!(stands(Some(&asked(&[])), "2027-04-07"), HealthState::Asked);
    assert_eq!(
        standing(PairingState::Active, &worry(), Some(&asked(&[])), at("2027-04-08")),
        (HealthState::Stalled, Some(at("2027-04-08")))
    );
    assert_eq!(stands(Some(&asked(&[(PairAnswer::Well, "2027-04-02")])), "2027-04-20"), HealthState::Watched);
    for bad in [PairAnswer::Help, PairAnswer::NotMeeting] {
        let both = asked(&[(PairAnswer::Well, "2027-04-02"), (bad, "2027-04-03")]);
        assert_eq!(
            standing(PairingState::Active, &worry(), Some(&both), at("2027-04-03")),
            (HealthState::Stalled, Some(at("2027-04-03"))),
            "one who needs help is enough"
        );
    }
}

#[test]
fn what_does_not_worry_any_more_is_no_alert_whatever_was_said() {
    let question = asked(&[(PairAnswer::Help, "2027-04-03")]);
    for (state, shown) in [
        (PairingState::Active, HealthState::Well),
        (PairingState::Paused, HealthState::Paused),
        (PairingState::Ended, HealthState::Ended),
    ] {
        assert_eq!(standing(state, &[], Some(&question), at("2027-05-01")).0, shown);
    }
    for state in [PairingState::Paused, PairingState::Ended] {
        assert_ne!(standing(state, &worry(), Some(&question), at("2027-05-01")).0, HealthState::Stalled);
    }
}

#[test]
fn whoever_takes_an_alert_up_has_a_fortnight() {
    let taken = Asked { acknowledged_at: Some(at("2027-04-10")), ..asked(&[]) };
    let stands = |now: &str| standing(PairingState::Active, &worry(), Some(&taken), at(now)).0;
    assert_eq!(stands("2027-04-10"), HealthState::Watched);
    assert_eq!(stands("2027-04-23"), HealthState::Watched);
    assert_eq!(stands("2027-04-24"), HealthState::Stalled);
}

#[test]
fn the_pair_is_asked_once_and_again_when_the_quiet_is_over() {
    let cares = |state, reasons: &[HealthReason], asked: Option<&Asked>, now: &str| {
        care(state, reasons, asked, &LIMITS, at(now))
    };
    let active = PairingState::Active;
    assert_eq!(cares(active, &[], None, "2027-04-01"), Care::Nothing);
    assert_eq!(cares(active, &worry(), None, "2027-04-01"), Care::Ask);
    assert_eq!(cares(active, &worry(), Some(&asked(&[])), "2027-04-05"), Care::Nothing);
    assert_eq!(cares(active, &worry(), Some(&asked(&[])), "2027-06-05"), Care::Nothing, "an alert stays");
    assert_eq!(cares(active, &[], Some(&asked(&[])), "2027-04-05"), Care::Close);
    let reassured = asked(&[(PairAnswer::Well, "2027-04-02")]);
    assert_eq!(cares(active, &worry(), Some(&reassured), "2027-05-01"), Care::Nothing);
    assert_eq!(cares(active, &worry(), Some(&reassured), "2027-05-02"), Care::Ask);
    let taken = Asked { acknowledged_at: Some(at("2027-04-10")), ..asked(&[]) };
    assert_eq!(cares(active, &worry(), Some(&taken), "2027-04-23"), Care::Nothing);
    assert_eq!(cares(active, &worry(), Some(&taken), "2027-04-24"), Care::Ask);
    for state in [PairingState::Paused, PairingState::Ended] {
        assert_eq!(cares(state, &worry(), None, "2027-04-01"), Care::Nothing);
        assert_eq!(cares(state, &worry(), Some(&asked(&[])), "2027-04-01"), Care::Close);
    }
}

#[test]
fn for_one_of_the_two_it_stands_as_they_may_know() {
    use PairingState::{Active, Ended, Paused};
    assert_eq!(standing_for_one(Active, &[], None), HealthState::Well);
    assert_eq!(standing_for_one(Active, &worry(), None), HealthState::Watched);
    assert_eq!(standing_for_one(Active, &[], Some(false)), HealthState::Asked, "they can answer");
    assert_eq!(standing_for_one(Active, &worry(), Some(false)), HealthState::Asked);
    assert_eq!(standing_for_one(Active, &[], Some(true)), HealthState::Well);
    assert_eq!(standing_for_one(Active, &worry(), Some(true)), HealthState::Watched, "never an alert");
    assert_eq!(standing_for_one(Paused, &worry(), Some(false)), HealthState::Paused);
    assert_eq!(standing_for_one(Ended, &worry(), Some(false)), HealthState::Ended);
}
