//! The ranking of an opening's applications.

use std::collections::HashMap;

use actix_web::get;
use serde::Serialize;
use utoipa::ToSchema;

use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::DecideApplications;
use crate::platform::db::Id;
use crate::platform::input::PathId;
use crate::platform::reply::Answer;
use crate::recruitment::queries;
use crate::recruitment::rules::{self, ApplicationState, Ranked, Scored};
use crate::recruitment::service;

#[derive(Serialize, ToSchema)]
pub struct CriterionMeanView {
    criterion_id: Id,
    #[schema(example = "experience")]
    code: String,
    /// 1 to 5, over those who scored it; `null` when nobody did.
    #[schema(example = 4.5)]
    mean: Option<f64>,
    n: usize,
}

/// One application in the ranking.
#[derive(Serialize, ToSchema)]
pub struct RankedApplication {
    application_id: Id,
    #[schema(example = "Ana Flores")]
    name: String,
    state: ApplicationState,
    /// 1 is best; equal means share a rank and the next is left out (1, 2, 2, 4). `null` without scores.
    #[schema(example = 1)]
    rank: Option<usize>,
    tied: bool,
    /// 1 to 5: the mean of the criteria's means, by their weights. `null` without scores.
    #[schema(example = 4.2)]
    weighted_mean: Option<f64>,
    /// Reviews written.
    reviews: usize,
    /// Reviews asked for.
    assigned: usize,
    /// Scores asked for and not given (yet).
    missing_scores: usize,
    criteria: Vec<CriterionMeanView>,
    /// You are asked for a review of this one yourself: figures are shown after your own.
    withheld: bool,
}

#[derive(Serialize, ToSchema)]
pub struct Ranking {
    items: Vec<RankedApplication>,
    next_cursor: Option<String>,
}

/// Rank an opening's applications by their reviews
///
/// A criterion's mean is taken over the reviewers who scored it; the weighted mean over the criteria
/// that anybody scored. Withdrawn applications are left out.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The opening")),
    responses((status = 200, description = "Best first, those without scores last", body = Ranking)))]
#[get("/openings/{id}/ranking")]
pub async fn get_opening_ranking(auth: Authorized<DecideApplications>, id: PathId) -> Answer {
    auth.view(move |w| {
        let opening = service::find_opening(w, id.0)?;
        let criteria = queries::list_criteria(w.conn, opening.id)?;
        let assignments = queries::assignments_of_opening(w.conn, opening.id)?;
        let applications: HashMap<Id, _> = queries::applications_of(w.conn, opening.id)?
            .into_iter()
            .filter(|a| a.state != ApplicationState::Withdrawn)
            .map(|a| (a.id, a))
            .collect();
        let mut ids: Vec<Id> = applications.keys().copied().collect();
        ids.sort_unstable();
        let reviews = queries::reviews_of(w.conn, &ids)?;
        let scores = queries::scores_of(w.conn, &reviews.iter().map(|r| r.id).collect::<Vec<_>>())?;
        let scored: Vec<Scored> = ids
            .iter()
            .map(|id| Scored {
                application: *id,
                assigned: assignments.iter().filter(|(a, _)| a == id).count(),
                reviews: reviews
                    .iter()
                    .filter(|r| r.application_id == *id)
                    .map(|r| scores.get(&r.id).cloned().unwrap_or_default())
                    .collect(),
            })
            .collect();
        let weights: Vec<(Id, i32)> = criteria.iter().map(|c| (c.id, c.weight)).collect();
        let codes: HashMap<Id, &str> = criteria.iter().map(|c| (c.id, c.code.as_str())).collect();
        let items = rules::ranking(&weights, &scored)
            .into_iter()
            .filter_map(|ranked| {
                let application = applications.get(&ranked.application)?;
                let visible = service::may_see_reviews(w.caller, &assignments, &reviews, ranked.application);
                Some(ranked_view(ranked, &application.name, application.state, &codes, visible))
            })
            .collect();
        Ok(Ranking { items, next_cursor: None })
    })
    .await
}

fn ranked_view(
    ranked: Ranked,
    name: &str,
    state: ApplicationState,
    codes: &HashMap<Id, &str>,
    visible: bool,
) -> RankedApplication {
    RankedApplication {
        application_id: ranked.application,
        name: name.to_owned(),
        state,
        rank: ranked.rank.filter(|_| visible),
        tied: ranked.tied && visible,
        weighted_mean: ranked.weighted_mean.filter(|_| visible),
        reviews: ranked.reviews,
        assigned: ranked.assigned,
        missing_scores: ranked.missing_scores,
        criteria: ranked
            .criteria
            .into_iter()
            .filter(|_| visible)
            .map(|c| CriterionMeanView {
                code: codes.get(&c.criterion).map(|code| (*code).to_owned()).unwrap_or_default(),
                criterion_id: c.criterion,
                mean: c.mean,
                n: c.n,
            })
            .collect(),
        withheld: !visible,
    }
}
