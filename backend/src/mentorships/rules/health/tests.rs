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

fn words(said: &[(CheckInChoice, &str)], attended: Option<&str>) -> Asking {
    let said: Vec<Word> = said.iter().map(|(choice, on)| Word { choice: *choice, at: at(on) }).collect();
    asking(&said, Some(day("2027-03-20")), attended.map(at))
}

#[test]
fn a_word_of_one_asks_for_attention_and_a_meeting_answers_not_meeting() {
    use CheckInChoice::{GoingWell, NeedsAttention, NotMeeting};
    let codes = |of: &Asking| -> Vec<(&'static str, String)> {
        of.reasons.iter().map(|r| (r.code.as_str(), r.since.to_string())).collect()
    };
    assert_eq!(words(&[(GoingWell, "2027-03-25")], None), Asking::default());
    let one = words(&[(NeedsAttention, "2027-03-25"), (GoingWell, "2027-03-26")], None);
    assert_eq!(codes(&one), [("needs_attention", "2027-03-25".to_owned())], "one of the two is enough");
    assert_eq!(one.since, Some(at("2027-03-25")));
    let not_meeting = words(&[(NotMeeting, "2027-03-21")], None);
    assert_eq!(codes(&not_meeting), [("not_meeting", "2027-03-21".to_owned())]);
    assert_eq!(words(&[(NotMeeting, "2027-03-20")], None), Asking::default(), "they met that day");
    let attended = words(&[(NeedsAttention, "2027-03-25")], Some("2027-03-25"));
    assert_eq!((codes(&attended).len(), attended.since), (1, None), "known, and attended to");
    let again = words(&[(NeedsAttention, "2027-03-25"), (NotMeeting, "2027-03-28")], Some("2027-03-25"));
    assert_eq!((again.since, again.until), (Some(at("2027-03-28")), Some(at("2027-03-28"))));
}

#[test]
fn a_pause_starts_the_clock_anew() {
    let facts =
        Facts { started_on: day("2027-01-01"), resumed_on: Some(day("2027-03-20")), ..Facts::default() };
    assert_eq!(codes(&facts, "2027-04-01"), []);
    assert_eq!(codes(&facts, "2027-04-03"), [("no_first_contact", "2027-04-03".to_owned())]);
}

fn asked(answered: bool) -> Asked {
    Asked {
        asked_at: at("2027-04-01"),
        answer_until: at("2027-04-08"),
        answered,
        acknowledged_at: None,
        alert_since: None,
    }
}

fn stands(asking: &Asking, asked: Option<&Asked>, now: &str) -> (HealthState, Option<DateTime<Utc>>) {
    standing(PairingState::Active, &worry(), asking, asked, at(now))
}

fn worry() -> Vec<HealthReason> {
    vec![HealthReason { code: HealthReasonCode::NoMeeting, since: day("2027-04-01") }]
}

#[test]
fn nobody_is_alerted_before_the_pair_has_been_asked_and_had_its_time() {
    let nothing = Asking::default();
    assert_eq!(stands(&nothing, None, "2027-06-01").0, HealthState::Watched, "never asked, never alerted");
    assert_eq!(stands(&nothing, Some(&asked(false)), "2027-04-07").0, HealthState::Asked);
    let since = Some(at("2027-04-08"));
    assert_eq!(stands(&nothing, Some(&asked(false)), "2027-04-08"), (HealthState::Stalled, since));
    for now in ["2027-04-07", "2027-04-20"] {
        assert_eq!(stands(&nothing, Some(&asked(true)), now).0, HealthState::Watched, "answered");
    }
    let again = Asked { alert_since: Some(at("2027-03-01")), ..asked(false) };
    for now in ["2027-04-02", "2027-04-20"] {
        let kept = (HealthState::Stalled, Some(at("2027-03-01")));
        assert_eq!(stands(&nothing, Some(&again), now), kept, "an alert stays while the pair is asked again");
    }
}

