//! Campaigns with links of their own, and the funnel from a page view to an appointment.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde_json::json;

use super::openings::find_opening;
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::queries::{self, CampaignRow};
use crate::recruitment::rules::{self, CODE_LENGTH, Channel, Counts, FunnelStage};

/// The most campaigns of one opening.
const MOST_CAMPAIGNS: i64 = 100;

/// A way of telling people of an opening.
pub struct NewCampaign {
    pub name: String,
    pub channel: Channel,
    pub partner: Option<String>,
}

/// What an edit changes; `partner: Some(None)` clears.
pub struct CampaignChanges {
    pub name: Option<String>,
    pub channel: Option<Channel>,
    pub partner: Option<Option<String>>,
}

fn some_text(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// # Errors
/// 404 outside the scope, 409 when the opening has a hundred already.
pub fn create_campaign(work: &mut Work<'_>, opening: Id, new: NewCampaign) -> Result<CampaignRow, Problem> {
    let opening = find_opening(work, opening)?;
    if queries::count_campaigns(work.conn, opening.id)? >= MOST_CAMPAIGNS {
        return Err(Problem::conflict(format!(
            "This opening has {MOST_CAMPAIGNS} campaigns, which is the most."
        )));
    }
    let mut code = rules::code_from(work.entropy.secret::<CODE_LENGTH>());
    while queries::campaign_by_code(work.conn, opening.id, &code)?.is_some() {
        code = rules::code_from(work.entropy.secret::<CODE_LENGTH>());
    }
    let row = CampaignRow {
        id: work.new_id(),
        opening_id: opening.id,
        name: new.name.trim().to_owned(),
        channel: new.channel,
        partner: some_text(new.partner),
        code,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_campaign(work.conn, &row)?;
    work.record(
        Change::new("campaign.created", row.id)
            .in_region(opening.region_id)
            .with(json!({ "opening_id": opening.id, "channel": row.channel })),
    )?;
    Ok(row)
}

/// # Errors
/// 404 outside the scope.
pub fn find_campaign(work: &mut Work<'_>, id: Id) -> Result<CampaignRow, Problem> {
    let gone = || Problem::not_found("campaign");
    let row = queries::find_campaign(work.conn, id)?.ok_or_else(gone)?;
    find_opening(work, row.opening_id).map_err(|_| gone())?;
    Ok(row)
}

/// The code stays: links that are out keep working.
///
/// # Errors
/// 404 outside the scope, 412 when it moved on.
pub fn update_campaign(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    changes: CampaignChanges,
) -> Result<CampaignRow, Problem> {
    let row = find_campaign(work, id)?;
    expected.check(row.version)?;
    let row = CampaignRow {
        name: changes.name.map_or(row.name, |name| name.trim().to_owned()),
        channel: changes.channel.unwrap_or(row.channel),
        partner: changes.partner.map_or(row.partner, some_text),
        updated_at: work.stamp(),
        version: row.version + 1,
        ..row
    };
    queries::update_campaign(work.conn, &row)?;
    work.record(Change::new("campaign.updated", row.id).with(json!({ "opening_id": row.opening_id })))?;
    Ok(row)
}

/// Counts a page load of a public opening. A code that is none of this opening's counts as no campaign.
///
/// # Errors
/// 404 when there is no such public opening.
pub fn count_visit(
    work: &mut Work<'_>,
    opening: Id,
    stage: FunnelStage,
    from: Option<&str>,
) -> Result<(), Problem> {
    let opening =
        queries::find_public_opening(work.conn, opening)?.ok_or_else(|| Problem::not_found("opening"))?;
    // What is over is read out of curiosity: it belongs to no funnel.
    if super::applications::still_taken(work, &opening).is_err() {
        return Ok(());
    }
    let known = match from {
        Some(code) => queries::campaign_by_code(work.conn, opening.id, code)?.is_some(),
        None => false,
    };
    let code = from.filter(|_| known).unwrap_or_default();
    queries::count_visit(work.conn, opening.id, code, work.now.date_naive(), stage)
}

/// The funnel of an opening. `None` as a campaign: those who came by themselves.
pub struct Funnel {
    pub campaigns: Vec<CampaignRow>,
    pub total: Counts,
    pub by_campaign: HashMap<Option<Id>, Counts>,
    /// What was counted on each UTC day: people come on one day and apply on another, so a day by itself is no funnel.
    pub by_day: BTreeMap<(NaiveDate, Option<Id>), Counts>,
}

/// In all and by campaign no stage is wider than the one before; the total is that of the campaigns together.
///
/// # Errors
/// 404 outside the scope.
pub fn funnel(work: &mut Work<'_>, opening: Id) -> Result<Funnel, Problem> {
    let opening = find_opening(work, opening)?;
    let campaigns = queries::campaigns_of(work.conn, opening.id)?;
    let codes: HashMap<String, Id> = campaigns.iter().map(|c| (c.code.clone(), c.id)).collect();
    let mut by_campaign: HashMap<Option<Id>, Counts> = HashMap::new();
    let mut by_day: BTreeMap<(NaiveDate, Option<Id>), Counts> = BTreeMap::new();
    let mut add = |day: NaiveDate, campaign: Option<Id>, stage: FunnelStage, count: i64| {
        by_campaign.entry(campaign).or_default().add(stage, count);
        by_day.entry((day, campaign)).or_default().add(stage, count);
    };
    for (code, day, stage, count) in queries::visits_of(work.conn, opening.id)? {
        add(day, codes.get(&code).copied(), stage, count);
    }
    let accepted = queries::acceptances_of(work.conn, opening.id)?;
    for (application, campaign, submitted_at) in queries::arrivals_of(work.conn, opening.id)? {
        add(submitted_at.date(), campaign, FunnelStage::Submit, 1);
        if let Some(at) = accepted.get(&application) {
            add(at.date(), campaign, FunnelStage::Appoint, 1);
        }
    }
    for counts in by_campaign.values_mut() {
        *counts = counts.as_funnel();
    }
    let total = by_campaign.values().copied().fold(Counts::default(), Counts::plus);
    Ok(Funnel { campaigns, total, by_campaign, by_day })
}
