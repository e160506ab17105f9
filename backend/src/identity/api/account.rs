//! One's own account and sessions.

use actix_web::{delete, get, patch};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use super::grants::GrantView;
use crate::identity::queries;
use crate::platform::auth::permissions::UseOwnAccount;
use crate::platform::auth::{Authorized, Permission, Principal, permissions};
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{PathId, Valid, present};
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// The signed-in person, with grants and what they permit.
#[derive(Serialize, ToSchema)]
pub struct MeView {
    id: Id,
    name: String,
    email: String,
    #[schema(example = "en")]
    locale: String,
    #[schema(example = "America/Chicago")]
    time_zone: String,
    region_id: Option<Id>,
    grants: Vec<GrantView>,
    /// The names of the permissions that the grants carry, anywhere.
    permissions: Vec<&'static str>,
    version: i64,
}

impl Versioned for MeView {
    fn version(&self) -> i64 {
        self.version
    }
}

fn me(work: &mut Work<'_>) -> Result<MeView, Problem> {
    let person = queries::get_person(work.conn, work.caller.require_person()?)?;
    let today = work.now.date_naive();
    let grants = queries::list_grants(work.conn, today, Some(person.id), None, 200)?;
    let grants = grants.into_iter().map(|grant| GrantView::of(work, grant)).collect::<Result<Vec<_>, _>>()?;
    let permissions = permissions::ALL
        .iter()
        .filter(|entry| entry.audience.scope_of(work.caller).is_some())
        .map(|entry| entry.name)
        .collect();
    Ok(MeView {
        id: person.id,
        name: person.name,
        email: person.email,
        locale: person.locale,
        time_zone: person.time_zone,
        region_id: person.region_id,
        grants,
        permissions,
        version: person.version,
    })
}

/// Read the signed-in person, grants and permissions
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!(UseOwnAccount::NAME))),
    responses((status = 200, description = "The signed-in person", body = MeView)))]
#[get("/me")]
pub async fn get_me(auth: Authorized<UseOwnAccount>) -> Answer {
    auth.show(me).await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateMe {
    #[serde(default, deserialize_with = "present")]
    #[validate(length(min = 1, max = 200))]
    #[schema(value_type = String, required = false, example = "Ana Flores")]
    name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[validate(custom(function = "known_locale"))]
    #[schema(value_type = String, required = false, example = "es")]
    locale: Option<String>,
    /// An IANA time zone.
    #[serde(default, deserialize_with = "present")]
    #[validate(custom(function = "known_time_zone"))]
    #[schema(value_type = String, required = false, example = "America/Chicago")]
    time_zone: Option<String>,
}

fn known_locale(locale: &str) -> Result<(), ValidationError> {
    if ["en", "es"].contains(&locale) {
        return Ok(());
    }
    Err(ValidationError::new("locale").with_message("There are 'en' and 'es'.".into()))
}

/// # Errors
/// When it is no IANA time zone.
pub fn known_time_zone(zone: &str) -> Result<(), ValidationError> {
    if zone.parse::<chrono_tz::Tz>().is_ok() {
        return Ok(());
    }
    Err(ValidationError::new("time_zone")
        .with_message("This is no IANA time zone, such as America/Chicago.".into()))
}

/// Change one's own name, language or time zone
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!(UseOwnAccount::NAME))),
    request_body = UpdateMe,
    responses((status = 200, description = "The changed account", body = MeView)))]
#[patch("/me")]
pub async fn update_me(auth: Authorized<UseOwnAccount>, body: Valid<UpdateMe>) -> Answer {
    auth.change(move |w, expected| {
        let mut person = queries::get_person(w.conn, w.caller.require_person()?)?;
        expected.check(person.version)?;
        let UpdateMe { name, locale, time_zone } = body.value;
        person.name = name.unwrap_or(person.name);
        person.locale = locale.unwrap_or(person.locale);
        person.time_zone = time_zone.unwrap_or(person.time_zone);
        person.updated_at = w.stamp();
        person.version += 1;
        queries::update_person(w.conn, &person)?;
        w.record(Change::new("person.updated", person.id).in_region(person.region_id))?;
        Reply::updated(&me(w)?)
    })
    .await
}

/// One place where the person is signed in.
#[derive(Serialize, ToSchema)]
pub struct SessionView {
    id: Id,
    user_agent: String,
    address: String,
    created_at: DateTime<Utc>,
    last_used_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    /// The session of this request.
    current: bool,
}

#[derive(Serialize, ToSchema)]
pub struct SessionList {
    items: Vec<SessionView>,
    next_cursor: Option<String>,
}

/// List where one is signed in
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!(UseOwnAccount::NAME))),
    responses((status = 200, description = "The open sessions, newest use first", body = SessionList)))]
#[get("/sessions")]
pub async fn list_sessions(auth: Authorized<UseOwnAccount>) -> Answer {
    auth.view(|w| {
        let now = w.stamp();
        let rows = queries::list_sessions(w.conn, w.caller.require_person()?, now)?;
        let here = match w.caller.principal {
            Principal::Person { session, .. } => Some(session),
            _ => None,
        };
        let items = rows
            .into_iter()
            .map(|row| SessionView {
                current: Some(row.id) == here,
                id: row.id,
                user_agent: row.user_agent,
                address: row.address,
                created_at: utc(row.created_at),
                last_used_at: utc(row.last_used_at),
                expires_at: utc(row.expires_at),
            })
            .collect();
        Ok(SessionList { items, next_cursor: None })
    })
    .await
}

/// End one of one's sessions
#[utoipa::path(tag = "Accounts", extensions(("x-permission" = json!(UseOwnAccount::NAME))),
    params(("id" = Id, Path, description = "The session")),
    responses((status = 204, description = "Ended")))]
#[delete("/sessions/{id}")]
pub async fn delete_session(auth: Authorized<UseOwnAccount>, id: PathId) -> Answer {
    auth.write(move |w| {
        let now = w.stamp();
        let person = w.caller.require_person()?;
        if queries::revoke_sessions(w.conn, person, Some(id.0), now)? == 0 {
            return Err(Problem::not_found("session"));
        }
        w.audit("session.closed", "person", person, &json!({ "session_id": id.0 }))?;
        Ok(Reply::no_content())
    })
    .await
}