#[test]
fn a_word_is_an_alert_at_once_until_somebody_attends_to_it() {
    let open = words(&[(CheckInChoice::NeedsAttention, "2027-04-03")], None);
    let alert = (HealthState::Stalled, Some(at("2027-04-03")));
    let active = PairingState::Active;
    assert_eq!(standing(active, &[], &open, None, at("2027-04-03")), alert);
    assert_eq!(stands(&open, Some(&asked(true)), "2027-04-03"), alert);
    let attended = words(&[(CheckInChoice::NeedsAttention, "2027-04-03")], Some("2027-04-03"));
    assert_eq!(standing(active, &[], &attended, None, at("2027-04-04")).0, HealthState::Watched);
    for (state, shown) in
        [(PairingState::Paused, HealthState::Paused), (PairingState::Ended, HealthState::Ended)]
    {
        assert_eq!(standing(state, &worry(), &open, Some(&asked(false)), at("2027-05-01")).0, shown);
    }
}

#[test]
fn for_others_it_stands_by_plain_facts_whoever_has_answered() {
    let others =
        |asked: &Asked, now: &str| standing_for_others(PairingState::Active, &worry(), Some(asked), at(now));
    for now in ["2027-04-02", "2027-04-08", "2027-04-25"] {
        assert_eq!(others(&asked(true), now), others(&asked(false), now), "{now}");
    }
    assert_eq!(others(&asked(true), "2027-04-07").0, HealthState::Asked);
    assert_eq!(others(&asked(true), "2027-04-08"), (HealthState::Stalled, Some(at("2027-04-08"))));
    let early = Asked { acknowledged_at: Some(at("2027-04-02")), ..asked(true) };
    assert_eq!(others(&early, "2027-04-03").0, HealthState::Asked, "as if nobody had taken anything up");
    assert_eq!(others(&early, "2027-04-21").0, HealthState::Watched);
    assert_eq!(
        standing_for_others(PairingState::Active, &[], Some(&asked(true)), at("2027-06-01")).0,
        HealthState::Well
    );
}

#[test]
fn whoever_takes_an_alert_up_has_a_fortnight() {
    let taken = Asked { acknowledged_at: Some(at("2027-04-10")), ..asked(false) };
    let stands = |now: &str| stands(&Asking::default(), Some(&taken), now).0;
    assert_eq!(stands("2027-04-10"), HealthState::Watched);
    assert_eq!(stands("2027-04-23"), HealthState::Watched);
    assert_eq!(stands("2027-04-24"), HealthState::Stalled);
}

#[test]
fn the_pair_is_asked_once_and_again_when_the_quiet_is_over_whatever_was_said() {
    let cares = |state, reasons: &[HealthReason], asked: Option<&Asked>, now: &str| {
        care(state, reasons, asked, &LIMITS, at(now))
    };
    let active = PairingState::Active;
    assert_eq!(cares(active, &[], None, "2027-04-01"), Care::Nothing);
    assert_eq!(cares(active, &worry(), None, "2027-04-01"), Care::Ask);
    for answered in [false, true] {
        let asked = asked(answered);
        assert_eq!(cares(active, &worry(), Some(&asked), "2027-04-05"), Care::Nothing);
        assert_eq!(cares(active, &[], Some(&asked), "2027-04-05"), Care::Close);
        assert_eq!(cares(active, &worry(), Some(&asked), "2027-05-07"), Care::Nothing);
        assert_eq!(cares(active, &worry(), Some(&asked), "2027-05-08"), Care::Ask);
        // Taken up early, for what one of them had said, or late: the time to answer comes first.
        for (taken, again) in [("2027-04-02", "2027-04-22"), ("2027-04-10", "2027-04-24")] {
            let asked = Asked { acknowledged_at: Some(at(taken)), ..asked.clone() };
            let before = at(again) - Duration::days(1);
            assert_eq!(care(active, &worry(), Some(&asked), &LIMITS, before), Care::Nothing);
            assert_eq!(cares(active, &worry(), Some(&asked), again), Care::Ask);
        }
    }
    for state in [PairingState::Paused, PairingState::Ended] {
        assert_eq!(cares(state, &worry(), None, "2027-04-01"), Care::Nothing);
        assert_eq!(cares(state, &worry(), Some(&asked(false)), "2027-04-01"), Care::Close);
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
