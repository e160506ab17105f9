//! What goes out: status, JSON, ETag and Location of an answer.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{ETAG, LOCATION};
use serde::Serialize;

use super::db::Id;
use super::problem::Problem;

/// What a handler answers.
pub type Answer = Result<HttpResponse, Problem>;

/// A view of a row that has a version, which is its ETag.
pub trait Versioned {
    /// Whether the view also tells of other rows (counts, say). It then changes without its version,
    /// and is never answered with 304.
    const TELLS_OF_OTHERS: bool = false;

    fn version(&self) -> i64;
}

/// An answer made inside the transaction, so that it can be kept under its Idempotency-Key there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    pub location: Option<String>,
    pub etag: Option<String>,
    pub body: Option<String>,
    /// Holds something that is shown once and never stored.
    pub secret: bool,
    pub cookie: Option<String>,
}

fn json<T: Serialize>(value: &T) -> Result<String, Problem> {
    serde_json::to_string(value).map_err(Problem::internal)
}

/// The strong ETag of a version.
#[must_use]
pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

impl Reply {
    fn new(status: u16, body: Option<String>) -> Self {
        Self { status, location: None, etag: None, body, secret: false, cookie: None }
    }

    /// 200 with `view`.
    ///
    /// # Errors
    /// 500 when it cannot be written as JSON.
    pub fn ok<T: Serialize>(view: &T) -> Result<Self, Problem> {
        Ok(Self::new(200, Some(json(view)?)))
    }

    /// 200 with `view` and its ETag.
    ///
    /// # Errors
    /// 500 when it cannot be written as JSON.
    pub fn updated<T: Serialize + Versioned>(view: &T) -> Result<Self, Problem> {
        Ok(Self { etag: Some(etag(view.version())), ..Self::ok(view)? })
    }

    /// 201 with `view`, its ETag and where it is (`path` below `/api/v1`, e.g. `/cycles/{id}`).
    ///
    /// # Errors
    /// 500 when it cannot be written as JSON.
    pub fn created<T: Serialize + Versioned>(path: &str, view: &T) -> Result<Self, Problem> {
        Ok(Self {
            location: Some(format!("/api/v1{path}")),
            etag: Some(etag(view.version())),
            ..Self::new(201, Some(json(view)?))
        })
    }

    /// 202 with `view`; `job` tells how far it is.
    ///
    /// # Errors
    /// 500 when it cannot be written as JSON.
    pub fn accepted<T: Serialize>(job: Id, view: &T) -> Result<Self, Problem> {
        Ok(Self { location: Some(format!("/api/v1/jobs/{job}")), ..Self::new(202, Some(json(view)?)) })
    }

    #[must_use]
    pub fn no_content() -> Self {
        Self::new(204, None)
    }

    /// 304: what the caller has is `etag` still.
    #[must_use]
    pub fn not_modified(etag: &str) -> Self {
        Self { etag: Some(etag.to_owned()), ..Self::new(304, None) }
    }

    /// Marks the answer as one that is never stored.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    #[must_use]
    pub fn with_cookie(mut self, cookie: String) -> Self {
        self.cookie = Some(cookie);
        self
    }

    #[must_use]
    pub fn into_response(self) -> HttpResponse {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut response = HttpResponse::build(status);
        if let Some(location) = self.location {
            response.insert_header((LOCATION, location));
        }
        if let Some(etag) = self.etag {
            response.insert_header((ETAG, etag));
        }
        if let Some(cookie) = self.cookie {
            response.insert_header((actix_web::http::header::SET_COOKIE, cookie));
        }
        match self.body {
            Some(body) => response.content_type("application/json").body(body),
            None => response.finish(),
        }
    }
}
