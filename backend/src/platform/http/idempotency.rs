//! `Idempotency-Key`: for 24 hours the same key gives the first answer again. The answer is kept in
//! the transaction of the write, so that neither exists without the other.

use actix_web::HttpRequest;
use chrono::Duration;
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::platform::auth::Caller;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::{Kind, Problem};
use crate::platform::reply::Reply;
use crate::platform::work::Work;
use crate::schema::idempotency_keys as keys;

const KEPT_FOR: Duration = Duration::hours(24);

/// # Errors
/// 400 when the header is not 1 to 200 visible ASCII characters.
pub fn key_of(request: &HttpRequest) -> Result<Option<String>, Problem> {
    let Some(header) = request.headers().get("idempotency-key") else { return Ok(None) };
    let text = header.to_str().unwrap_or_default();
    if text.is_empty() || text.len() > 200 || !text.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(Problem::bad_request("Idempotency-Key must be 1 to 200 visible ASCII characters."));
    }
    Ok(Some(text.to_owned()))
}

/// What a principal is called among the keys.
fn named(kind: &str, id: Option<Id>) -> String {
    id.map_or_else(|| kind.to_owned(), |id| format!("{kind}:{id}"))
}

/// Forgets the answers to a person that brought about what is at `path` (below `/api/v1`): what is changed or gone there is
/// not read from them. The key is free then.
///
/// # Errors
/// When the database refuses.
pub fn forget(conn: &mut AnyConnection, person: Id, path: &str) -> Result<(), Problem> {
    let about = keys::location.eq(Some(format!("/api/v1{path}")));
    diesel::delete(keys::table.filter(keys::principal.eq(named("person", Some(person))).and(about)))
        .execute(conn)?;
    Ok(())
}

/// One request under a key.
pub struct Attempt {
    principal: String,
    operation: String,
    key: String,
    digest: Vec<u8>,
}

impl Attempt {
    /// `path` joins the body in the digest: one key for two different addresses is a mistake too.
    #[must_use]
    pub fn new(caller: &Caller, operation: &str, key: String, body: [u8; 32], path: &str) -> Self {
        let principal = named(caller.principal.kind(), caller.principal.id());
        let mut digest = Sha256::new();
        digest.update(path.as_bytes());
        digest.update(body);
        Self { principal, operation: operation.to_owned(), key, digest: digest.finalize().to_vec() }
    }

    /// Gives the kept answer, or does the work and keeps its answer.
    ///
    /// # Errors
    /// 422 when the key came with another body; what `work` answers, with nothing kept.
    pub fn run(
        self,
        work: &mut Work<'_>,
        act: impl FnOnce(&mut Work<'_>) -> Result<Reply, Problem>,
    ) -> Result<Reply, Problem> {
        if let Some(kept) = self.kept(work)? {
            return Ok(kept);
        }
        self.claim(work)?;
        let reply = act(work)?;
        self.keep(work, &reply)?;
        Ok(reply)
    }

    fn kept(&self, work: &mut Work<'_>) -> Result<Option<Reply>, Problem> {
        self.purge(work)?;
        type Row = (Vec<u8>, i32, Option<String>, Option<String>, Option<String>);
        let row: Option<Row> = keys::table
            .filter(keys::principal.eq(&self.principal).and(keys::operation.eq(&self.operation)))
            .filter(keys::idempotency_key.eq(&self.key))
            .select((keys::body_digest, keys::status, keys::location, keys::etag, keys::body))
            .first(work.conn)
            .optional()?;
        let Some((digest, status, location, etag, body)) = row else { return Ok(None) };
        if digest != self.digest {
            return Err(Problem::new(Kind::IdempotencyMismatch, "Use a new key for a new request."));
        }
        let status = u16::try_from(status).map_err(Problem::internal)?;
        Ok(Some(Reply { status, location, etag, body, secret: false, cookie: None }))
    }

    /// What is kept of the caller for longer than it is good for goes, whatever operation it is of.
    fn purge(&self, work: &mut Work<'_>) -> Result<(), Problem> {
        let over = keys::created_at.lt((work.now - KEPT_FOR).naive_utc());
        diesel::delete(keys::table.filter(keys::principal.eq(&self.principal).and(over)))
            .execute(work.conn)?;
        Ok(())
    }

    /// Takes the key before the work, so that a concurrent twin fails instead of doing it twice.
    fn claim(&self, work: &mut Work<'_>) -> Result<(), Problem> {
        diesel::insert_into(keys::table)
            .values((
                keys::principal.eq(&self.principal),
                keys::operation.eq(&self.operation),
                keys::idempotency_key.eq(&self.key),
                keys::body_digest.eq(&self.digest),
                keys::status.eq(0),
                keys::created_at.eq(work.stamp()),
            ))
            .execute(work.conn)
            .map_err(|error| match Problem::from(error) {
                problem if problem.kind == Kind::Conflict => Problem::conflict(
                    "A request with this Idempotency-Key is being handled just now: ask again.",
                ),
                problem => problem,
            })?;
        Ok(())
    }

    fn keep(&self, work: &mut Work<'_>, reply: &Reply) -> Result<(), Problem> {
        let mine = keys::table.filter(
            keys::principal
                .eq(&self.principal)
                .and(keys::operation.eq(&self.operation))
                .and(keys::idempotency_key.eq(&self.key)),
        );
        if reply.secret {
            diesel::delete(mine).execute(work.conn)?;
            return Ok(());
        }
        diesel::update(mine)
            .set((
                keys::status.eq(i32::from(reply.status)),
                keys::location.eq(&reply.location),
                keys::etag.eq(&reply.etag),
                keys::body.eq(&reply.body),
            ))
            .execute(work.conn)?;
        Ok(())
    }
}
