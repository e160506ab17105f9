//! Questions to a ready round: why not this person, and who else.

use actix_web::get;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::costs::{self, WorkbenchCost, WorkbenchSeat};
use super::people::{People, WorkbenchPerson};
use super::turns::turn;
use crate::matching::api::proposal_views::{self, ProposalPerson};
use crate::matching::explanation::{self, FactorReason};
use crate::matching::rules::PairOf;
use crate::matching::service::workbench::question::Meeting;
use crate::matching::service::workbench::{self, alternatives, pairs};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::RunRounds;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId};
use crate::platform::problem::{Problem, ProblemDocument};
use crate::platform::reply::Answer;
use crate::platform::work::Work;

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LookAtPair {
    mentor_enrolment_id: Id,
    mentee_enrolment_id: Id,
}

/// Any pair of a round, looked at.
#[derive(Serialize, ToSchema)]
pub struct RoundPair {
    mentor: ProposalPerson,
    mentee: ProposalPerson,
    #[schema(example = 55)]
    points: u32,
    #[schema(example = 100)]
    points_possible: u32,
    reasons: Vec<FactorReason>,
    /// `eligible`, `ruled_out`, or `not_available`: full, or a reason that is nobody's business.
    #[schema(example = "eligible")]
    standing: &'static str,
    /// The rules that the pair breaks: same_person, same_employer, no_shared_language, other_region,
    /// too_few_shared_hours.
    rules: Vec<&'static str>,
    /// Whether a lock may break them.
    overridable: bool,
    locked: bool,
    vetoed: bool,
    /// Whether it is a pair of the round now.
    proposed: bool,
    /// Whom the mentee has now.
    present_mentor: Option<WorkbenchSeat>,
    /// `null` when the two cannot be locked.
    cost: Option<WorkbenchCost>,
}

/// Ask about a pair: why not this person?
///
/// What insisting would cost is found by solving the round once more with the pair locked.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round"), LookAtPair),
    responses((status = 200, description = "Both side by side, their points, and the exact cost", body = RoundPair),
        (status = 409, description = "The round is not ready", body = ProblemDocument,
            content_type = "application/problem+json"),
        (status = 422, description = "One of the two is not in the round, or oneself", body = ProblemDocument,
            content_type = "application/problem+json")))]
#[get("/rounds/{id}/pair")]
pub async fn get_round_pair(auth: Authorized<RunRounds>, id: PathId, query: Params<LookAtPair>) -> Answer {
    let turn = turn().await?;
    auth.view(move |w| {
        let _turn = turn;
        let round = workbench::ready_round(w, id.0)?;
        let pair = PairOf { mentee: query.0.mentee_enrolment_id, mentor: query.0.mentor_enrolment_id };
        let seen = pairs::look_at(w, &round, pair)?;
        pair_view(w, seen)
    })
    .await
}

fn pair_view(work: &mut Work<'_>, seen: pairs::LookedAt) -> Result<RoundPair, Problem> {
    let mut named: Vec<Id> = seen.cost.as_ref().map(costs::named).unwrap_or_default();
    named.extend([seen.mentor.id, seen.mentee.id]);
    named.extend(seen.present.map(|seat| seat.mentor));
    let people = People::of(work, &named, &[])?;
    let (standing, rules, overridable) = match &seen.meeting {
        Meeting::Eligible => ("eligible", Vec::new(), false),
        Meeting::NotAvailable => ("not_available", Vec::new(), false),
        Meeting::RuledOut { rules, overridable } => (
            "ruled_out",
            rules.iter().map(|rule| explanation::rule_name(*rule)).collect::<Vec<&'static str>>(),
            *overridable,
        ),
    };
    let cost = seen.cost.as_ref().filter(|_| rules.is_empty() || overridable);
    let (mentor_name, mentee_name) = (people.name(seen.mentor.person_id), people.name(seen.mentee.person_id));
    Ok(RoundPair {
        points: seen.points,
        points_possible: seen.points_possible,
        standing,
        rules,
        overridable,
        locked: seen.locked,
        vetoed: seen.vetoed,
        proposed: seen.present.is_some_and(|seat| seat.mentor == seen.mentor.id),
        present_mentor: costs::seat(&people, seen.present)?,
        cost: cost.map(|cost| costs::view(work, &people, cost)).transpose()?,
        reasons: seen.reasons,
        mentor: proposal_views::person(work, seen.mentor, &mentor_name)?,
        mentee: proposal_views::person(work, seen.mentee, &mentee_name)?,
    })
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AskForAlternatives {
    mentee_enrolment_id: Id,
    /// 1 to 10, 5 unless told.
    #[validate(range(min = 1, max = 10))]
    #[param(minimum = 1, maximum = 10)]
    most: Option<usize>,
}

/// Another mentor for a mentee, with what it would cost.
#[derive(Serialize, ToSchema)]
pub struct RoundAlternative {
    mentor: WorkbenchPerson,
    #[schema(example = 66)]
    points: u32,
    /// Every seat is taken: somebody would have to move.
    full: bool,
    cost: WorkbenchCost,
}

/// Who else a mentee could have.
#[derive(Serialize, ToSchema)]
pub struct RoundAlternatives {
    mentee: WorkbenchPerson,
    present_mentor: Option<WorkbenchSeat>,
    /// Cheapest first. Nobody who is not available is in it, nor is oneself.
    items: Vec<RoundAlternative>,
}

/// Ask who else a mentee could have, and what each would cost
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round"), AskForAlternatives),
    responses((status = 200, description = "The cheapest others, cheapest first", body = RoundAlternatives),
        (status = 409, description = "The round is not ready", body = ProblemDocument,
            content_type = "application/problem+json"),
        (status = 422, description = "The mentee is not in the round, or oneself", body = ProblemDocument,
            content_type = "application/problem+json")))]
#[get("/rounds/{id}/alternatives")]
pub async fn get_round_alternatives(
    auth: Authorized<RunRounds>,
    id: PathId,
    query: Params<AskForAlternatives>,
) -> Answer {
    let turn = turn().await?;
    auth.view(move |w| {
        let _turn = turn;
        let AskForAlternatives { mentee_enrolment_id: mentee, most } = query.0;
        let round = workbench::ready_round(w, id.0)?;
        let (mut question, solved) = pairs::asked(w, &round, mentee)?;
        let present = alternatives::present(&question, &solved, mentee);
        let most = most.unwrap_or(5);
        // One more, since oneself is not told of.
        let found = alternatives::of_mentee(&mut question, &solved, mentee, most + 1)?;
        let mut named = vec![mentee];
        named.extend(present.map(|seat| seat.mentor));
        named.extend(found.iter().flat_map(|one| {
            let mut ids = costs::named(&one.cost);
            ids.push(one.mentor);
            ids
        }));
        let people = People::of(w, &named, &[])?;
        let mut items = found
            .iter()
            .map(|one| {
                Ok(RoundAlternative {
                    mentor: people.one(one.mentor)?,
                    points: one.points,
                    full: one.full,
                    cost: costs::view(w, &people, &one.cost)?,
                })
            })
            .collect::<Result<Vec<_>, Problem>>()?;
        items.retain(|one| w.caller.person() != Some(one.mentor.person_id));
        items.truncate(most);
        Ok(RoundAlternatives {
            mentee: people.one(mentee)?,
            present_mentor: costs::seat(&people, present)?,
            items,
        })
    })
    .await
}
