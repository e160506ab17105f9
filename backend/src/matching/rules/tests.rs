//! The promises of the rules of matching.

#![allow(clippy::unwrap_used)]
use super::*;
use uuid::Uuid;

fn id(n: u128) -> Id {
    Id(Uuid::from_u128(n))
}

#[test]
fn a_cycle_goes_onwards_or_one_step_back_and_never_returns_from_closed() {
    use CycleState::{Closed, Draft, Enrolling, Matching, Mentoring};
    let allowed = [
        (Draft, Enrolling),
        (Enrolling, Draft),
        (Enrolling, Matching),
        (Matching, Enrolling),
        (Matching, Mentoring),
        (Mentoring, Matching),
        (Mentoring, Closed),
    ];
    for from in CycleState::ALL {
        for to in CycleState::ALL {
            assert_eq!(from.may_become(*to), allowed.contains(&(*from, *to)), "{from} -> {to}");
        }
    }
}

#[test]
fn nobody_joins_or_is_matched_in_a_draft_or_a_closed_cycle() {
    for state in [CycleState::Draft, CycleState::Closed] {
        assert!(!state.takes_enrolments() && !state.matches_people());
    }
    assert!(CycleState::Enrolling.takes_enrolments() && !CycleState::Enrolling.matches_people());
    assert!(CycleState::Matching.takes_enrolments() && CycleState::Matching.matches_people());
    assert!(!CycleState::Mentoring.takes_enrolments() && CycleState::Mentoring.matches_people());
}

#[test]
fn a_question_expires_at_the_minute_it_was_to_be_answered_by() {
    let by = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap().and_hms_opt(9, 0, 0).unwrap();
    let before = by - chrono::Duration::seconds(1);
    assert_eq!(ProposalState::Published.shown(Some(by), before), ProposalState::Published);
    assert_eq!(ProposalState::Published.shown(Some(by), by), ProposalState::Expired);
    for state in ProposalState::ALL.iter().filter(|s| **s != ProposalState::Published) {
        assert_eq!(state.shown(Some(by), by), *state, "only open questions expire");
    }
}

#[test]
fn a_round_shows_that_its_job_came_to_nothing() {
    assert_eq!(RoundState::Running.shown(Some(JobState::Failed)), RoundState::Failed);
    assert_eq!(RoundState::Running.shown(Some(JobState::Cancelled)), RoundState::Cancelled);
    assert_eq!(RoundState::Running.shown(Some(JobState::Queued)), RoundState::Running);
    assert_eq!(RoundState::Ready.shown(Some(JobState::Failed)), RoundState::Ready);
}

#[test]
fn topics_are_compared_without_case_and_spaces_and_every_wrong_one_is_named() {
    let mut wrong = Vec::new();
    let list = ["  Data   Services", "data services", "", "a", &"x".repeat(61)].map(String::from);
    assert_eq!(topics(&list, "/interests", &mut wrong), ["a", "data services"]);
    let pointers: Vec<_> = wrong.iter().map(|w| (w.pointer.as_str(), w.code.as_str())).collect();
    assert_eq!(pointers, [("/interests/2", "blank"), ("/interests/4", "length")]);
}

#[test]
fn languages_are_iso_codes() {
    let mut wrong = Vec::new();
    let list = ["es", "en", "es", "EN", "xx", "e"].map(String::from);
    assert_eq!(languages(&list, "/languages", &mut wrong), ["en", "es"]);
    assert_eq!(wrong.len(), 3);
}

#[test]
fn summer_time_counts_on_the_day_the_cycle_starts() {
    let winter = NaiveDate::from_ymd_opt(2026, 1, 15).unwrap();
    let summer = NaiveDate::from_ymd_opt(2026, 7, 15).unwrap();
    assert_eq!(offset_minutes("America/Chicago", winter), Some(-360));
    assert_eq!(offset_minutes("America/Chicago", summer), Some(-300));
    assert_eq!(offset_minutes("Pacific/Guam", summer), Some(600));
    assert_eq!(offset_minutes("Nowhere/At_All", summer), None);
}

#[test]
fn no_seat_is_spent_twice() {
    let seats = HashMap::from([
        (id(1), Seats { capacity: 2, held: 1 }),
        (id(10), Seats { capacity: 1, held: 0 }),
        (id(11), Seats { capacity: 1, held: 0 }),
        (id(12), Seats { capacity: 1, held: 1 }),
    ]);
    let claim =
        |proposal, mentor, mentee| Claim { proposal: id(proposal), mentor: id(mentor), mentee: id(mentee) };
    assert!(clashes(&[claim(100, 1, 10)], &seats).is_empty(), "the last seat");
    let both = [claim(100, 1, 10), claim(101, 1, 11)];
    assert_eq!(clashes(&both, &seats), [(both[1], Clash::MentorFull)], "one seat, two claims");
    let taken = [claim(102, 1, 12)];
    assert_eq!(clashes(&taken, &seats), [(taken[0], Clash::MenteeTaken)]);
    let gone = [claim(103, 2, 10)];
    assert_eq!(clashes(&gone, &seats), [(gone[0], Clash::MentorFull)], "who withdrew has no seat");
}

#[test]
fn every_wrong_weight_of_a_policy_is_named_by_pointer() {
    let mut policy = matcher::Policy::default();
    policy.weights.setting = 101;
    policy.time_zone_tolerance_minutes = 0;
    let wrong = policy_problems(&policy);
    let pointers: Vec<_> = wrong.iter().map(|w| w.pointer.as_str()).collect();
    assert_eq!(pointers, ["/policy/weights/setting", "/policy/time_zone_tolerance_minutes"]);
}

#[test]
fn a_cycle_ends_after_it_starts() {
    let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let said = CycleSaid { name: "Spring", starts_on: day, ends_on: day, answer_within_days: 14 };
    let wrong = |said: CycleSaid<'_>| -> Vec<String> {
        cycle_problems(&said).into_iter().map(|wrong| wrong.pointer).collect()
    };
    assert_eq!(wrong(said), ["/ends_on"]);
    assert_eq!(
        wrong(CycleSaid { name: " ", answer_within_days: 0, ..said }),
        ["/name", "/ends_on", "/answer_within_days"]
    );
    assert!(wrong(CycleSaid { ends_on: day.succ_opt().unwrap(), ..said }).is_empty());
}
