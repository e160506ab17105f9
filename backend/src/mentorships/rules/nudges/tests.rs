//! Reasons at their thresholds, quiet hours over midnight, and the one nudge a week.

use super::NudgeFrequency::{All, Weekly};
use super::NudgeKind::{HowItGoes, PlanNext, Reminder, Unsaid};
use super::*;

const CHICAGO: Tz = Tz::America__Chicago;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn plan(starts: &str, minutes: i64) -> Plan {
    let starts_at = at(starts);
    Plan { id: Id(uuid::Uuid::from_u128(7)), starts_at, ends_at: starts_at + Duration::minutes(minutes) }
}

fn situation(plans: &[Plan]) -> Situation<'_> {
    Situation {
        state: PairingState::Active,
        ends_on: day("2027-09-01"),
        plans,
        met_or_began: day("2027-03-01"),
        cadence: Some(Cadence::Fortnightly),
        question: None,
    }
}

fn kinds(of: &Situation<'_>, wishes: &Wishes, now: &str) -> Vec<NudgeKind> {
    reasons_to_nudge(of, wishes, at(now)).into_iter().map(|nudge| nudge.kind).collect()
}

#[test]
fn quiet_hours_go_over_midnight_in_the_persons_zone() {
    let usual = Wishes::default();
    // Chicago is six hours behind on March 1, and five from March 14 on.
    for (now, quiet) in [
        ("2027-03-02T02:59:59Z", false),
        ("2027-03-02T03:00:00Z", true),
        ("2027-03-02T06:00:00Z", true),
        ("2027-03-02T13:59:59Z", true),
        ("2027-03-02T14:00:00Z", false),
        ("2027-03-15T12:59:00Z", true),
        ("2027-03-15T13:00:00Z", false),
    ] {
        assert_eq!(usual.is_quiet(at(now), CHICAGO), quiet, "{now}");
    }
    assert!(!usual.is_quiet(at("2027-03-02T06:00:00Z"), Tz::Pacific__Guam), "it is afternoon there");
    let noon = Wishes { quiet_from: 12 * 60, quiet_to: 13 * 60, ..usual };
    for (now, quiet) in [
        ("2027-03-02T11:59:00Z", false),
        ("2027-03-02T12:00:00Z", true),
        ("2027-03-02T12:59:00Z", true),
        ("2027-03-02T13:00:00Z", false),
    ] {
        assert_eq!(noon.is_quiet(at(now), Tz::UTC), quiet, "{now}");
    }
    let never = Wishes { quiet_from: 600, quiet_to: 600, ..usual };
    for hour in 0..24 {
        assert!(!never.is_quiet(at(&format!("2027-03-02T{hour:02}:00:00Z")), CHICAGO), "{hour}");
    }
}

#[test]
fn a_meeting_is_reminded_of_within_the_hours_that_were_asked_for_until_it_begins() {
    let plans = [plan("2027-03-10T15:00:00Z", 60)];
    let of = situation(&plans);
    let usual = Wishes::default();
    let short = Wishes { reminder_hours: 1, ..usual };
    let off = Wishes { reminders: false, ..usual };
    let only = Wishes { nudges: NudgeFrequency::None, ..usual };
    for (wishes, now, expected) in [
        (usual, "2027-03-09T14:59:59Z", vec![]),
        (usual, "2027-03-09T15:00:00Z", vec![Reminder]),
        (usual, "2027-03-10T14:59:59Z", vec![Reminder]),
        (usual, "2027-03-10T15:00:00Z", vec![]),
        (short, "2027-03-10T13:59:00Z", vec![]),
        (short, "2027-03-10T14:00:00Z", vec![Reminder]),
        (off, "2027-03-10T14:00:00Z", vec![]),
        (only, "2027-03-10T14:00:00Z", vec![Reminder]),
        (usual, "2027-03-10T15:59:59Z", vec![]),
        (usual, "2027-03-10T16:00:00Z", vec![Unsaid]),
        (off, "2027-03-10T16:00:00Z", vec![Unsaid]),
        (only, "2027-03-10T16:00:00Z", vec![]),
    ] {
        assert_eq!(kinds(&of, &wishes, now), expected, "{now} {wishes:?}");
    }
}

