//! How far the reviewers of an opening agree.

use actix_web::get;
use evidence::{Agreement, Interval, Statistic};
use serde::Serialize;
use utoipa::ToSchema;

use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::DecideApplications;
use crate::platform::db::Id;
use crate::platform::input::PathId;
use crate::platform::reply::Answer;
use crate::recruitment::queries;
use crate::recruitment::service::{self, Sight};

crate::text_enum! {
    /// Why there is no figure.
    pub enum NoAgreement {
        /// Nobody has scored anything.
        NoScores = "no_scores",
        /// Fewer than two applications have two scores.
        TooFewScores = "too_few_scores",
        /// All scores (or, for the mean of several, all applications) are equal: there is no difference to agree about.
        NoDifferences = "no_differences",
    }
}

impl From<evidence::statistic::Undefined> for NoAgreement {
    fn from(reason: evidence::statistic::Undefined) -> Self {
        use evidence::statistic::Undefined;
        match reason {
            Undefined::NoAnswers => Self::NoScores,
            Undefined::ConstantAnswers => Self::NoDifferences,
            Undefined::OneAnswer
            | Undefined::TooFewAnswers
            | Undefined::TooFewItems
            | Undefined::EmptyDenominator => Self::TooFewScores,
        }
    }
}

/// An interval of 95 %.
#[derive(Serialize, ToSchema)]
pub struct AgreementInterval {
    #[schema(example = 0.21)]
    low: f64,
    #[schema(example = 0.58)]
    high: f64,
}

/// One intraclass correlation.
#[derive(Serialize, ToSchema)]
pub struct IntraclassCorrelation {
    /// At most 1, which is perfect agreement. About 0 or below, two reviewers of one application agree no more than reviewers
    /// of different ones. `null` when it cannot be computed.
    #[schema(example = 0.42)]
    value: Option<f64>,
    /// Why there is no value.
    #[schema(example = json!(null))]
    undefined: Option<NoAgreement>,
    /// `null` without a value, with perfect agreement, and when all applications have the same mean.
    interval: Option<AgreementInterval>,
    /// Which variant, with its source.
    #[schema(
        example = "ICC(1,1), one-way random effects, one rating (Shrout & Fleiss, 1979; McGraw & Wong, 1996); interval by F"
    )]
    method: String,
    definition: String,
}

impl From<Statistic> for IntraclassCorrelation {
    fn from(figure: Statistic) -> Self {
        Self {
            value: figure.estimate.value(),
            undefined: match figure.estimate {
                evidence::Estimate::Undefined { reason } => Some(reason.into()),
                evidence::Estimate::Value(_) => None,
            },
            interval: match figure.interval {
                Interval::Bounds { low, high, .. } => Some(AgreementInterval { low, high }),
                Interval::Undefined { .. } | Interval::NotOffered => None,
            },
            method: figure.method,
            definition: figure.definition,
        }
    }
}

/// Agreement on one criterion, or on the weighted total.
#[derive(Serialize, ToSchema)]
pub struct AgreementFigures {
    /// `null` for the weighted total.
    criterion_id: Option<Id>,
    #[schema(example = "experience")]
    code: Option<String>,
    /// Applications with two scores or more: those that the figures rest on.
    #[schema(example = 24)]
    applications: u64,
    /// Scores of these applications; for the total, reviews that score every criterion.
    #[schema(example = 53)]
    scores: u64,
    /// Applications with one score or none, left out.
    #[schema(example = 2)]
    applications_left_out: u64,
    /// Fewest and most scores of one application; `null` without any.
    #[schema(example = 2)]
    reviewers_least: Option<u64>,
    #[schema(example = 3)]
    reviewers_most: Option<u64>,
    /// Reviewers per application for the formulas: (N - sum of k^2 / N) / (n - 1). `null` below two applications.
    #[schema(example = 2.2)]
    k0: Option<f64>,
    /// The interval is approximate, since applications have different numbers of scores and k0 stands for k.
    approximate: bool,
    /// ICC(1,1): how far one reviewer's score tells what another's would be.
    one_reviewer: IntraclassCorrelation,
    /// ICC(1,k): the same for the mean of k0 reviewers, which the ranking uses.
    mean_of_reviewers: IntraclassCorrelation,
}

impl AgreementFigures {
    fn of(criterion: Option<(Id, String)>, agreement: Agreement) -> Self {
        let (criterion_id, code) = criterion.unzip();
        Self {
            criterion_id,
            code,
            applications: agreement.targets,
            scores: agreement.ratings,
            applications_left_out: agreement.targets_left_out,
            reviewers_least: agreement.raters.map(|(least, _)| least),
            reviewers_most: agreement.raters.map(|(_, most)| most),
            k0: agreement.k0,
            approximate: agreement.raters.is_some_and(|(least, most)| least != most),
            one_reviewer: agreement.single.into(),
            mean_of_reviewers: agreement.average.into(),
        }
    }
}

/// How far an opening's reviewers agree.
#[derive(Serialize, ToSchema)]
pub struct OpeningAgreement {
    /// You have a review of this opening to write yourself: figures are shown after your last one.
    withheld: bool,
    /// One for each criterion, in order; empty while withheld.
    criteria: Vec<AgreementFigures>,
    /// Of the weighted totals, over the reviews that score every criterion; `null` while withheld.
    total: Option<AgreementFigures>,
}

/// Tell how far the reviewers of an opening agree
///
/// Intraclass correlation, since scores are compared and not only ranks; one-way random, since reviewers differ from
/// application to application, so that hard and soft markers count as disagreement. Intervals of 95 % by F. Decided and
/// withdrawn applications count too.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("decide_applications"))),
    params(("id" = Id, Path, description = "The opening")),
    responses((status = 200, description = "Agreement", body = OpeningAgreement)))]
#[get("/openings/{id}/agreement")]
pub async fn get_opening_agreement(auth: Authorized<DecideApplications>, id: PathId) -> Answer {
    auth.view(move |w| {
        let opening = service::find_opening(w, id.0)?;
        let applications = queries::applications_of(w.conn, opening.id)?;
        if Sight::of(w, &opening)?.owes_a_review(&applications) {
            return Ok(OpeningAgreement { withheld: true, criteria: Vec::new(), total: None });
        }
        let criteria = queries::list_criteria(w.conn, opening.id)?;
        let scored = service::scores(w, opening.id, &applications)?;
        let (by_criterion, total) = service::agreement(&criteria, &scored)?;
        let named = criteria.into_iter().map(|criterion| Some((criterion.id, criterion.code)));
        Ok(OpeningAgreement {
            withheld: false,
            criteria: named.zip(by_criterion).map(|(of, figure)| AgreementFigures::of(of, figure)).collect(),
            total: Some(AgreementFigures::of(None, total)),
        })
    })
    .await
}
