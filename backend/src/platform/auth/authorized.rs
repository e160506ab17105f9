//! `Authorized<Permission>`: the proof that the caller may, and the only way from a handler to the
//! database.

use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::header::{ETAG, IF_MATCH, IF_NONE_MATCH, LINK};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::caller::Caller;
use super::permissions::Permission;
use super::scope::Scope;
use crate::platform::http::RequestId;
use crate::platform::http::idempotency::{self, Attempt};
use crate::platform::input::Valid;
use crate::platform::pagination::Page;
use crate::platform::problem::{Kind, Problem};
use crate::platform::reply::{Answer, Reply, Versioned, etag};
use crate::platform::state::Platform;
use crate::platform::work::Work;

/// The result of looking up the credentials, left in the request by the outermost middleware.
pub type Identified = Result<Arc<Caller>, Problem>;

/// Made only by extraction, and only for callers whom `P` admits.
pub struct Authorized<P> {
    platform: web::Data<Platform>,
    caller: Arc<Caller>,
    scope: Scope,
    request_id: String,
    operation: String,
    idempotency_key: Option<String>,
    if_none_match: Option<String>,
    if_match: Option<String>,
    address: String,
    next_link: String,
    permission: PhantomData<P>,
}

impl<P: Permission> FromRequest for Authorized<P> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(authorize(request))
    }
}

