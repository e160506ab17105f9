//! Where people work: the history of a person, who is at an institution, and moves between institutions.

use actix_web::{get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::identity;
use crate::network::affiliations::queries::AffiliationRow;
use crate::network::affiliations::{self, Going, Outlook};
use crate::network::queries;
use crate::platform::auth::permissions::{MovePeople, ViewAffiliations, ViewPeople};
use crate::platform::auth::{Authorized, Permission};
use crate::platform::db::Id;
use crate::platform::fields::plausible_day;
use crate::platform::input::{Params, PathId, Valid};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::{Problem, ProblemDocument};
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// A person at an institution, from a day until a day.
#[derive(Serialize, ToSchema)]
pub struct AffiliationView {
    id: Id,
    person_id: Id,
    person_name: String,
    institution_id: Id,
    institution_name: String,
    since: NaiveDate,
    /// The day on which they were there no more; `null` while they are.
    until: Option<NaiveDate>,
    /// `null` for what was known when the account was made.
    recorded_by: Option<Id>,
    recorded_by_name: Option<String>,
}

fn views(work: &mut Work<'_>, rows: Vec<AffiliationRow>) -> Result<Vec<AffiliationView>, Problem> {
    let people: Vec<Id> =
        rows.iter().flat_map(|row| [Some(row.person_id), row.recorded_by]).flatten().collect();
    let names = identity::person_names(work.conn, &people)?;
    let places: Vec<Id> = rows.iter().map(|row| row.institution_id).collect();
    let places = queries::institution_names(work.conn, &places)?;
    let name = |id: &Id| names.get(id).cloned();
    Ok(rows
        .into_iter()
        .map(|row| AffiliationView {
            person_name: name(&row.person_id).unwrap_or_default(),
            institution_name: places.get(&row.institution_id).cloned().unwrap_or_default(),
            recorded_by_name: row.recorded_by.as_ref().and_then(name),
            id: row.id,
            person_id: row.person_id,
            institution_id: row.institution_id,
            since: row.since,
            until: row.until,
            recorded_by: row.recorded_by,
        })
        .collect())
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAffiliations {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List where a person works and worked, newest first
///
/// Everybody sees their own history; coordinators that of people in their region.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!(ViewAffiliations::NAME))),
    params(("id" = Id, Path, description = "The person"), ListAffiliations),
    responses((status = 200, description = "The history", body = Page<AffiliationView>)))]
#[get("/people/{id}/institutions")]
pub async fn list_affiliations(
    auth: Authorized<ViewAffiliations>,
    id: PathId,
    query: Params<ListAffiliations>,
) -> Answer {
    auth.list(move |w| {
        let window = window::<Id>(w.cursors, "affiliations", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = affiliations::history(w, id.0, &window)?;
        let page = window.page(w.cursors, "affiliations", rows, |a| a.id, |a| a)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPeopleOfInstitution {
    /// `true` for who is there, `false` for who was; both unless told.
    present: Option<bool>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List who is or was at an institution, newest first
///
/// Of the people whom the caller may see: coordinators see those in their region.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!(ViewPeople::NAME))),
    params(("id" = Id, Path, description = "The institution"), ListPeopleOfInstitution),
    responses((status = 200, description = "People and from when until when", body = Page<AffiliationView>)))]
#[get("/institutions/{id}/people")]
pub async fn list_people_of_institution(
    auth: Authorized<ViewPeople>,
    id: PathId,
    query: Params<ListPeopleOfInstitution>,
) -> Answer {
    auth.list(move |w| {
        let ListPeopleOfInstitution { present, limit, cursor } = query.0;
        let window = window::<Id>(w.cursors, "people_of_institution", cursor.as_deref(), limit)?;
        let rows = affiliations::people_of(w, id.0, present, &window)?;
        let page = window.page(w.cursors, "people_of_institution", rows, |a| a.id, |a| a)?;
        Ok(Page { items: views(w, page.items)?, next_cursor: page.next_cursor })
    })
    .await
}

/// What a move between institutions changes, and what it leaves.
#[derive(Serialize, ToSchema)]
pub struct PersonMoveView {
    person_id: Id,
    /// Where the person is before the move; `null` for no institution.
    from_institution_id: Option<Id>,
    from_institution_name: Option<String>,
    /// The first day there, as far as it is known.
    from_since: Option<NaiveDate>,
    institution_id: Option<Id>,
    institution_name: Option<String>,
    from_region_id: Option<Id>,
    from_region_name: Option<String>,
    /// The region of the person from then on: the institution's, else the residence's, else the one before.
    region_id: Option<Id>,
    region_name: Option<String>,
    /// Enrolments in cycles that still take people: they go along if asked to.
    #[schema(minimum = 0)]
    enrolments_open: i64,
    /// Enrolments in cycles under way: they stay as they are.
    #[schema(minimum = 0)]
    enrolments_stay: i64,
    /// Open pairings: they stay with the region that is responsible for them.
    #[schema(minimum = 0)]
    pairings_stay: i64,
    /// Enrolments that went along; 0 in a preview.
    #[schema(minimum = 0)]
    enrolments_followed: i64,
    /// Of the person after the move.
    version: i64,
}

impl Versioned for PersonMoveView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn view(work: &mut Work<'_>, outlook: Outlook, followed: i64) -> Result<PersonMoveView, Problem> {
    let Outlook { before, after, hanging, present_since } = outlook;
    let places: Vec<Id> = [before.institution_id, after.institution_id].into_iter().flatten().collect();
    let places = queries::institution_names(work.conn, &places)?;
    let regions = queries::region_names(work.conn)?;
    let place = |id: Option<Id>| id.and_then(|id| places.get(&id).cloned());
    let region = |id: Option<Id>| id.and_then(|id| regions.get(&id).cloned());
    Ok(PersonMoveView {
        person_id: after.id,
        from_institution_name: place(before.institution_id),
        from_institution_id: before.institution_id,
        from_since: present_since,
        institution_name: place(after.institution_id),
        institution_id: after.institution_id,
        from_region_name: region(before.region_id),
        from_region_id: before.region_id,
        region_name: region(after.region_id),
        region_id: after.region_id,
        enrolments_open: hanging.enrolments_open,
        enrolments_stay: hanging.enrolments_under_way,
        pairings_stay: hanging.pairings,
        enrolments_followed: followed,
        version: after.version,
    })
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewPersonMove {
    /// Where they would go; absent for leaving without another.
    institution_id: Option<Id>,
}

/// Tell what a person's move to another institution would change
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!(MovePeople::NAME))),
    params(("id" = Id, Path, description = "The person"), PreviewPersonMove),
    responses((status = 200, description = "What would change and what would stay", body = PersonMoveView),
        (status = 422, description = "They cannot go there", body = ProblemDocument,
            content_type = "application/problem+json")))]
#[get("/people/{id}/institutions/preview")]
pub async fn preview_person_move(
    auth: Authorized<MovePeople>,
    id: PathId,
    query: Params<PreviewPersonMove>,
) -> Answer {
    auth.view(move |w| {
        let outlook = affiliations::outlook(w, id.0, query.0.institution_id)?;
        view(w, outlook, 0)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MovePerson {
    /// Where the caller saw the person; `null` or absent for no institution. When they are elsewhere by now, nothing happens: 409.
    from_institution_id: Option<Id>,
    /// Where they go; `null` or absent for leaving without another.
    institution_id: Option<Id>,
    /// The first day there: today or before, and not before the day on which they came to where they are. On that very day the
    /// new institution takes the place of the old one.
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2027-03-01")]
    moved_on: NaiveDate,
    /// Takes enrolments along in cycles that still take people. The others, and open pairings, always stay.
    #[serde(default)]
    #[schema(required = false)]
    with_enrolments: bool,
}

/// Move a person to another institution, on a day
///
/// Their region follows: the institution's, else the residence's. Open pairings and enrolments do not move unasked; the answer
/// counts them. Everybody may say where they work themselves; coordinators move people of their region.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!(MovePeople::NAME))),
    params(("id" = Id, Path, description = "The person")),
    request_body = MovePerson,
    responses((status = 201, description = "Moved", body = PersonMoveView)))]
#[post("/people/{id}/institutions")]
pub async fn move_person(auth: Authorized<MovePeople>, id: PathId, body: Valid<MovePerson>) -> Answer {
    auth.post(body, move |w, body| {
        let going = Going {
            person: id.0,
            from: body.from_institution_id,
            to: body.institution_id,
            on: body.moved_on,
            with_enrolments: body.with_enrolments,
        };
        let (outlook, followed) = affiliations::move_person(w, &going)?;
        Reply::created(&format!("/people/{}/institutions", id.0), &view(w, outlook, followed)?)
    })
    .await
}
