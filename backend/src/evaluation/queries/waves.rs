//! Waves and their invitations.

use std::collections::{BTreeMap, HashSet};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use diesel::prelude::*;

use crate::evaluation::rules::{Disposition, RespondentRole, WaveAudience, WaveState};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id, MultiBackend};
use crate::platform::pagination::Window;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{people, wave_invitations, waves};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = waves)]
pub struct WaveRow {
    pub id: Id,
    pub study_id: Id,
    pub instrument_id: Id,
    pub cycle_id: Id,
    pub name: String,
    pub audience: WaveAudience,
    pub state: WaveState,
    pub invited: i32,
    pub opened_at: Option<NaiveDateTime>,
    pub closed_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// Somebody whom a wave asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitee {
    pub person_id: Id,
    pub name: String,
    pub email: String,
    pub role: RespondentRole,
    pub region_id: Id,
}

/// An invitation, without what came of it.
#[derive(Debug, Clone, Queryable)]
pub struct WaveInvitation {
    pub id: Id,
    pub person_id: Id,
    pub role: RespondentRole,
}

fn waves_in(scope: &Scope) -> waves::BoxedQuery<'static, MultiBackend> {
    let query = waves::table.into_boxed();
    if scope.network { query } else { query.filter(waves::study_id.eq_any(scope.studies.clone())) }
}

pub fn list_waves(
    conn: &mut AnyConnection,
    scope: &Scope,
    study: Id,
    window: &Window<Id>,
) -> QueryResult<Vec<WaveRow>> {
    let mut query = waves_in(scope).filter(waves::study_id.eq(study));
    if let Some(after) = window.after {
        query = query.filter(waves::id.gt(after));
    }
    query.order(waves::id).limit(window.fetch()).select(WaveRow::as_select()).load(conn)
}

pub fn find_wave(conn: &mut AnyConnection, scope: &Scope, id: Id) -> QueryResult<Option<WaveRow>> {
    waves_in(scope).filter(waves::id.eq(id)).select(WaveRow::as_select()).first(conn).optional()
}

/// Without a scope: the wave of a respondent's own invitation, or of a finding that was found in scope.
pub fn get_wave(conn: &mut AnyConnection, id: Id) -> Result<WaveRow, Problem> {
    let row = waves::table.filter(waves::id.eq(id)).select(WaveRow::as_select()).first(conn);
    row.optional()?.ok_or_else(|| Problem::not_found("wave"))
}

/// The open waves of a cycle, whatever the study. No scope: for the job that asks those whose pairing has ended.
pub fn open_waves_of(conn: &mut AnyConnection, cycle: Id) -> QueryResult<Vec<WaveRow>> {
    waves::table
        .filter(waves::cycle_id.eq(cycle).and(waves::state.eq(WaveState::Open)))
        .order(waves::id)
        .select(WaveRow::as_select())
        .load(conn)
}

/// Of all studies, the one that was closed last.
pub fn newest_closed_wave(conn: &mut AnyConnection) -> QueryResult<Option<WaveRow>> {
    waves::table
        .filter(waves::state.eq(WaveState::Closed))
        .order((waves::closed_at.desc(), waves::id.desc()))
        .select(WaveRow::as_select())
        .first(conn)
        .optional()
}

pub fn insert_wave(conn: &mut AnyConnection, row: &WaveRow) -> Result<(), Problem> {
    diesel::insert_into(waves::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Writes what changes in a wave's life; 412 when the row moved on since it was read.
pub fn update_wave(conn: &mut AnyConnection, row: &WaveRow) -> Result<(), Problem> {
    let rows =
        diesel::update(waves::table.filter(waves::id.eq(row.id).and(waves::version.eq(row.version - 1))))
            .set((
                waves::state.eq(row.state),
                waves::invited.eq(row.invited),
                waves::opened_at.eq(row.opened_at),
                waves::closed_at.eq(row.closed_at),
                waves::updated_at.eq(row.updated_at),
                waves::version.eq(row.version),
            ))
            .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// Whether any wave of the study has gone out.
pub fn has_opened_wave(conn: &mut AnyConnection, study: Id) -> QueryResult<bool> {
    let found: Option<Id> = waves::table
        .filter(waves::study_id.eq(study).and(waves::state.ne(WaveState::Draft)))
        .select(waves::id)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Of `asked`, those without an invitation to this wave yet. Who has a disabled account is not asked.
pub fn respondents(
    conn: &mut AnyConnection,
    wave: Id,
    asked: &BTreeMap<Id, (RespondentRole, Id)>,
) -> QueryResult<Vec<Invitee>> {
    let invited: Vec<Id> = wave_invitations::table
        .filter(wave_invitations::wave_id.eq(wave))
        .select(wave_invitations::person_id)
        .load(conn)?;
    let invited: HashSet<Id> = invited.into_iter().collect();
    let ids: Vec<Id> = asked.keys().copied().filter(|id| !invited.contains(id)).collect();
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let rows: Vec<(Id, String, String)> = people::table
            .filter(people::id.eq_any(some.to_vec()).and(people::disabled_at.is_null()))
            .order(people::id)
            .select((people::id, people::name, people::email))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(person_id, name, email)| {
            let (role, region_id) = *asked.get(&person_id)?;
            Some(Invitee { person_id, name, email, role, region_id })
        }));
    }
    Ok(found)
}

pub fn insert_invitation(work: &mut Work<'_>, wave: Id, invitee: &Invitee) -> Result<Id, Problem> {
    let id = work.new_id();
    diesel::insert_into(wave_invitations::table)
        .values((
            wave_invitations::id.eq(id),
            wave_invitations::wave_id.eq(wave),
            wave_invitations::person_id.eq(invitee.person_id),
            wave_invitations::role.eq(invitee.role),
            wave_invitations::region_id.eq(invitee.region_id),
            wave_invitations::disposition.eq(Disposition::Invited),
            wave_invitations::created_at.eq(work.stamp()),
        ))
        .execute(work.conn)?;
    Ok(id)
}

/// Who was invited, without what came of it.
pub fn invitations_of(conn: &mut AnyConnection, wave: Id) -> QueryResult<Vec<WaveInvitation>> {
    wave_invitations::table
        .filter(wave_invitations::wave_id.eq(wave))
        .order(wave_invitations::id)
        .select((wave_invitations::id, wave_invitations::person_id, wave_invitations::role))
        .load(conn)
}

/// Name and id of the waves opened in `[from, to)` that asked people of the region. Who answered is not told.
///
/// # Errors
/// When the database does not answer.
pub fn waves_inviting_region(
    conn: &mut AnyConnection,
    region: Id,
    from: NaiveDate,
    to: NaiveDate,
) -> QueryResult<Vec<(Id, String)>> {
    let asked = wave_invitations::table
        .filter(wave_invitations::region_id.eq(region))
        .select(wave_invitations::wave_id);
    waves::table
        .filter(waves::opened_at.ge(Some(from.and_time(NaiveTime::MIN))))
        .filter(waves::opened_at.lt(Some(to.and_time(NaiveTime::MIN))))
        .filter(waves::id.eq_any(asked))
        .order(waves::id)
        .select((waves::id, waves::name))
        .load(conn)
}
