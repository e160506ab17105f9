//! Campaigns and how far people came through them.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::on_backend;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::recruitment::rules::{Channel, FunnelStage, OfferState};
use crate::schema::{applications, campaigns, funnel_counts, offers};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = campaigns)]
pub struct CampaignRow {
    pub id: Id,
    pub opening_id: Id,
    pub name: String,
    pub channel: Channel,
    pub partner: Option<String>,
    pub code: String,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

pub fn insert_campaign(conn: &mut AnyConnection, row: &CampaignRow) -> Result<(), Problem> {
    diesel::insert_into(campaigns::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// Writes what can be edited; 412 when it moved on since it was read (`row.version` is the new one).
pub fn update_campaign(conn: &mut AnyConnection, row: &CampaignRow) -> Result<(), Problem> {
    let rows = diesel::update(
        campaigns::table.filter(campaigns::id.eq(row.id).and(campaigns::version.eq(row.version - 1))),
    )
    .set((
        campaigns::name.eq(&row.name),
        campaigns::channel.eq(row.channel),
        campaigns::partner.eq(&row.partner),
        campaigns::updated_at.eq(row.updated_at),
        campaigns::version.eq(row.version),
    ))
    .execute(conn)?;
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

pub fn find_campaign(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<CampaignRow>> {
    campaigns::table.filter(campaigns::id.eq(id)).select(CampaignRow::as_select()).first(conn).optional()
}

/// The oldest first.
pub fn campaigns_of(conn: &mut AnyConnection, opening: Id) -> QueryResult<Vec<CampaignRow>> {
    campaigns::table
        .filter(campaigns::opening_id.eq(opening))
        .order(campaigns::id)
        .select(CampaignRow::as_select())
        .load(conn)
}

pub fn count_campaigns(conn: &mut AnyConnection, opening: Id) -> QueryResult<i64> {
    campaigns::table.filter(campaigns::opening_id.eq(opening)).count().get_result(conn)
}

/// The campaign that a link names; `None` when the code is not (or no longer) one of this opening's.
pub fn campaign_by_code(conn: &mut AnyConnection, opening: Id, code: &str) -> QueryResult<Option<Id>> {
    campaigns::table
        .filter(campaigns::opening_id.eq(opening).and(campaigns::code.eq(code)))
        .select(campaigns::id)
        .first(conn)
        .optional()
}

/// Notes by which campaign an applicant came.
pub fn note_campaign(conn: &mut AnyConnection, application: Id, campaign: Id) -> QueryResult<usize> {
    diesel::update(applications::table.filter(applications::id.eq(application)))
        .set(applications::campaign_id.eq(Some(campaign)))
        .execute(conn)
}

/// Adds one to what was counted on this day.
pub fn count_visit(
    conn: &mut AnyConnection,
    opening: Id,
    code: &str,
    day: NaiveDate,
    stage: FunnelStage,
) -> Result<(), Problem> {
    use funnel_counts as f;
    on_backend!(conn, |c| diesel::insert_into(f::table)
        .values((
            f::opening_id.eq(opening),
            f::code.eq(code),
            f::day.eq(day),
            f::stage.eq(stage),
            f::count.eq(1_i64)
        ))
        .on_conflict((f::opening_id, f::code, f::day, f::stage))
        .do_update()
        .set(f::count.eq(f::count + 1))
        .execute(c)?);
    Ok(())
}

/// Page loads by code and day.
pub fn visits_of(
    conn: &mut AnyConnection,
    opening: Id,
) -> QueryResult<Vec<(String, NaiveDate, FunnelStage, i64)>> {
    funnel_counts::table
        .filter(funnel_counts::opening_id.eq(opening))
        .select((funnel_counts::code, funnel_counts::day, funnel_counts::stage, funnel_counts::count))
        .load(conn)
}

/// When each application of an opening came in and by which campaign.
pub fn arrivals_of(
    conn: &mut AnyConnection,
    opening: Id,
) -> QueryResult<Vec<(Id, Option<Id>, NaiveDateTime)>> {
    applications::table
        .filter(applications::opening_id.eq(opening))
        .select((applications::id, applications::campaign_id, applications::submitted_at))
        .load(conn)
}

/// When the offers that were accepted were answered, by application.
pub fn acceptances_of(conn: &mut AnyConnection, opening: Id) -> QueryResult<HashMap<Id, NaiveDateTime>> {
    let rows: Vec<(Id, Option<NaiveDateTime>)> = offers::table
        .inner_join(applications::table)
        .filter(applications::opening_id.eq(opening).and(offers::state.eq(OfferState::Accepted)))
        .select((offers::application_id, offers::answered_at))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(id, at)| at.map(|at| (id, at))).collect())
}
