//! Who could take a place in an open circle.

use actix_web::get;
use serde::Serialize;
use utoipa::ToSchema;

use crate::identity;
use crate::matching::circles::service::candidates::{self, Candidate};
use crate::matching::rules::{CareerStage, EnrolmentRole};
use crate::network;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::RunRounds;
use crate::platform::db::Id;
use crate::platform::input::PathId;
use crate::platform::problem::{Problem, ProblemDocument};
use crate::platform::reply::Answer;
use crate::platform::work::Work;

/// Somebody whom a circle could ask.
#[derive(Serialize, ToSchema)]
pub struct CircleCandidate {
    enrolment_id: Id,
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
    region_id: Id,
    #[schema(example = "Great Lakes")]
    region_name: String,
    role: EnrolmentRole,
    career_stage: CareerStage,
    /// What a mentee would have of the circle, whole points; `null` of mentors.
    #[schema(example = 96)]
    points: Option<i64>,
}

/// Whom an open circle could ask now.
#[derive(Serialize, ToSchema)]
pub struct CircleCandidates {
    /// The first 20 mentors and the first 20 mentees, each first enrolled first; none of a role that is full.
    candidates: Vec<CircleCandidate>,
}

/// Look for people who could take a place in an open circle
///
/// Those who are ready, have a seat left, and whom no rule keeps from anybody who sits there. `POST /circles/{id}/places` asks one.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The circle")),
    responses((status = 200, description = "Whom it could ask", body = CircleCandidates),
        (status = 409, description = "The circle is not open, or one sits there oneself", body = ProblemDocument,
            content_type = "application/problem+json")))]
#[get("/circles/{id}/candidates")]
pub async fn list_circle_candidates(auth: Authorized<RunRounds>, id: PathId) -> Answer {
    auth.view(move |w| {
        let found = candidates::of(w, id.0)?;
        Ok(CircleCandidates { candidates: views(w, found)? })
    })
    .await
}

fn views(work: &mut Work<'_>, found: Vec<Candidate>) -> Result<Vec<CircleCandidate>, Problem> {
    let people: Vec<Id> = found.iter().map(|one| one.enrolment.person_id).collect();
    let names = identity::person_names(work.conn, &people)?;
    let regions = network::region_names(work.conn)?;
    let view = |one: Candidate| CircleCandidate {
        enrolment_id: one.enrolment.id,
        person_id: one.enrolment.person_id,
        person_name: names.get(&one.enrolment.person_id).cloned().unwrap_or_default(),
        region_id: one.enrolment.region_id,
        region_name: regions.get(&one.enrolment.region_id).cloned().unwrap_or_default(),
        role: one.enrolment.role,
        career_stage: one.enrolment.career_stage,
        points: one.parts.map(|parts| parts / matcher::circles::PARTS),
    };
    Ok(found.into_iter().map(view).collect())
}
