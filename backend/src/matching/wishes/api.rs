//! The confidential page of one's own enrolment.

use actix_web::{get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::{Confidential, Wish};
use crate::identity;
use crate::matching::queries::enrolments::EnrolmentRow;
use crate::matching::rules::{EnrolmentRole, MOST_EXCLUSIONS};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::KeepOwnWishes;
use crate::platform::db::Id;
use crate::platform::input::{PathId, Valid};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// Somebody with whom one is not to be matched.
#[derive(Serialize, ToSchema)]
pub struct ExcludedPerson {
    person_id: Id,
    #[schema(example = "Ana Flores")]
    person_name: String,
}

/// What one's own enrolment keeps to itself. Nobody else ever reads it.
#[derive(Serialize, ToSchema)]
pub struct WishesView {
    enrolment_id: Id,
    /// Of a mentee: what the mentor should share. Of a mentor: what one is willing to be matched on.
    role: EnrolmentRole,
    #[schema(example = json!(["first_generation", "second_career"]))]
    wishes: Vec<Wish>,
    excluded_people: Vec<ExcludedPerson>,
    /// Made of what is saved here; 0 when nothing is.
    version: i64,
}

impl Versioned for WishesView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn view(work: &mut Work<'_>, row: &EnrolmentRow, said: Confidential) -> Result<WishesView, Problem> {
    let names = identity::person_names(work.conn, &said.excluded)?;
    Ok(WishesView {
        enrolment_id: row.id,
        role: row.role,
        version: said.version(),
        wishes: said.wishes,
        excluded_people: said
            .excluded
            .into_iter()
            .map(|person_id| ExcludedPerson {
                person_id,
                person_name: names.get(&person_id).cloned().unwrap_or_default(),
            })
            .collect(),
    })
}

/// Read one's own sensitive wishes and exclusions
///
/// For the person alone: to coordinators, the task force and administrators the page of somebody else does not exist. Nothing
/// saved and never saved are the same.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("keep_own_wishes"))),
    params(("id" = Id, Path, description = "One's own enrolment")),
    responses((status = 200, description = "What it keeps to itself", body = WishesView)))]
#[get("/enrolments/{id}/wishes")]
pub async fn get_wishes(auth: Authorized<KeepOwnWishes>, id: PathId) -> Answer {
    auth.show(move |w| {
        let (row, said) = super::read_own(w, id.0)?;
        view(w, &row, said)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutWishes {
    /// Of a mentee: what the mentor should share. Of a mentor: what one is willing to be matched on. An empty list says as
    /// little as never having answered.
    #[validate(length(max = 13))]
    #[schema(max_items = 13, example = json!(["first_generation"]))]
    wishes: Vec<Wish>,
    /// Whom one must not be matched with.
    #[validate(length(max = MOST_EXCLUSIONS))]
    #[schema(max_items = 50, example = json!([]))]
    excluded_person_ids: Vec<Id>,
}

/// Save one's own sensitive wishes and exclusions
///
/// They are used for matching alone, never shown to anybody else, never part of a reason, a preview, a displayed score, an
/// export or an event, and deleted when the enrolment is withdrawn or its cycle closes. How much a wish counts is
/// `confidential_wishes` of the policy; points that are shown hold nothing of it.
///
/// `first_generation`: among the first of the family to study. `second_career`: came to libraries from another career.
/// `parent`: raises children. `family_carer`: cares for a relative or a friend. `veteran`: served in the armed forces.
/// `disability`: lives with a disability or a chronic illness. `neurodivergent`: is neurodivergent. `lgbtq`: is LGBTQ+.
/// `race_or_ethnicity`: is Black, Indigenous or a person of color. `immigrant`: came from another country.
/// `language_at_home`: grew up with another language than English. `rural`: lives or works in a rural place.
/// `faith`: faith is part of everyday life.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("keep_own_wishes"))),
    params(("id" = Id, Path, description = "One's own enrolment")), request_body = PutWishes,
    responses((status = 200, description = "Saved", body = WishesView)))]
#[put("/enrolments/{id}/wishes")]
pub async fn put_wishes(auth: Authorized<KeepOwnWishes>, id: PathId, body: Valid<PutWishes>) -> Answer {
    auth.change(move |w, expected| {
        let (row, before) = super::read_own(w, id.0)?;
        expected.check(before.version())?;
        let PutWishes { wishes, excluded_person_ids } = body.value;
        super::save_own(w, &row, &Confidential { wishes, excluded: excluded_person_ids })?;
        let (row, said) = super::read_own(w, id.0)?;
        Reply::updated(&view(w, &row, said)?)
    })
    .await
}
