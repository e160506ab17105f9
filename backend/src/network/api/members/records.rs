//! An association's records of its members.

use actix_web::{get, patch, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::network::associations;
use crate::network::associations::members::figures::Participation;
use crate::network::associations::members::queries::{self, MemberFilter, MembershipRow};
use crate::network::associations::members::{self, MemberChanges, MembershipState, NewMember};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{ManageMembers, ViewMembers};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::{plausible_day, written};
use crate::platform::input::{Params, PathId, Valid, nullable, present};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// What a member takes part in now.
#[derive(Serialize, ToSchema)]
pub struct ParticipationView {
    /// Enrolled as a mentor in a cycle that is not closed.
    mentor: bool,
    mentee: bool,
    in_pairing: bool,
}

/// An association's record of a member: what it wrote down, and how the person answered.
#[derive(Serialize, ToSchema)]
pub struct MembershipView {
    id: Id,
    association_id: Id,
    /// The association's own member number.
    #[schema(example = "OLC-20417")]
    external_id: Option<String>,
    #[schema(example = "Ana Flores")]
    name: String,
    #[schema(example = "ana@library.example")]
    email: String,
    since: NaiveDate,
    /// The day on which it ended.
    until: Option<NaiveDate>,
    state: MembershipState,
    /// `null` unless the person lets the association see it.
    participation: Option<ParticipationView>,
    /// When the person was last asked by mail to confirm.
    invited_at: Option<DateTime<Utc>>,
    confirmed_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for MembershipView {
    const TELLS_OF_OTHERS: bool = true;

    fn version(&self) -> i64 {
        self.version
    }
}

impl MembershipView {
    fn of(row: MembershipRow, takes: &Participation) -> Self {
        let shared = row.shown();
        Self {
            id: row.id,
            association_id: row.association_id,
            external_id: row.external_id,
            name: row.name,
            email: row.email,
            since: row.since,
            until: row.until,
            state: row.state,
            participation: shared.map(|person| ParticipationView {
                mentor: takes.mentors.contains(&person),
                mentee: takes.mentees.contains(&person),
                in_pairing: takes.paired.contains(&person),
            }),
            invited_at: row.invited_at.map(utc),
            confirmed_at: row.confirmed_at.map(utc),
            created_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            version: row.version,
        }
    }

    fn read(work: &mut Work<'_>, row: MembershipRow) -> Result<Self, Problem> {
        let takes = queries::participation_of(work.conn, &members::sharing(std::slice::from_ref(&row)))?;
        Ok(Self::of(row, &takes))
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMembers {
    /// Part of a name, an address or a member number.
    #[validate(length(max = 100))]
    #[param(max_length = 100)]
    q: Option<String>,
    state: Option<MembershipState>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List an association's members, by name
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_members"))),
    params(("id" = Id, Path, description = "The association"), ListMembers),
    responses((status = 200, description = "Its records", body = Page<MembershipView>)))]
#[get("/associations/{id}/members")]
pub async fn list_members(auth: Authorized<ViewMembers>, id: PathId, query: Params<ListMembers>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let association = associations::kept_association(w, id.0)?.id;
        let window = window(w.cursors, "members", query.cursor.as_deref(), query.limit)?;
        let filter = MemberFilter { association: Some(association), words: query.q, state: query.state };
        let rows = queries::list_members(w.conn, w.scope, &filter, &window)?;
        let takes = queries::participation_of(w.conn, &members::sharing(&rows))?;
        window.page(
            w.cursors,
            "members",
            rows,
            |m| (m.name.clone(), m.id),
            |row| MembershipView::of(row, &takes),
        )
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateMember {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "Ana Flores")]
    name: String,
    #[validate(email, length(max = 254))]
    #[schema(max_length = 254, example = "ana@library.example")]
    email: String,
    /// The association's own member number.
    #[validate(length(max = 100))]
    #[schema(max_length = 100, example = "OLC-20417")]
    external_id: Option<String>,
    /// Today unless told.
    #[validate(custom(function = "plausible_day"))]
    since: Option<NaiveDate>,
}

/// Add a member, who is asked by mail to confirm
///
/// The answer is the same whether or not anybody in the network has this address. Nothing is joined to a person, and
/// nothing of a person is shown, before that person has confirmed.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("manage_members"))),
    params(("id" = Id, Path, description = "The association")),
    request_body = CreateMember,
    responses((status = 201, description = "Added and asked", body = MembershipView)))]
