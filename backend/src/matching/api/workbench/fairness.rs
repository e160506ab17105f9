//! How evenly a round serves people.

use actix_web::get;
use serde::Serialize;
use utoipa::ToSchema;

use super::rows::{self, RoundProposal};
use crate::matching::queries::workbench::rows::{RowFilter, by_points};
use crate::matching::rules::RoundObjective;
use crate::matching::service::rounds;
use crate::matching::service::workbench::{self, fairness as service};
use crate::network;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::RunRounds;
use crate::platform::db::Id;
use crate::platform::input::PathId;
use crate::platform::pagination::Window;
use crate::platform::reply::Answer;

/// Figures of the mentees whom one may see, somebody without a mentor counted with 0 points.
#[derive(Serialize, ToSchema)]
pub struct FairnessFigures {
    people: usize,
    unmatched: usize,
    /// The fewest points of somebody with a mentor; `null` when there is nobody.
    #[schema(example = 31)]
    worst_served: Option<u32>,
    /// The 10th, 25th, 50th, 75th and 90th percentile: the value at rank `ceil(p * n)`.
    #[schema(example = json!([40, 52, 61, 72, 80]))]
    quantiles: Vec<u32>,
    #[schema(example = 60.1)]
    mean: f64,
    /// The Gini coefficient: 0 when all have the same, towards 1 when one has everything.
    #[schema(example = 0.14)]
    gini: f64,
}

impl From<&matcher::Fairness> for FairnessFigures {
    fn from(all: &matcher::Fairness) -> Self {
        Self {
            people: all.people,
            unmatched: all.unmatched,
            worst_served: all.worst_served,
            quantiles: all.quantiles.to_vec(),
            mean: all.mean,
            gini: all.gini,
        }
    }
}

/// The figures of a class of mentees.
#[derive(Serialize, ToSchema)]
pub struct FairnessOfClass {
    /// A word, or the id of a region.
    #[schema(example = "public")]
    class: String,
    #[schema(example = "public")]
    name: String,
    figures: FairnessFigures,
}

/// What the objective gives up of the most total fit, and what for; of the whole round.
#[derive(Serialize, ToSchema)]
pub struct ObjectivePrice {
    points: u64,
    most_points: u64,
    given_up: i64,
    share: f64,
    /// How many more have a mentor.
    more_matched: i64,
    worst_served: Option<u32>,
    worst_served_by_fit: Option<u32>,
}

/// How evenly a round serves people.
#[derive(Serialize, ToSchema)]
pub struct RoundFairness {
    all: FairnessFigures,
    by_setting: Vec<FairnessOfClass>,
    by_career_stage: Vec<FairnessOfClass>,
    by_region: Vec<FairnessOfClass>,
    objective: RoundObjective,
    /// `null` when the round is not ready any more.
    price: Option<ObjectivePrice>,
    /// The ten pairs with the fewest points.
    worst: Vec<RoundProposal>,
}

/// Read how evenly a round serves people
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The round")),
    responses((status = 200, description = "Of all mentees of one's regions, and by setting, stage and region",
        body = RoundFairness)))]
#[get("/rounds/{id}/fairness")]
pub async fn get_round_fairness(auth: Authorized<RunRounds>, id: PathId) -> Answer {
    auth.view(move |w| {
        let round = rounds::find_round(w, id.0)?;
        let classes = service::by_class(w, &round)?;
        // A question that cannot be answered any more has no price; the figures stand all the same.
        let price = if workbench::is_editable(w, &round)? { service::price(w, &round).ok() } else { None };
        let regions = network::region_names(w.conn)?;
        let window = Window { after: None, limit: 9 };
        let worst = by_points(w.conn, w.scope, round.id, &RowFilter::default(), true, &window)?;
        let words = |classes: &[(String, matcher::Fairness)]| {
            classes
                .iter()
                .map(|(class, all)| FairnessOfClass {
                    class: class.clone(),
                    name: class.clone(),
                    figures: all.into(),
                })
                .collect()
        };
        Ok(RoundFairness {
            all: (&classes.all).into(),
            by_setting: words(&classes.by_setting),
            by_career_stage: words(&classes.by_career_stage),
            by_region: classes
                .by_region
                .iter()
                .map(|(region, all)| FairnessOfClass {
                    class: region.to_string(),
                    name: regions.get(region).cloned().unwrap_or_default(),
                    figures: all.into(),
                })
                .collect(),
            objective: round.objective,
            price: price.map(|price| ObjectivePrice {
                points: price.points,
                most_points: price.most_points,
                given_up: price.given_up,
                share: price.share,
                more_matched: price.more_matched,
                worst_served: price.worst_served,
                worst_served_by_fit: price.worst_served_by_fit,
            }),
            worst: rows::views(w, worst)?,
        })
    })
    .await
}
