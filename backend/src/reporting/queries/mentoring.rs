//! The cycle, its rounds, proposals and pairings, in the regions of the scope.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{count_star, exists, min, not};
use diesel::prelude::*;

use super::{NAMED, Waiting, day_of};
use crate::matching::{CycleState, EnrolmentRole, EnrolmentState, ProposalState, RoundState};
use crate::mentorships::{EndReason, PairingState};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::schema::{agreements, cycles, enrolments, meetings, pairings, proposals, rounds};

#[derive(Debug, Queryable)]
pub struct CycleRow {
    pub id: Id,
    pub name: String,
    pub state: CycleState,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

/// The newest cycle that has begun and is not closed.
pub fn current_cycle(conn: &mut AnyConnection) -> QueryResult<Option<CycleRow>> {
    cycles::table
        .filter(cycles::state.ne_all([CycleState::Draft, CycleState::Closed]))
        .order((cycles::starts_on.desc(), cycles::id.desc()))
        .select((cycles::id, cycles::name, cycles::state, cycles::starts_on, cycles::ends_on))
        .first(conn)
        .optional()
}

/// Live enrolments of a cycle by role.
pub fn enrolment_counts(
    conn: &mut AnyConnection,
    scope: &Scope,
    cycle: Id,
) -> QueryResult<Vec<(EnrolmentRole, i64)>> {
    let mut query = enrolments::table
        .filter(enrolments::cycle_id.eq(cycle).and(enrolments::state.eq(EnrolmentState::Enrolled)))
        .group_by(enrolments::role)
        .select((enrolments::role, count_star()))
        .into_boxed();
    if !scope.network {
        query = query.filter(enrolments::region_id.eq_any(scope.regions.clone()));
    }
    query.load(conn)
}

/// Live mentees of a cycle who have a pairing, or a proposal that both are asked about.
pub fn matched_mentees(
    conn: &mut AnyConnection,
    scope: &Scope,
    cycle: Id,
    now: NaiveDateTime,
) -> QueryResult<i64> {
    let paired = pairings::table
        .filter(pairings::cycle_id.eq(cycle).and(pairings::state.ne(PairingState::Ended)))
        .select(pairings::mentee_id);
    let asked = proposals::table
        .filter(proposals::cycle_id.eq(cycle).and(proposals::state.eq(ProposalState::Published)))
        .filter(proposals::answer_by.gt(now))
        .select(proposals::mentee_id);
    let mut query = enrolments::table
        .filter(enrolments::cycle_id.eq(cycle).and(enrolments::state.eq(EnrolmentState::Enrolled)))
        .filter(enrolments::role.eq(EnrolmentRole::Mentee))
        .filter(enrolments::person_id.eq_any(paired).or(enrolments::person_id.eq_any(asked)))
        .select(count_star())
        .into_boxed();
    if !scope.network {
        query = query.filter(enrolments::region_id.eq_any(scope.regions.clone()));
    }
    query.first(conn)
}

/// Pairings of a cycle by state.
pub fn pairing_counts(
    conn: &mut AnyConnection,
    scope: &Scope,
    cycle: Id,
) -> QueryResult<Vec<(PairingState, i64)>> {
    let mut query = pairings::table
        .filter(pairings::cycle_id.eq(cycle))
        .group_by(pairings::state)
        .select((pairings::state, count_star()))
        .order(pairings::state)
        .into_boxed();
    if !scope.network {
        query = query.filter(pairings::region_id.eq_any(scope.regions.clone()));
    }
    query.load(conn)
}

/// Rounds whose proposals wait to be published; those of the nation are the task force's.
pub fn rounds_to_publish(conn: &mut AnyConnection, scope: &Scope) -> QueryResult<Waiting> {
    let narrowed = || {
        let query = rounds::table
            .inner_join(cycles::table)
            .filter(rounds::state.eq(RoundState::Ready))
            // Elsewhere nothing can be published.
            .filter(cycles::state.eq_any([CycleState::Matching, CycleState::Mentoring]))
            .into_boxed();
        if scope.network { query } else { query.filter(rounds::region_id.eq_any(scope.regions.clone())) }
    };
    let count = narrowed().select(count_star()).first(conn)?;
    let first = narrowed().order(rounds::id).limit(NAMED).select((rounds::id, cycles::name)).load(conn)?;
    Ok(Waiting { count, earliest_on: None, first })
}

/// Who is in a pair.
pub type Pair = (Id, Id, Id);

/// Published proposals that one side or both have yet to answer, with the first of them.
pub fn proposals_waiting(
    conn: &mut AnyConnection,
    scope: &Scope,
    now: NaiveDateTime,
) -> QueryResult<(Waiting, Vec<Pair>)> {
    let narrowed = || {
        let query = proposals::table
            .filter(proposals::state.eq(ProposalState::Published).and(proposals::answer_by.gt(now)))
            .into_boxed();
        if scope.network { query } else { query.filter(proposals::region_id.eq_any(scope.regions.clone())) }
    };
    let (count, earliest): (i64, Option<NaiveDateTime>) =
        narrowed().select((count_star(), min(proposals::answer_by))).first(conn)?;
    let first = narrowed()
        .order((proposals::answer_by, proposals::id))
        .limit(NAMED)
        .select((proposals::id, proposals::mentor_id, proposals::mentee_id))
        .load(conn)?;
    Ok((Waiting { count, earliest_on: day_of(earliest), first: Vec::new() }, first))
}

/// Active pairings whose agreement is missing or not signed by both. Nobody is reminded of anything in a paused one.
pub fn pairings_without_agreement(
    conn: &mut AnyConnection,
    scope: &Scope,
) -> QueryResult<(Waiting, Vec<Pair>)> {
    let signed = || {
        agreements::table.filter(agreements::pairing_id.eq(pairings::id)).filter(
            agreements::mentor_signed_at.is_not_null().and(agreements::mentee_signed_at.is_not_null()),
        )
    };
    let narrowed = || {
        let query = pairings::table
            .filter(pairings::state.eq(PairingState::Active))
            .filter(not(exists(signed())))
            .into_boxed();
        if scope.network { query } else { query.filter(pairings::region_id.eq_any(scope.regions.clone())) }
    };
    let (count, earliest_on) = narrowed().select((count_star(), min(pairings::started_on))).first(conn)?;
    let first = narrowed()
        .order((pairings::started_on, pairings::id))
        .limit(NAMED)
        .select((pairings::id, pairings::mentor_id, pairings::mentee_id))
        .load(conn)?;
    Ok((Waiting { count, earliest_on, first: Vec::new() }, first))
}

/// Active pairings that have not met yet.
pub fn pairings_without_meeting(
    conn: &mut AnyConnection,
    scope: &Scope,
) -> QueryResult<(Waiting, Vec<Pair>)> {
    let met = || meetings::table.filter(meetings::pairing_id.eq(pairings::id));
    let narrowed = || {
        let query = pairings::table
            .filter(pairings::state.eq(PairingState::Active))
            .filter(not(exists(met())))
            .into_boxed();
        if scope.network { query } else { query.filter(pairings::region_id.eq_any(scope.regions.clone())) }
    };
    let (count, earliest_on) = narrowed().select((count_star(), min(pairings::started_on))).first(conn)?;
    let first = narrowed()
        .order((pairings::started_on, pairings::id))
        .limit(NAMED)
        .select((pairings::id, pairings::mentor_id, pairings::mentee_id))
        .load(conn)?;
    Ok((Waiting { count, earliest_on, first: Vec::new() }, first))
}

/// A mentee's enrolment, its cycle, the person.
pub type WaitingMentee = (Id, Id, Id);

/// Mentees of cycles that are matched now to whom a proposal came to nothing or whose pairing ended early, and who have neither a
/// pairing nor an open question: how many, and the first of them. Whose pairing came to its natural end waits for nobody.
pub fn waiting_for_rematch(
    conn: &mut AnyConnection,
    scope: &Scope,
    now: NaiveDateTime,
) -> QueryResult<(i64, Vec<WaitingMentee>)> {
    let of_theirs = || {
        proposals::table
            .filter(proposals::cycle_id.eq(enrolments::cycle_id))
            .filter(proposals::mentee_enrolment_id.eq(enrolments::id))
    };
    let came_to_nothing = || {
        let over = proposals::state.eq(ProposalState::Published).and(proposals::answer_by.le(now));
        let said =
            proposals::state.eq_any([ProposalState::Declined, ProposalState::Expired, ProposalState::Ended]);
        of_theirs().filter(said.or(over))
    };
    let under_way = || {
        let open = proposals::state.eq(ProposalState::Published).and(proposals::answer_by.gt(now));
        of_theirs().filter(proposals::state.eq(ProposalState::Accepted).or(open))
    };
    let done = || {
        pairings::table
            .filter(pairings::cycle_id.eq(enrolments::cycle_id))
            .filter(pairings::mentee_id.eq(enrolments::person_id))
            .filter(pairings::end_reason.eq_any([EndReason::Completed, EndReason::CycleClosed]))
    };
    let narrowed = || {
        let query = enrolments::table
            .inner_join(cycles::table)
            .filter(cycles::state.eq_any([CycleState::Matching, CycleState::Mentoring]))
            .filter(enrolments::state.eq(EnrolmentState::Enrolled))
            .filter(enrolments::role.eq(EnrolmentRole::Mentee))
            .filter(exists(came_to_nothing()))
            .filter(not(exists(under_way())))
            .filter(not(exists(done())))
            .into_boxed();
        if scope.network { query } else { query.filter(enrolments::region_id.eq_any(scope.regions.clone())) }
    };
    let count = narrowed().select(count_star()).first(conn)?;
    let first = narrowed()
        .order(enrolments::id)
        .limit(NAMED)
        .select((enrolments::id, enrolments::cycle_id, enrolments::person_id))
        .load(conn)?;
    Ok((count, first))
}
