//! `Authorized<Permission>`: the proof that the caller may, and the only way from a handler to the
//! database.

use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::Serialize;

use super::admitted::{Admitted, Listed, known};
use super::caller::Caller;
use super::permissions::Permission;
use crate::platform::input::Valid;
use crate::platform::pagination::Page;
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned, etag};
use crate::platform::state::Platform;
use crate::platform::work::Work;

/// The result of looking up the credentials, left in the request by the outermost middleware.
pub type Identified = Result<Arc<Caller>, Problem>;

/// Made only by extraction, and only for callers whom `P` admits.
pub struct Authorized<P> {
    request: Admitted,
    permission: PhantomData<P>,
}

impl<P: Permission> FromRequest for Authorized<P> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let admitted = Admitted::read_from(request, &P::AUDIENCE, P::NAME);
        ready(admitted.map(|request| Self { request, permission: PhantomData }))
    }
}

impl<P: Permission> Authorized<P> {
    #[must_use]
    pub fn caller(&self) -> &Caller {
        &self.request.caller
    }

    #[must_use]
    pub fn platform(&self) -> &Platform {
        &self.request.platform
    }

    /// The address the caller speaks from.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.request.address
    }

    /// Reads on a thread that may block, on a connection that cannot write.
    ///
    /// # Errors
    /// What `work` answers, or 503.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.request.read(Box::new(work)).await
    }

    /// One transaction on a thread that may block.
    ///
    /// # Errors
    /// What `work` answers; nothing is kept then.
    pub async fn transaction<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.request.transaction(Box::new(work)).await
    }

    /// Answers one resource with its ETag, or 304 when the caller has it.
    ///
    /// # Errors
    /// What `work` answers, or 503.
    pub async fn show<T: Serialize + Versioned>(
        self,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Answer {
        let tags = self.request.if_none_match.clone().filter(|_| !T::TELLS_OF_OTHERS);
        let read = move |w: &mut Work<'_>| {
            let view = work(w)?;
            known(tags.as_deref(), &etag(view.version())).map_or_else(|| Reply::updated(&view), Ok)
        };
        self.request.show(Box::new(read)).await
    }

    /// Answers a page of a list with the `Link` to the next.
    ///
    /// # Errors
    /// What `work` answers, or 503.
    pub async fn list<T: Serialize>(
        self,
        work: impl FnOnce(&mut Work<'_>) -> Result<Page<T>, Problem> + Send + 'static,
    ) -> Answer {
        let read = move |w: &mut Work<'_>| {
            let page = work(w)?;
            Ok(Listed { reply: Reply::ok(&page)?, next_cursor: page.next_cursor })
        };
        self.request.list(Box::new(read)).await
    }

    /// Answers a plain view without a version.
    ///
    /// # Errors
    /// What `work` answers, or 503.
    pub async fn view<T: Serialize>(
        self,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Answer {
        let read = move |w: &mut Work<'_>| Reply::ok(&work(w)?);
        Ok(self.request.read(Box::new(read)).await?.into_response())
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
        self.request.once(digest, Box::new(move |w| work(w, value))).await
    }

    /// A `POST` without a body.
    ///
    /// # Errors
    /// What `work` answers; nothing is kept then.
    pub async fn act(
        self,
        work: impl FnOnce(&mut Work<'_>) -> Result<Reply, Problem> + Send + 'static,
    ) -> Answer {
        self.request.once([0; 32], Box::new(work)).await
    }

    /// # Errors
    /// What `work` answers; nothing is kept then.
    pub async fn once(
        self,
        digest: [u8; 32],
        work: impl FnOnce(&mut Work<'_>) -> Result<Reply, Problem> + Send + 'static,
    ) -> Answer {
        self.request.once(digest, Box::new(work)).await
    }

    /// `PATCH`, `PUT` and `DELETE`: the caller must name the version it read.
    ///
    /// # Errors
    /// 428 without `If-Match`; what `work` answers, with nothing kept.
    pub async fn change(
        self,
        work: impl FnOnce(&mut Work<'_>, IfMatch) -> Result<Reply, Problem> + Send + 'static,
    ) -> Answer {
        self.request.change(Box::new(work)).await
    }

    /// One transaction whose answer is the response.
    ///
    /// # Errors
    /// What `work` answers; nothing is kept then.
    pub async fn write(
        self,
        work: impl FnOnce(&mut Work<'_>) -> Result<Reply, Problem> + Send + 'static,
    ) -> Answer {
        self.request.write(Box::new(work)).await
    }
}

/// The version the caller read.
pub struct IfMatch(String);

impl IfMatch {
    pub(super) const fn told(tags: String) -> Self {
        Self(tags)
    }

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
