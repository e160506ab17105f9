//! Two rounds of a cycle side by side.

use actix_web::get;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::costs::{self, WorkbenchSeat};
use super::fairness::FairnessFigures;
use super::people::{People, WorkbenchPerson};
use crate::matching::service::rounds;
use crate::matching::service::workbench::comparison::{self, Compared, Comparison, PairChange, Side};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::RunRounds;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::{Problem, ProblemDocument};
use crate::platform::reply::Answer;
use crate::platform::work::Work;

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CompareRounds {
    /// The other round, of the same cycle.
    with: Id,
    /// Only mentees for whom this is so.
    change: Option<PairChange>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// One of the two rounds, as far as one may see.
#[derive(Serialize, ToSchema)]
pub struct ComparedRound {
    round_id: Id,
    matched: usize,
    total_points: i64,
    fairness: FairnessFigures,
}

impl From<&Side> for ComparedRound {
    fn from(side: &Side) -> Self {
        Self {
            round_id: side.round.id,
            matched: side.matched,
            total_points: side.points,
            fairness: (&side.fairness).into(),
        }
    }
}

/// A mentee in both rounds.
#[derive(Serialize, ToSchema)]
pub struct ComparedMentee {
    mentee: WorkbenchPerson,
    change: PairChange,
    /// `null`: without a mentor.
    here: Option<WorkbenchSeat>,
    there: Option<WorkbenchSeat>,
}

/// Two rounds, mentee by mentee.
#[derive(Serialize, ToSchema)]
pub struct RoundComparison {
    here: ComparedRound,
    there: ComparedRound,
    same: usize,
    moved: usize,
    only_here: usize,
    only_there: usize,
    items: Vec<ComparedMentee>,
    next_cursor: Option<String>,
}

/// Compare two rounds of a cycle
///
/// Counts and figures are of all mentees of one's regions; `items` is a page of those who have a mentor in one of the two.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round"), CompareRounds),
    responses((status = 200, description = "Who has whom here and there", body = RoundComparison),
        (status = 422, description = "The rounds are of different cycles", body = ProblemDocument,
            content_type = "application/problem+json")))]
#[get("/rounds/{id}/comparison")]
pub async fn compare_rounds(auth: Authorized<RunRounds>, id: PathId, query: Params<CompareRounds>) -> Answer {
    auth.view(move |w| {
        let query = query.0;
        let here = rounds::find_round(w, id.0)?;
        let there = rounds::find_round(w, query.with)?;
        let found = comparison::of(w, here, there)?;
        let window = window::<Id>(w.cursors, "comparison", query.cursor.as_deref(), query.limit)?;
        let fetch = usize::try_from(window.fetch()).unwrap_or(usize::MAX);
        let kept: Vec<&Compared> = found
            .mentees
            .iter()
            .filter(|one| query.change.is_none_or(|change| change == one.difference))
            .filter(|one| window.after.is_none_or(|after| one.mentee > after))
            .take(fetch)
            .collect();
        let page = window.page(w.cursors, "comparison", kept, |one| one.mentee, |one| one)?;
        view(w, &found, page)
    })
    .await
}

fn view(work: &mut Work<'_>, found: &Comparison, page: Page<&Compared>) -> Result<RoundComparison, Problem> {
    let named: Vec<Id> = page
        .items
        .iter()
        .flat_map(|one| {
            [Some(one.mentee), one.here.map(|seat| seat.mentor), one.there.map(|seat| seat.mentor)]
        })
        .flatten()
        .collect();
    let people = People::of(work, &named, &[])?;
    let count = |change| found.counts.get(&change).copied().unwrap_or(0);
    Ok(RoundComparison {
        here: (&found.here).into(),
        there: (&found.there).into(),
        same: count(PairChange::Same),
        moved: count(PairChange::Moved),
        only_here: count(PairChange::OnlyHere),
        only_there: count(PairChange::OnlyThere),
        items: page
            .items
            .into_iter()
            .map(|one| {
                Ok(ComparedMentee {
                    mentee: people.one(one.mentee)?,
                    change: one.difference,
                    here: costs::seat(&people, one.here)?,
                    there: costs::seat(&people, one.there)?,
                })
            })
            .collect::<Result<_, Problem>>()?,
        next_cursor: page.next_cursor,
    })
}
