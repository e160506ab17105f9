//! Whom a round of circles left without a place, and why.

use actix_web::get;
use matcher::circles::UnplacedReason;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::matching::circles::queries::rounds::{self, UnplacedRow};
use crate::matching::circles::service::rounds as service;
use crate::matching::explanation::{RemovedMentors, rule_name};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ViewProposals;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::Answer;

/// Why somebody has no place in a circle. What a code says nothing about is `null`.
#[derive(Serialize, ToSchema)]
pub struct UnplacedWhy {
    /// `too_few_mentors`, `too_few_peers` or `no_circle_found`; the last one also of somebody whom a coordinator took out.
    #[schema(example = "too_few_mentors")]
    code: &'static str,
    /// Mentors who may lead a circle of this person.
    eligible: Option<u32>,
    /// How many mentors, or others, a circle needs.
    needed: Option<u32>,
    /// Mentors whom a rule removed.
    removed: Vec<RemovedMentors>,
    /// Mentors without a free seat, and reasons that are nobody's business.
    not_available: Option<u32>,
    /// Circles that are full.
    full: Option<u32>,
    /// Circles that have room and do not suit.
    closed: Option<u32>,
    /// Mentors who could lead another circle.
    free_mentors: Option<u32>,
}

impl UnplacedWhy {
    const fn nothing(code: &'static str) -> Self {
        Self {
            code,
            eligible: None,
            needed: None,
            removed: Vec::new(),
            not_available: None,
            full: None,
            closed: None,
            free_mentors: None,
        }
    }

    /// How many others may sit with somebody is not told: without rules in between it would count who asked for distance. Of
    /// oneself nothing is told from which that could be reckoned.
    fn told(reason: Option<UnplacedReason>, of_oneself: bool) -> Self {
        match reason {
            None => Self::nothing("no_circle_found"),
            Some(UnplacedReason::TooFewMentors { eligible, needed, removed, not_available }) => {
                let removed = removed.into_iter();
                Self {
                    eligible: (!of_oneself).then_some(eligible),
                    needed: Some(needed),
                    removed: removed
                        .map(|count| RemovedMentors { rule: rule_name(count.rule), mentors: count.mentors })
                        .collect(),
                    not_available: (!of_oneself).then_some(not_available),
                    ..Self::nothing("too_few_mentors")
                }
            }
            Some(UnplacedReason::TooFewPeers { needed, .. }) => {
                Self { needed: Some(needed), ..Self::nothing("too_few_peers") }
            }
            Some(UnplacedReason::NoCircleFound { full, closed, free_mentors }) => Self {
                full: Some(full),
                closed: Some(closed),
                free_mentors: (!of_oneself).then_some(free_mentors),
                ..Self::nothing("no_circle_found")
            },
        }
    }
}

/// Somebody without a place in a circle, and why.
#[derive(Serialize, ToSchema)]
pub struct UnplacedView {
    enrolment_id: Id,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    region_id: Id,
    reason: UnplacedWhy,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListUnplaced {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List whom a round of peer circles left without a place, and why
///
/// Mentees for whom there was no circle, and everybody whom a coordinator took out, first enrolled first.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("view_proposals"))),
    params(("id" = Id, Path, description = "The round of circles"), ListUnplaced),
    responses((status = 200, description = "Those of one's regions", body = Page<UnplacedView>)))]
#[get("/circle-rounds/{id}/unplaced")]
pub async fn list_unplaced(
    auth: Authorized<ViewProposals>,
    id: PathId,
    query: Params<ListUnplaced>,
) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let round = service::find_round(w, id.0)?;
        let window = window::<Id>(w.cursors, "circle_unplaced", query.cursor.as_deref(), query.limit)?;
        let rows = rounds::list_unplaced(w.conn, w.scope, round.id, &window)?;
        let page = window.page(w.cursors, "circle_unplaced", rows, |row| row.enrolment_id, |row| row)?;
        let people: Vec<Id> = page.items.iter().map(|row| row.person_id).collect();
        let names = identity::person_names(w.conn, &people)?;
        let me = w.caller.person();
        let view = |row: UnplacedRow| -> Result<UnplacedView, Problem> {
            let reason = serde_json::from_str(&row.reason).map_err(Problem::internal)?;
            Ok(UnplacedView {
                enrolment_id: row.enrolment_id,
                person_id: row.person_id,
                person_name: names.get(&row.person_id).cloned().unwrap_or_default(),
                region_id: row.region_id,
                reason: UnplacedWhy::told(reason, me == Some(row.person_id)),
            })
        };
        let items = page.items.into_iter().map(view).collect::<Result<_, Problem>>()?;
        Ok(Page { items, next_cursor: page.next_cursor })
    })
    .await
}
