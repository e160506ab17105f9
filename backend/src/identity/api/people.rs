//! People, as those who administer see them, and invitations.

use actix_web::{get, patch, post};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::account::known_time_zone;
use crate::identity::queries::{self, PeopleFilter, Person};
use crate::identity::service::{self, NewAccount};
use crate::platform::auth::permissions::{ChangePeople, InvitePeople, ViewPeople};
use crate::platform::auth::{Authorized, Role, ScopeKind};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, Valid, present};
use crate::platform::pagination::{Page, window};
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::reply::{Answer, Reply, Versioned};

#[derive(Serialize, ToSchema)]
pub struct PersonView {
    id: Id,
    name: String,
    email: String,
    time_zone: String,
    locale: String,
    region_id: Option<Id>,
    jurisdiction: Option<String>,
    institution_id: Option<Id>,
    /// Has chosen a password.
    signed_up: bool,
    disabled: bool,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for PersonView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<Person> for PersonView {
    fn from(person: Person) -> Self {
        Self {
            id: person.id,
            name: person.name,
            email: person.email,
            time_zone: person.time_zone,
            locale: person.locale,
            region_id: person.region_id,
            jurisdiction: person.jurisdiction,
            institution_id: person.institution_id,
            signed_up: person.password_hash.is_some(),
            disabled: person.disabled_at.is_some(),
            created_at: utc(person.created_at),
            version: person.version,
        }
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPeople {
    /// Part of a name or an email address.
    #[validate(length(max = 100))]
    q: Option<String>,
    /// Who holds this role anywhere.
    role: Option<Role>,
    region_id: Option<Id>,
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List people, by name
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("view_people"))), params(ListPeople),
    responses((status = 200, description = "People", body = Page<PersonView>)))]
#[get("/people")]
pub async fn list_people(auth: Authorized<ViewPeople>, query: Params<ListPeople>) -> Answer {
    auth.list(move |w| {
        let query = query.0;
        let window = window(w.cursors, "people", query.cursor.as_deref(), query.limit)?;
        let filter = PeopleFilter {
            words: query.q,
            role: query.role,
            region: query.region_id,
            today: w.now.date_naive(),
        };
        let rows = queries::list_people(w.conn, w.scope, &filter, &window)?;
        window.page(w.cursors, "people", rows, |p| (p.name.clone(), p.id), PersonView::from)
    })
    .await
}

/// Read a person
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("view_people"))),
    params(("id" = Id, Path, description = "The person")),
    responses((status = 200, description = "The person", body = PersonView)))]
#[get("/people/{id}")]
pub async fn get_person(auth: Authorized<ViewPeople>, id: PathId) -> Answer {
    auth.show(move |w| {
        queries::find_person(w.conn, w.scope, id.0)?
            .map(PersonView::from)
            .ok_or_else(|| Problem::not_found("person"))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdatePerson {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(min = 1, max = 200))]
    #[schema(value_type = String, required = false)]
    name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(custom(function = "known_time_zone"))]
    #[schema(value_type = String, required = false)]
    time_zone: Option<String>,
    /// Also the same again, which says that it takes mail although one came back.
    #[serde(default, deserialize_with = "present")]
    #[validate(email, length(max = 254))]
    #[schema(value_type = String, required = false, format = "email", max_length = 254, example = "ana@library.example")]
    email: Option<String>,
    /// A disabled person cannot sign in; nothing is deleted.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    disabled: Option<bool>,
}

/// Change a person's name, address or time zone, or disable the account
///
/// With another address the person signs in with that one, and is told at both; who was invited at the one before and has not
/// signed
/// up is invited anew. An address that somebody else has is a 422 (`taken`).
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("change_people"))),
    params(("id" = Id, Path, description = "The person")),
    request_body = UpdatePerson,
    responses((status = 200, description = "The changed person", body = PersonView)))]
#[patch("/people/{id}")]
pub async fn update_person(auth: Authorized<ChangePeople>, id: PathId, body: Valid<UpdatePerson>) -> Answer {
    auth.change(move |w, expected| {
        let mut person =
            queries::find_person(w.conn, w.scope, id.0)?.ok_or_else(|| Problem::not_found("person"))?;
        expected.check(person.version)?;
        let UpdatePerson { name, time_zone, email, disabled } = body.value;
        if disabled == Some(true) && w.caller.person() == Some(person.id) {
            return Err(Problem::conflict("Nobody can disable their own account."));
        }
        person.name = name.unwrap_or(person.name);
        person.time_zone = time_zone.unwrap_or(person.time_zone);
        let address_before = match email {
            Some(email) => service::correct_address(w, &mut person, &email)?,
            None => None,
        };
        if let Some(disabled) = disabled {
            person.disabled_at = disabled.then(|| w.stamp());
        }
        person.updated_at = w.stamp();
        person.version += 1;
        queries::update_person(w.conn, &person)?;
        if person.disabled_at.is_some() {
            let now = w.stamp();
            queries::revoke_sessions(w.conn, person.id, None, now)?;
        }
        w.record(Change::new("person.updated", person.id).in_region(person.region_id))?;
        if let Some(before) = address_before {
            service::address_corrected(w, &person, &before)?;
        }
        Reply::updated(&PersonView::from(person))
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateInvitation {
    #[validate(length(min = 1, max = 200))]
    #[schema(example = "Ana Flores")]
    name: String,
    #[validate(email, length(max = 254))]
    #[schema(example = "ana@library.example")]
    email: String,
    role: Role,
    scope_kind: ScopeKind,
    /// Needed unless `scope_kind` is `network`.
    scope_id: Option<Id>,
}

/// Invite a person to the network, with a role
///
/// Mails a link to choose a password. A person who has an account keeps it and is granted the role.
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!("invite_people"))),
    request_body = CreateInvitation,
    responses((status = 201, description = "Invited", body = PersonView)))]
#[post("/invitations")]
pub async fn create_invitation(auth: Authorized<InvitePeople>, body: Valid<CreateInvitation>) -> Answer {
    auth.post(body, |w, body| {
        if body.role == Role::Admin && !w.caller.grants.iter().any(|g| g.role == Role::Admin) {
            return Err(Problem::forbidden("Only an administrator can invite an administrator."));
        }
        let person = match service::person_by_email(w, &body.email)? {
            Some(person) => person,
            None => service::create_account(
                w,
                NewAccount {
                    name: &body.name,
                    email: &body.email,
                    password_hash: None,
                    institution: None,
                    jurisdiction: None,
                    region: body.scope_id.filter(|_| body.scope_kind == ScopeKind::Region),
                    time_zone: "America/New_York",
                },
            )?,
        };
        service::grant_role(w, person, body.role, body.scope_kind, body.scope_id)?;
        let account = queries::get_person(w.conn, person)?;
        if account.password_hash.is_none() {
            service::invite_account(w, person)?;
        }
        Reply::created(&format!("/people/{person}"), &PersonView::from(account))
    })
    .await
}
