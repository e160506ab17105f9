//! Campaigns of an opening, their links, and the funnel.

use actix_web::{get, patch, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{Apply, ManageOpenings};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{PathId, Valid, nullable, present};
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;
use crate::recruitment::queries::{self, CampaignRow};
use crate::recruitment::rules::{Channel, Counts, FunnelStage};
use crate::recruitment::service::{self, CampaignChanges, NewCampaign};

crate::text_enum! {
    /// What a page load is counted as.
    pub enum VisitStage {
        /// The page was opened.
        View = "view",
        /// Somebody began to write.
        Start = "start",
    }
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CountVisit {
    stage: VisitStage,
    /// The code of the campaign whose link led here; one that is not known counts as none.
    #[validate(length(max = 40))]
    #[schema(max_length = 40, example = "k7m2pq")]
    from: Option<String>,
}

/// Count a page load of a public opening
///
/// Only a number of the day goes up: no address, no cookie, nothing of the visitor. These are page loads, not people:
/// whoever loads the page twice counts twice.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("apply"))),
    params(("id" = Id, Path, description = "The opening")),
    request_body = CountVisit,
    responses((status = 204, description = "Counted")))]
#[post("/public/openings/{id}/visits")]
pub async fn count_visit(auth: Authorized<Apply>, id: PathId, body: Valid<CountVisit>) -> Answer {
    // Without the Idempotency-Key's row: it would say more of a visitor than the count does.
    let CountVisit { stage, from } = body.value;
    let stage = match stage {
        VisitStage::View => FunnelStage::View,
        VisitStage::Start => FunnelStage::Start,
    };
    auth.write(move |w| {
        service::count_visit(w, id.0, stage, from.as_deref())?;
        Ok(Reply::no_content())
    })
    .await
}

/// A way of telling people of an opening.
#[derive(Serialize, ToSchema)]
pub struct CampaignView {
    id: Id,
    opening_id: Id,
    #[schema(example = "Spring letter to members")]
    name: String,
    channel: Channel,
    #[schema(example = "Ohio Library Council")]
    partner: Option<String>,
    /// Part of the link; it never changes.
    #[schema(example = "k7m2pq")]
    code: String,
    /// The link to hand out.
    #[schema(
        example = "https://perennial.example/openings/01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f?from=k7m2pq"
    )]
    link: String,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for CampaignView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn view(work: &Work<'_>, row: CampaignRow) -> CampaignView {
    CampaignView {
        link: format!("{}/openings/{}?from={}", work.config.public_url, row.opening_id, row.code),
        id: row.id,
        opening_id: row.opening_id,
        name: row.name,
        channel: row.channel,
        partner: row.partner,
        code: row.code,
        created_at: utc(row.created_at),
        version: row.version,
    }
}

#[derive(Serialize, ToSchema)]
pub struct CampaignList {
    items: Vec<CampaignView>,
    next_cursor: Option<String>,
}

/// List the campaigns of an opening, the oldest first
///
/// All of them: an opening has a hundred at most.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("manage_openings"))),
    params(("id" = Id, Path, description = "The opening")),
    responses((status = 200, description = "Campaigns", body = CampaignList)))]
#[get("/openings/{id}/campaigns")]
pub async fn list_campaigns(auth: Authorized<ManageOpenings>, id: PathId) -> Answer {
    auth.view(move |w| {
        let opening = service::find_opening(w, id.0)?;
        let rows = queries::campaigns_of(w.conn, opening.id)?;
        let items = rows.into_iter().map(|row| view(w, row)).collect();
        Ok(CampaignList { items, next_cursor: None })
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateCampaign {
    #[validate(length(max = 120), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 120, pattern = r"\S", example = "Spring letter to members")]
    name: String,
    channel: Channel,
    /// Who passes it on, in your words.
    #[validate(length(max = 200))]
    #[schema(max_length = 200, example = "Ohio Library Council")]
    partner: Option<String>,
}

/// Create a campaign with a link of its own
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("manage_openings"))),
    params(("id" = Id, Path, description = "The opening")),
    request_body = CreateCampaign,
    responses((status = 201, description = "Created", body = CampaignView)))]
#[post("/openings/{id}/campaigns")]
pub async fn create_campaign(
    auth: Authorized<ManageOpenings>,
    id: PathId,
    body: Valid<CreateCampaign>,
) -> Answer {
    auth.post(body, move |w, body| {
        let new = NewCampaign { name: body.name, channel: body.channel, partner: body.partner };
        let row = service::create_campaign(w, id.0, new)?;
        Reply::created(&format!("/campaigns/{}", row.id), &view(w, row))
    })
    .await
}

