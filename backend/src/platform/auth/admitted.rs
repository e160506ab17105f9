//! One request of a caller who was admitted, and its ways to the database. The work's type is forgotten on the way: what
//! carries work to a thread that may block is compiled once then, and not anew for every operation of the API.

use std::sync::{Arc, Mutex, PoisonError};

use actix_web::http::header::{HeaderValue, IF_MATCH, IF_NONE_MATCH, LINK};
use actix_web::{HttpMessage, HttpRequest, web};

use super::Audience;
use super::authorized::{Identified, IfMatch};
use super::caller::Caller;
use super::scope::Scope;
use crate::platform::http::RequestId;
use crate::platform::http::idempotency::{self, Attempt};
use crate::platform::problem::{Kind, Problem};
use crate::platform::reply::{Answer, Reply};
use crate::platform::state::Platform;
use crate::platform::work::Work;

/// Work on the database, whatever it is about.
pub(super) type Errand<T> = Box<dyn FnOnce(&mut Work<'_>) -> Result<T, Problem> + Send>;
/// A change of what the caller read at some version.
pub(super) type Change = Box<dyn FnOnce(&mut Work<'_>, IfMatch) -> Result<Reply, Problem> + Send>;

/// A page of a list as JSON, and the cursor of the next.
pub(super) struct Listed {
    pub reply: Reply,
    pub next_cursor: Option<String>,
}

pub(super) struct Admitted {
    pub platform: web::Data<Platform>,
    pub caller: Arc<Caller>,
    scope: Scope,
    request_id: String,
    operation: String,
    idempotency_key: Option<String>,
    pub if_none_match: Option<String>,
    if_match: Option<String>,
    pub address: String,
    next_link: String,
}

impl Admitted {
    /// # Errors
    /// 401 or 403 when `audience` does not hold the caller; what the credentials were refused with.
    pub fn read_from(request: &HttpRequest, audience: &Audience, permission: &str) -> Result<Self, Problem> {
        let platform = request
            .app_data::<web::Data<Platform>>()
            .cloned()
            .ok_or_else(|| Problem::internal("no platform in the app data"))?;
        let identified = request.extensions().get::<Identified>().cloned();
        let caller = match identified {
            Some(Ok(caller)) => caller,
            Some(Err(problem)) => return Err(problem),
            None => return Err(Problem::internal("the caller was not identified")),
        };
        let Some(scope) = audience.scope_of(&caller) else {
            return Err(match caller.principal {
                super::Principal::Public => {
                    Problem::new(Kind::Unauthenticated, "This operation needs you to be signed in.")
                }
                _ => Problem::forbidden(format!("None of your grants carries '{permission}'.")),
            });
        };
        let header = |name| request.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let client = platform.config.trusted_proxies.client_of(request);
        let address = client.map(|address| address.to_string()).unwrap_or_default();
        Ok(Self {
            platform,
            caller,
            scope,
            request_id: RequestId::of(request),
            operation: format!(
                "{} {}",
                request.method(),
                request.match_pattern().unwrap_or_else(|| request.path().to_owned())
            ),
            idempotency_key: idempotency::key_of(request)?,
            if_none_match: header(IF_NONE_MATCH),
            if_match: header(IF_MATCH),
            address,
            next_link: format!("{}?{}", request.path(), without_cursor(request.query_string())),
        })
    }

    pub async fn read<T: Send + 'static>(&self, errand: Errand<T>) -> Result<T, Problem> {
        let (platform, caller, scope, request_id) = self.parts();
        blocking(move || {
            platform.db.read(|conn| errand(&mut Work::new(&platform, conn, &caller, &scope, &request_id)))
        })
        .await
    }

    pub async fn transaction<T: Send + 'static>(&self, errand: Errand<T>) -> Result<T, Problem> {
        let (platform, caller, scope, request_id) = self.parts();
        blocking(move || {
            platform.db.write(|conn| errand(&mut Work::new(&platform, conn, &caller, &scope, &request_id)))
        })
        .await
    }

    /// Reads one resource, where it can be without changing threads.
    pub async fn show(&self, errand: Errand<Reply>) -> Answer {
        let reply = match self.platform.db.reader_at_hand() {
            None => self.read(errand).await?,
            Some(reader) => reader.read(|conn| {
                errand(&mut Work::new(&self.platform, conn, &self.caller, &self.scope, &self.request_id))
            })?,
        };
        Ok(reply.into_response())
    }

    pub async fn list(&self, errand: Errand<Listed>) -> Answer {
        let Listed { reply, next_cursor } = self.read(errand).await?;
        let mut response = reply.into_response();
        if let Some(cursor) = next_cursor {
            let link = format!("<{}{cursor}>; rel=\"next\"", self.next_link);
            response.headers_mut().insert(LINK, HeaderValue::from_str(&link).map_err(Problem::internal)?);
        }
        Ok(response)
    }

    /// One transaction; with an Idempotency-Key it happens once.
    pub async fn once(self, digest: [u8; 32], errand: Errand<Reply>) -> Answer {
        let key = self.idempotency_key.clone();
        let attempt = key.map(|key| Attempt::new(&self.caller, &self.operation, key, digest, self.path()));
        match attempt {
            None => self.write(errand).await,
            Some(attempt) => self.write(Box::new(move |w| attempt.run(w, errand))).await,
        }
    }

    fn path(&self) -> &str {
        self.next_link.split('?').next().unwrap_or_default()
    }

    /// # Errors
    /// 428 without `If-Match`; what `change` answers, with nothing kept.
    pub async fn change(self, change: Change) -> Answer {
        let Some(tags) = self.if_match.clone() else {
            return Err(Problem::new(
                Kind::PreconditionRequired,
                "Send If-Match with the ETag you read (\"*\" for any).",
            ));
        };
        self.write(Box::new(move |w| change(w, IfMatch::told(tags)))).await
    }

    pub async fn write(&self, errand: Errand<Reply>) -> Answer {
        Ok(self.transaction(errand).await?.into_response())
    }

    fn parts(&self) -> (web::Data<Platform>, Arc<Caller>, Scope, String) {
        (self.platform.clone(), self.caller.clone(), self.scope.clone(), self.request_id.clone())
    }
}

/// Not modified, when one of the tags that the caller knows is `tag`.
pub(super) fn known(tags: Option<&str>, tag: &str) -> Option<Reply> {
    let known = tags?.split(',').any(|known| known.trim().trim_start_matches("W/") == tag);
    known.then(|| Reply::not_modified(tag))
}

fn without_cursor(query: &str) -> String {
    let mut kept: String = query
        .split('&')
        .filter(|field| !field.is_empty() && !field.starts_with("cursor="))
        .flat_map(|field| [field, "&"])
        .collect();
    kept.push_str("cursor=");
    kept
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let answer = Arc::new(Mutex::new(None));
    let place = Arc::clone(&answer);
    carried(Box::new(move || {
        let done = work();
        *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
    }))
    .await?;
    let done = answer.lock().unwrap_or_else(PoisonError::into_inner).take();
    done.unwrap_or_else(|| Err(Problem::internal("the work left no answer")))
}

async fn carried(work: Box<dyn FnOnce() + Send>) -> Result<(), Problem> {
    web::block(work).await.map_err(Problem::internal)
}