#[post("/associations/{id}/members")]
pub async fn create_member(auth: Authorized<ManageMembers>, id: PathId, body: Valid<CreateMember>) -> Answer {
    auth.post(body, move |w, body| {
        let new = NewMember {
            name: body.name,
            email: body.email,
            external_id: body.external_id,
            since: body.since,
        };
        let row = members::add_member(w, id.0, new)?;
        Reply::created(&format!("/memberships/{}", row.id), &MembershipView::read(w, row)?)
    })
    .await
}

/// How many were asked.
#[derive(Serialize, ToSchema)]
pub struct MembersInvited {
    #[schema(example = 120)]
    invited: usize,
}

/// Ask every member who has not been asked yet to confirm
///
/// For after an import, which mails nobody. Asks 500 at most; call it again for the others.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("manage_members"))),
    params(("id" = Id, Path, description = "The association")),
    responses((status = 200, description = "Asked", body = MembersInvited)))]
#[post("/associations/{id}/invite-members")]
pub async fn invite_members(auth: Authorized<ManageMembers>, id: PathId) -> Answer {
    auth.act(move |w| Reply::ok(&MembersInvited { invited: members::invite_all(w, id.0)? })).await
}

/// Read a membership
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("view_members"))),
    params(("id" = Id, Path, description = "The membership")),
    responses((status = 200, description = "The membership", body = MembershipView)))]
#[get("/memberships/{id}")]
pub async fn get_membership(auth: Authorized<ViewMembers>, id: PathId) -> Answer {
    auth.show(move |w| {
        let row = members::find_membership(w, id.0)?;
        MembershipView::read(w, row)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateMembership {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200, pattern = r"\S", example = "Ana Flores")]
    name: Option<String>,
    /// Until the person has answered. They are asked anew.
    #[serde(default, deserialize_with = "present")]
    #[validate(email, length(max = 254))]
    #[schema(value_type = String, required = false, max_length = 254, example = "ana@library.example")]
    email: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    #[validate(length(max = 100))]
    #[schema(value_type = Option<String>, max_length = 100, example = "OLC-20417")]
    external_id: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[validate(custom(function = "plausible_day"))]
    #[schema(value_type = NaiveDate, required = false)]
    since: Option<NaiveDate>,
}

/// Correct a membership
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("manage_members"))),
    params(("id" = Id, Path, description = "The membership")),
    request_body = UpdateMembership,
    responses((status = 200, description = "Corrected", body = MembershipView)))]
#[patch("/memberships/{id}")]
pub async fn update_membership(
    auth: Authorized<ManageMembers>,
    id: PathId,
    body: Valid<UpdateMembership>,
) -> Answer {
    auth.change(move |w, expected| {
        let UpdateMembership { name, email, external_id, since } = body.value;
        let changes = MemberChanges { name, email, external_id, since };
        let row = members::change_member(w, id.0, &expected, changes)?;
        Reply::updated(&MembershipView::read(w, row)?)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndMembership {
    /// Today or a day before.
    #[validate(custom(function = "plausible_day"))]
    #[schema(example = "2027-02-28")]
    ended_on: NaiveDate,
}

/// End a membership
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("manage_members"))),
    params(("id" = Id, Path, description = "The membership")),
    request_body = EndMembership,
    responses((status = 200, description = "Ended", body = MembershipView)))]
#[post("/memberships/{id}/end")]
pub async fn end_membership(
    auth: Authorized<ManageMembers>,
    id: PathId,
    body: Valid<EndMembership>,
) -> Answer {
    auth.post(body, move |w, body| {
        let row = members::end_membership(w, id.0, body.ended_on)?;
        Reply::updated(&MembershipView::read(w, row)?)
    })
    .await
}

/// Take an ended membership up again
///
/// Whoever left by themselves is asked to confirm anew; whoever declined is not asked again.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("manage_members"))),
    params(("id" = Id, Path, description = "The membership")),
    responses((status = 200, description = "Taken up again", body = MembershipView)))]
#[post("/memberships/{id}/reopen")]
pub async fn reopen_membership(auth: Authorized<ManageMembers>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = members::reopen_membership(w, id.0)?;
        Reply::updated(&MembershipView::read(w, row)?)
    })
    .await
}

/// Ask a member once more to confirm
///
/// Once a day at most. The earlier link ends.
#[utoipa::path(tag = "Network", extensions(("x-permission" = json!("manage_members"))),
    params(("id" = Id, Path, description = "The membership")),
    responses((status = 200, description = "Asked", body = MembershipView)))]
#[post("/memberships/{id}/invite")]
pub async fn invite_member(auth: Authorized<ManageMembers>, id: PathId) -> Answer {
    auth.act(move |w| {
        let row = members::invite_again(w, id.0)?;
        Reply::updated(&MembershipView::read(w, row)?)
    })
    .await
}
