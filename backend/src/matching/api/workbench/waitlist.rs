//! Who waits for a mentor.

use actix_web::get;
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::people::{People, WorkbenchPerson};
use crate::matching::explanation::{self, UnmatchedWhy};
use crate::matching::service::cycles;
use crate::matching::service::workbench::waitlist::{self, WaitsBecause};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::RunRounds;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::Answer;
use crate::platform::spreadsheet::{attachment, bounded, of_list};
use crate::platform::work::Work;

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListWaitlist {
    region_id: Option<Id>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// A mentee who waits for a mentor.
#[derive(Serialize, ToSchema)]
pub struct WaitingMentee {
    /// From 1, among those whom one may see.
    #[schema(example = 1)]
    place: usize,
    mentee: WorkbenchPerson,
    /// When they joined the cycle, or the last pair came to nothing.
    waits_since: DateTime<Utc>,
    why: WaitsBecause,
    /// Of those whom a round left out.
    reason: Option<UnmatchedWhy>,
}

/// List who waits for a mentor, longest first
///
/// Mentees who have none and are not asked.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The cycle"), ListWaitlist),
    responses((status = 200, description = "Mentees of one's regions", body = Page<WaitingMentee>)))]
#[get("/cycles/{id}/waitlist")]
pub async fn list_waitlist(auth: Authorized<RunRounds>, id: PathId, query: Params<ListWaitlist>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let cycle = cycles::find_cycle(w, id.0)?;
        let window =
            window::<(NaiveDateTime, Id)>(w.cursors, "waitlist", query.cursor.as_deref(), query.limit)?;
        let fetch = usize::try_from(window.fetch()).unwrap_or(usize::MAX);
        let kept: Vec<waitlist::Waiting> = waitlist::of_cycle(w, cycle.id, query.region_id)?
            .into_iter()
            .filter(|one| window.after.is_none_or(|after| (one.since, one.mentee.id) > after))
            .take(fetch)
            .collect();
        let page = window.page(w.cursors, "waitlist", kept, |one| (one.since, one.mentee.id), |one| one)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

fn views(work: &mut Work<'_>, waiting: Vec<waitlist::Waiting>) -> Result<Vec<WaitingMentee>, Problem> {
    let ids: Vec<Id> = waiting.iter().map(|one| one.mentee.id).collect();
    let people = People::of(work, &ids, &[])?;
    let me = work.caller.person();
    waiting
        .into_iter()
        .map(|one| {
            Ok(WaitingMentee {
                place: one.place,
                mentee: people.one(one.mentee.id)?,
                waits_since: utc(one.since),
                why: one.why,
                reason: one
                    .reason
                    .as_ref()
                    .map(|reason| explanation::why_unmatched(reason, one.of_region))
                    .map(|why| why.told_to(me, one.mentee.person_id)),
            })
        })
        .collect()
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportWaitlist {
    region_id: Option<Id>,
}

const COLUMNS: &[(&str, &str)] = &[
    ("place", "/place"),
    ("name", "/mentee/name"),
    ("region", "/mentee/region_name"),
    ("institution", "/mentee/institution_name"),
    ("setting", "/mentee/setting"),
    ("career_stage", "/mentee/career_stage"),
    ("waits_since", "/waits_since"),
    ("why", "/why"),
];

/// Export who waits for a mentor as CSV
///
/// The list of `GET /cycles/{id}/waitlist` with its filter, at most 10,000 lines; 422 when it has more. A cell that begins like
/// a formula has an apostrophe before it. The export is written to the audit log.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The cycle"), ExportWaitlist),
    responses((status = 200, description = "One line for each mentee, longest first; 422 when there are too many", body = String, content_type = "text/csv")))]
#[get("/cycles/{id}/waitlist.csv")]
pub async fn export_waitlist(
    auth: Authorized<RunRounds>,
    id: PathId,
    query: Params<ExportWaitlist>,
) -> Answer {
    let text = auth
        .transaction(move |w| {
            let cycle = cycles::find_cycle(w, id.0)?;
            let waiting = bounded(waitlist::of_cycle(w, cycle.id, query.0.region_id)?)?;
            w.audit("waitlist.exported", "cycle", cycle.id, &serde_json::json!({ "rows": waiting.len() }))?;
            of_list(COLUMNS, &views(w, waiting)?)
        })
        .await?;
    Ok(attachment("waitlist", id.0, text))
}
