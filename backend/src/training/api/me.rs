//! One's own training.

use std::collections::HashMap;

use actix_web::get;
use serde::Serialize;
use utoipa::ToSchema;

use super::cohorts::{CohortMemberView, CohortView, member_views, views};
use super::sessions::TrainingSessionView;
use crate::platform::auth::permissions::ViewTraining;
use crate::platform::auth::{Authorized, Scope};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::reply::Answer;
use crate::platform::work::Work;
use crate::training::queries;
use crate::training::rules::AttendanceState;
use crate::training::service;

/// A session, and whether one was there.
#[derive(Serialize, ToSchema)]
pub struct MyTrainingSessionView {
    #[serde(flatten)]
    session: TrainingSessionView,
    /// `null`: not recorded (yet).
    attendance: Option<AttendanceState>,
}

/// One cohort that the signed-in person belongs to.
#[derive(Serialize, ToSchema)]
pub struct MyCohortView {
    cohort: CohortView,
    /// One's own place, with what is done and what is open.
    member: CohortMemberView,
    /// In the order of time.
    sessions: Vec<MyTrainingSessionView>,
}

#[derive(Serialize, ToSchema)]
pub struct MyTraining {
    items: Vec<MyCohortView>,
    next_cursor: Option<String>,
}

fn my_training(work: &mut Work<'_>) -> Result<MyTraining, Problem> {
    let me = work.caller.require_person()?;
    let mut items = Vec::new();
    for membership in queries::memberships(work.conn, me)? {
        let cohort = service::find_cohort(work, membership.cohort_id)?;
        let attended: HashMap<Id, AttendanceState> = queries::attendance_of_cohort(work.conn, cohort.id)?
            .into_iter()
            .filter(|row| row.member_id == membership.id)
            .map(|row| (row.session_id, row.state))
            .collect();
        let sessions = queries::list_sessions(work.conn, cohort.id)?
            .into_iter()
            .map(|row| MyTrainingSessionView {
                attendance: attended.get(&row.id).copied(),
                session: row.into(),
            })
            .collect();
        let member = member_views(work, cohort.id, vec![membership])?.pop();
        let cohort = views(work, vec![cohort])?.pop();
        if let (Some(cohort), Some(member)) = (cohort, member) {
            items.push(MyCohortView { cohort, member, sessions });
        }
    }
    Ok(MyTraining { items, next_cursor: None })
}

/// Read one's own training: cohorts, sessions, attendance and what is open
#[utoipa::path(tag = "Training", extensions(("x-permission" = json!("view_training"))),
    responses((status = 200, description = "One's own training, the newest cohort first", body = MyTraining)))]
#[get("/me/training")]
pub async fn get_my_training(auth: Authorized<ViewTraining>) -> Answer {
    // Only as oneself, whatever else one's grants reach.
    auth.view(|w| {
        let own = Scope { own: w.scope.own, ..Scope::default() };
        w.with_scope(&own, my_training)
    })
    .await
}