fn authorize<P: Permission>(request: &HttpRequest) -> Result<Authorized<P>, Problem> {
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
    let Some(scope) = P::AUDIENCE.scope_of(&caller) else {
        return Err(match caller.principal {
            super::Principal::Public => {
                Problem::new(Kind::Unauthenticated, "This operation needs you to be signed in.")
            }
            _ => Problem::forbidden(format!("None of your grants carries '{}'.", P::NAME)),
        });
    };
    let header = |name| request.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let client = platform.config.trusted_proxies.client_of(request);
    let address = client.map(|address| address.to_string()).unwrap_or_default();
    Ok(Authorized {
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
        permission: PhantomData,
    })
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

impl<P: Permission> Authorized<P> {
    #[must_use]
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    #[must_use]
    pub fn platform(&self) -> &Platform {
        &self.platform
    }

    /// The address the caller speaks from.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Reads on a thread that may block, on a connection that cannot write.
    ///
    /// # Errors
    /// What `work` answers, or 503.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (platform, caller, scope, request_id) = self.parts();
        blocking(move || {
            platform.db.read(|conn| work(&mut Work::new(&platform, conn, &caller, &scope, &request_id)))
        })
        .await
    }

    /// Reads one resource, where it can be without changing threads.
    async fn read_one<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        match self.platform.db.reader_at_hand() {
            None => self.read(work).await,
            Some(reader) => reader.read(|conn| {
                work(&mut Work::new(&self.platform, conn, &self.caller, &self.scope, &self.request_id))
            }),
        }
    }

    /// One transaction on a thread that may block.
    ///
    /// # Errors
    /// What `work` answers; nothing is kept then.
    pub async fn transaction<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (platform, caller, scope, request_id) = self.parts();
        blocking(move || {
            platform.db.write(|conn| work(&mut Work::new(&platform, conn, &caller, &scope, &request_id)))
        })
        .await
    }

    fn parts(&self) -> (web::Data<Platform>, Arc<Caller>, Scope, String) {
        (self.platform.clone(), self.caller.clone(), self.scope.clone(), self.request_id.clone())
    }

    /// Answers one resource with its ETag, or 304 when the caller has it.
    ///
    /// # Errors
    /// What `work` answers, or 503.
    pub async fn show<T: Serialize + Versioned + Send + 'static>(
        self,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Answer {
        let known = self.if_none_match.clone().filter(|_| !T::TELLS_OF_OTHERS);
        let view = self.read_one(work).await?;
        let tag = etag(view.version());
        if known.is_some_and(|tags| tags.split(',').any(|t| t.trim().trim_start_matches("W/") == tag)) {
            return Ok(HttpResponse::NotModified().insert_header((ETAG, tag)).finish());
        }
        Ok(HttpResponse::Ok().insert_header((ETAG, tag)).json(view))
    }

    /// Answers a page of a list with the `Link` to the next.
    ///
    /// # Errors
    /// What `work` answers, or 503.
    pub async fn list<T: Serialize + Send + 'static>(
        self,
        work: impl FnOnce(&mut Work<'_>) -> Result<Page<T>, Problem> + Send + 'static,
    ) -> Answer {
        let next = self.next_link.clone();
        let page = self.read(work).await?;
        let mut response = HttpResponse::Ok();
        if let Some(cursor) = &page.next_cursor {
            response.insert_header((LINK, format!("<{next}{cursor}>; rel=\"next\"")));
        }
        Ok(response.json(page))
    }

    /// Answers a plain view without a version.
    ///
    /// # Errors
    /// What `work` answers, or 503.
    pub async fn view<T: Serialize + Send + 'static>(
        self,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Answer {
        Ok(HttpResponse::Ok().json(self.read(work).await?))
    }

    /// A `POST` with a body: one transaction; with an Idempotency-Key it happens once.
    ///
    /// # Errors
    /// What `work` answers; nothing is kept then.
    pub async fn post<B: Send + 'static>(
        self,
        body: Valid<B>,
        work: impl FnOnce(&mut Work<'_>, B) -> Result<Reply, Problem> + Send + 'static,
    ) -> Answer {
        let Valid { value, digest } = body;
        self.once(digest, move |w| work(w, value)).await
    }

    /// A `POST` without a body.
    ///
    /// # Errors
    /// What `work` answers; nothing is kept then.
    pub async fn act(
        self,
        work: impl FnOnce(&mut Work<'_>) -> Result<Reply, Problem> + Send + 'static,
    ) -> Answer {
        self.once([0; 32], work).await
    }

    /// # Errors
    /// What `work` answers; nothing is kept then.
    pub async fn once(
        self,
        digest: [u8; 32],
        work: impl FnOnce(&mut Work<'_>) -> Result<Reply, Problem> + Send + 'static,
    ) -> Answer {
        let key = self.idempotency_key.clone();
        let attempt = key.map(|key| Attempt::new(&self.caller, &self.operation, key, digest, self.path()));
        self.write(move |w| match attempt {
            None => work(w),
            Some(attempt) => attempt.run(w, work),
        })
        .await
    }

    fn path(&self) -> &str {
        self.next_link.split('?').next().unwrap_or_default()
    }

    /// `PATCH`, `PUT` and `DELETE`: the caller must name the version it read.
    ///
    /// # Errors
    /// 428 without `If-Match`; what `work` answers, with nothing kept.
    pub async fn change(
        self,
        work: impl FnOnce(&mut Work<'_>, IfMatch) -> Result<Reply, Problem> + Send + 'static,
    ) -> Answer {
        let Some(tags) = self.if_match.clone() else {
            return Err(Problem::new(
                Kind::PreconditionRequired,
                "Send If-Match with the ETag you read (\"*\" for any).",
            ));
        };
        self.write(move |w| work(w, IfMatch(tags))).await
    }

    /// One transaction whose answer is the response.
    ///
    /// # Errors
    /// What `work` answers; nothing is kept then.
    pub async fn write(
        self,
        work: impl FnOnce(&mut Work<'_>) -> Result<Reply, Problem> + Send + 'static,
    ) -> Answer {
        Ok(self.transaction(work).await?.into_response())
    }
}

/// The version the caller read.
pub struct IfMatch(String);

impl IfMatch {
    /// For those who have read the row in the same transaction: the demo.
    #[must_use]
    pub fn of(version: i64) -> Self {
        Self(etag(version))
    }

    /// # Errors
    /// 412 when the row is no longer at the version the caller read.
    pub fn check(&self, version: i64) -> Result<(), Problem> {
        let tag = etag(version);
        if self.0.split(',').any(|t| t.trim() == "*" || t.trim() == tag) {
            Ok(())
        } else {
            Err(Problem::stale())
        }
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    web::block(work).await.map_err(Problem::internal)?
}