#[test]
fn a_meeting_that_was_moved_is_another_subject() {
    let wishes = Wishes::default();
    let [before, after] = ["2027-03-10T15:00:00Z", "2027-03-10T16:00:00Z"].map(|starts| {
        let plans = [plan(starts, 60)];
        reasons_to_nudge(&situation(&plans), &wishes, at("2027-03-10T12:00:00Z"))
    });
    assert_ne!(before, after);
    assert_eq!(before.len(), 1);
}

#[test]
fn the_next_one_is_asked_for_when_the_cadence_has_passed_with_nothing_planned() {
    let wishes = Wishes::default();
    let plan_next = vec![PlanNext];
    for (cadence, now, expected) in [
        (Some(Cadence::Weekly), "2027-03-08T12:00:00Z", vec![]),
        (Some(Cadence::Weekly), "2027-03-09T12:00:00Z", plan_next.clone()),
        (Some(Cadence::Fortnightly), "2027-03-15T12:00:00Z", vec![]),
        (Some(Cadence::Fortnightly), "2027-03-16T12:00:00Z", plan_next.clone()),
        (Some(Cadence::Monthly), "2027-04-01T12:00:00Z", vec![]),
        (Some(Cadence::Monthly), "2027-04-02T12:00:00Z", plan_next.clone()),
        (None, "2027-04-02T12:00:00Z", vec![]),
        (Some(Cadence::Weekly), "2027-09-01T12:00:00Z", plan_next),
        (Some(Cadence::Weekly), "2027-09-02T12:00:00Z", vec![]),
    ] {
        let of = Situation { cadence, ..situation(&[]) };
        assert_eq!(kinds(&of, &wishes, now), expected, "{cadence:?} {now}");
    }
    let plans = [plan("2027-06-01T15:00:00Z", 60)];
    assert!(kinds(&situation(&plans), &wishes, "2027-04-02T12:00:00Z").is_empty(), "one is planned");
    assert_eq!(
        kinds(&situation(&plans), &wishes, "2027-06-05T12:00:00Z"),
        [Unsaid],
        "first it is asked about that one"
    );
    let met = Situation { met_or_began: day("2027-03-20"), ..situation(&[]) };
    assert!(kinds(&met, &wishes, "2027-03-21T12:00:00Z").is_empty(), "the reason is gone");
    let none = Wishes { nudges: NudgeFrequency::None, ..wishes };
    assert!(kinds(&situation(&[]), &none, "2027-04-02T12:00:00Z").is_empty());
}

#[test]
fn what_rests_or_has_ended_nudges_nobody() {
    let plans = [plan("2027-03-10T15:00:00Z", 60), plan("2027-03-01T15:00:00Z", 60)];
    for (state, n) in [(PairingState::Active, 3), (PairingState::Paused, 0), (PairingState::Ended, 0)] {
        let of = Situation { state, question: Some(plans[0].id), ..situation(&plans) };
        assert_eq!(kinds(&of, &Wishes::default(), "2027-03-10T12:00:00Z").len(), n, "{state:?}");
    }
}

#[test]
fn one_a_week_besides_reminders_and_the_question_and_nothing_in_quiet_hours() {
    let noon = "2027-03-10T18:00:00Z";
    let night = "2027-03-10T06:00:00Z";
    for (frequency, kind, last, now, goes) in [
        (Weekly, Unsaid, None, noon, true),
        (Weekly, Unsaid, Some("2027-03-03T18:00:01Z"), noon, false),
        (Weekly, PlanNext, Some("2027-03-03T18:00:01Z"), noon, false),
        (Weekly, PlanNext, Some("2027-03-03T18:00:00Z"), noon, true),
        (All, PlanNext, Some("2027-03-10T17:00:00Z"), noon, true),
        (Weekly, Reminder, Some("2027-03-10T17:00:00Z"), noon, true),
        (Weekly, HowItGoes, Some("2027-03-10T17:00:00Z"), noon, true),
        (Weekly, Reminder, None, night, false),
        (Weekly, HowItGoes, None, night, false),
        (All, Unsaid, None, night, false),
    ] {
        let wishes = Wishes { nudges: frequency, ..Wishes::default() };
        assert_eq!(goes_now(kind, &wishes, CHICAGO, last.map(at), at(now)), goes, "{kind:?} {last:?} {now}");
    }
}
