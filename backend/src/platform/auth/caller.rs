//! Finds out who is calling: a person by access token, the holder of a mailed link, or the public.

use actix_web::HttpRequest;
use actix_web::http::header::AUTHORIZATION;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::grants::{Grant, Role, ScopeKind, are_live};
use super::token::Claims;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::link::{self, Link};
use crate::platform::problem::{Kind, Problem};
use crate::platform::state::Platform;
use crate::schema::{grants, people, sessions};

/// The kinds of principal, each named.
#[derive(Debug, Clone)]
pub enum Principal {
    Person { id: Id, session: Id },
    Link(Link),
    Public,
    Worker,
    Operator,
}

impl Principal {
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Person { .. } => "person",
            Self::Link(_) => "link",
            Self::Public => "public",
            Self::Worker => "worker",
            Self::Operator => "operator",
        }
    }

    #[must_use]
    pub const fn id(&self) -> Option<Id> {
        match self {
            Self::Person { id, .. } => Some(*id),
            Self::Link(link) => Some(link.id),
            Self::Public | Self::Worker | Self::Operator => None,
        }
    }
}

/// A principal with its live grants.
#[derive(Debug, Clone)]
pub struct Caller {
    pub principal: Principal,
    pub grants: Vec<Grant>,
}

impl Caller {
    #[must_use]
    pub const fn without_grants(principal: Principal) -> Self {
        Self { principal, grants: Vec::new() }
    }

    #[must_use]
    pub const fn person(&self) -> Option<Id> {
        match self.principal {
            Principal::Person { id, .. } => Some(id),
            _ => None,
        }
    }

    #[must_use]
    pub const fn link(&self) -> Option<&Link> {
        match &self.principal {
            Principal::Link(link) => Some(link),
            _ => None,
        }
    }

    /// The person who calls, for operations on one's own records.
    ///
    /// # Errors
    /// 403 when the caller is no person.
    pub fn require_person(&self) -> Result<Id, Problem> {
        self.person().ok_or_else(|| Problem::forbidden("Only a person can do this."))
    }
}

/// What the `Authorization` header holds, checked as far as it can be without the database.
pub enum Credentials {
    None,
    AccessToken(Claims),
    LinkToken(String),
}

impl Credentials {
    /// # Errors
    /// 401 for a header of another kind and for an access token that this network did not sign or that has expired.
    pub fn of(request: &HttpRequest, platform: &Platform) -> Result<Self, Problem> {
        let Some(header) = request.headers().get(AUTHORIZATION) else { return Ok(Self::None) };
        match header.to_str().ok().and_then(|text| text.split_once(' ')) {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => platform
                .access_key
                .open(token.trim(), platform.clock.now())
                .map(Self::AccessToken)
                .ok_or_else(|| {
                    refused("The access token is not valid or has expired: refresh it or sign in again.")
                }),
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("link") => {
                Ok(Self::LinkToken(token.trim().to_owned()))
            }
            _ => Err(refused("Send 'Authorization: Bearer <access token>'.")),
        }
    }

    /// Looks the credentials up, by keys alone. The session, the person and the grants are read live.
    ///
    /// # Errors
    /// 401 when the credentials are not valid any more.
    pub fn caller(&self, conn: &mut AnyConnection, now: DateTime<Utc>) -> Result<Caller, Problem> {
        match self {
            Self::None => Ok(Caller::without_grants(Principal::Public)),
            Self::AccessToken(claims) => person_of(conn, claims.sub, claims.sid, now),
            Self::LinkToken(token) => {
                let link = link::find(conn, token, now)?
                    .ok_or_else(|| refused("This link is not valid, has expired or was used."))?;
                Ok(Caller::without_grants(Principal::Link(link)))
            }
        }
    }
}

/// One read: the session, its person and what is granted to them. A live session without grants is a row without one.
fn person_of(
    conn: &mut AnyConnection,
    person: Id,
    session: Id,
    now: DateTime<Utc>,
) -> Result<Caller, Problem> {
    let rows: Vec<(Option<Role>, Option<ScopeKind>, Option<Id>)> = sessions::table
        .inner_join(people::table)
        .left_join(grants::table.on(grants::person_id.eq(people::id).and(are_live(now.date_naive()))))
        .filter(sessions::id.eq(session).and(sessions::person_id.eq(person)))
        .filter(sessions::revoked_at.is_null().and(sessions::expires_at.gt(now.naive_utc())))
        .filter(people::disabled_at.is_null())
        .select((grants::role.nullable(), grants::scope_kind.nullable(), grants::scope_id.nullable()))
        .load(conn)?;
    if rows.is_empty() {
        return Err(refused("The session has ended: sign in again."));
    }
    let grants = rows
        .into_iter()
        .filter_map(|(role, scope_kind, scope_id)| {
            Some(Grant { role: role?, scope_kind: scope_kind?, scope_id })
        })
        .collect();
    Ok(Caller { principal: Principal::Person { id: person, session }, grants })
}

fn refused(detail: &str) -> Problem {
    Problem::new(Kind::Unauthenticated, detail)
}