/// Read a campaign
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("manage_openings"))),
    params(("id" = Id, Path, description = "The campaign")),
    responses((status = 200, description = "The campaign", body = CampaignView)))]
#[get("/campaigns/{id}")]
pub async fn get_campaign(auth: Authorized<ManageOpenings>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = service::find_campaign(w, id.0)?;
        Ok(view(w, row))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateCampaign {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 120), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 120, pattern = r"\S")]
    name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Channel, required = false)]
    channel: Option<Channel>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 200))]
    #[schema(value_type = Option<String>, required = false, max_length = 200)]
    partner: Option<Option<String>>,
}

/// Rename a campaign; its link stays
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("manage_openings"))),
    params(("id" = Id, Path, description = "The campaign")),
    request_body = UpdateCampaign,
    responses((status = 200, description = "The changed campaign", body = CampaignView)))]
#[patch("/campaigns/{id}")]
pub async fn update_campaign(
    auth: Authorized<ManageOpenings>,
    id: PathId,
    body: Valid<UpdateCampaign>,
) -> Answer {
    auth.change(move |w, expected| {
        let UpdateCampaign { name, channel, partner } = body.value;
        let row = service::update_campaign(w, id.0, &expected, CampaignChanges { name, channel, partner })?;
        Reply::updated(&view(w, row))
    })
    .await
}

/// How many came how far.
#[derive(Serialize, ToSchema)]
pub struct FunnelCounts {
    /// Loads of the public page.
    #[schema(example = 240)]
    views: i64,
    /// Page loads in which somebody began to write.
    #[schema(example = 61)]
    starts: i64,
    /// Applications that came in, those withdrawn later included.
    #[schema(example = 18)]
    submissions: i64,
    #[schema(example = 1)]
    appointments: i64,
}

impl From<Counts> for FunnelCounts {
    fn from(counts: Counts) -> Self {
        let Counts { views, starts, submissions, appointments } = counts;
        Self { views, starts, submissions, appointments }
    }
}

/// What one campaign brought.
#[derive(Serialize, ToSchema)]
pub struct CampaignFunnel {
    /// `null`: people who came without a campaign's link.
    campaign_id: Option<Id>,
    name: Option<String>,
    channel: Option<Channel>,
    counts: FunnelCounts,
}

/// What was counted of one campaign on one day (UTC); days on which nothing happened are left out. People read on one day and
/// apply on another, so that a day may count more submissions than starts.
#[derive(Serialize, ToSchema)]
pub struct FunnelDay {
    day: NaiveDate,
    campaign_id: Option<Id>,
    counts: FunnelCounts,
}

/// From the page to the appointment. Views and starts are page loads, counted once for each by the page itself, without
/// cookies or addresses: they are not numbers of people.
#[derive(Serialize, ToSchema)]
pub struct OpeningFunnel {
    total: FunnelCounts,
    campaigns: Vec<CampaignFunnel>,
    days: Vec<FunnelDay>,
}

/// Read the funnel of an opening: view, start, submit, appoint
///
/// In all, by campaign, and by day and campaign. In all and by campaign no stage is wider than the one before: a submission
/// counts as started and viewed even where no page load was counted (by a resumed draft, or a browser that counts nothing), so
/// that `starts` and `views` are the least that there were. Days tell what was counted on them, and are not raised.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("manage_openings"))),
    params(("id" = Id, Path, description = "The opening")),
    responses((status = 200, description = "The funnel", body = OpeningFunnel)))]
#[get("/openings/{id}/funnel")]
pub async fn get_opening_funnel(auth: Authorized<ManageOpenings>, id: PathId) -> Answer {
    auth.view(move |w| {
        let mut funnel = service::funnel(w, id.0)?;
        let mut counts_of = |campaign| funnel.by_campaign.remove(&campaign).unwrap_or_default().into();
        let mut campaigns: Vec<CampaignFunnel> = funnel
            .campaigns
            .into_iter()
            .map(|row| CampaignFunnel {
                campaign_id: Some(row.id),
                counts: counts_of(Some(row.id)),
                name: Some(row.name),
                channel: Some(row.channel),
            })
            .collect();
        campaigns.push(CampaignFunnel {
            campaign_id: None,
            name: None,
            channel: None,
            counts: counts_of(None),
        });
        let days = funnel
            .by_day
            .into_iter()
            .map(|((day, campaign_id), counts)| FunnelDay { day, campaign_id, counts: counts.into() })
            .collect();
        Ok(OpeningFunnel { total: funnel.total.into(), campaigns, days })
    })
    .await
}
