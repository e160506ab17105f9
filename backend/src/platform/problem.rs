//! Problem documents (RFC 9457): everything that can go wrong, in one table.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use serde::{Deserialize, Serialize};

macro_rules! problem_table {
    ($($variant:ident = $status:literal $code:literal $title:literal: $about:literal;)+) => {
        /// Each kind of problem. `code` is the last part of its `type`, which never changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind { $($variant),+ }

        impl Kind {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            #[must_use]
            pub const fn status(self) -> u16 { match self { $(Self::$variant => $status),+ } }
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$variant => $code),+ } }
            #[must_use]
            pub const fn title(self) -> &'static str { match self { $(Self::$variant => $title),+ } }
            /// What the page of the documentation says about it.
            #[must_use]
            pub const fn about(self) -> &'static str { match self { $(Self::$variant => $about),+ } }
        }
    };
}

problem_table! {
    BadRequest = 400 "bad-request" "The request cannot be understood":
        "The body is not JSON, or a query field is unknown or malformed. The detail says which.";
    Unauthenticated = 401 "unauthenticated" "Sign in first":
        "No valid credentials came with the request: sign in again or refresh the access token.";
    Forbidden = 403 "forbidden" "Not allowed":
        "You are known, and none of your grants allows this operation here.";
    NotFound = 404 "not-found" "Nothing is here":
        "There is no such thing, or none that you may know of.";
    MethodNotAllowed = 405 "method-not-allowed" "This address has no such method":
        "The address exists and answers to the methods named in the Allow header.";
    Conflict = 409 "conflict" "The state forbids it":
        "What you ask is right in form, and the present state forbids it. The detail names the state.";
    StaleVersion = 412 "stale-version" "Somebody changed it meanwhile":
        "The If-Match header names an older version. Read the resource again and repeat your change.";
    TooLarge = 413 "too-large" "The body is too large":
        "The body is larger than this operation takes. The detail says how much it takes.";
    UnsupportedMediaType = 415 "unsupported-media-type" "Not a content type we take":
        "Send application/json, or the type that the operation names.";
    Invalid = 422 "invalid" "Some fields are not right":
        "Each entry of errors names a field by JSON pointer, a code and what is wrong.";
    IdempotencyMismatch = 422 "idempotency-mismatch" "This Idempotency-Key was used with another body":
        "The same key came with a different body within 24 hours. Use a new key for a new request.";
    PreconditionRequired = 428 "precondition-required" "If-Match is needed":
        "Updates and deletes need the If-Match header with the ETag you read.";
    TooManyRequests = 429 "too-many-requests" "Too many requests":
        "Wait as long as Retry-After says.";
    Internal = 500 "internal" "Something went wrong on our side":
        "It is not your request. It has been logged under the request_id.";
    Unavailable = 503 "unavailable" "Not available just now":
        "The database does not answer or the server is stopping. Try again after Retry-After.";
}

/// One thing that is wrong with the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FieldError {
    /// JSON pointer to the field, e.g. `/email`.
    #[schema(example = "/email")]
    pub pointer: String,
    /// A word for programs.
    #[schema(example = "email")]
    pub code: String,
    /// A sentence for people.
    #[schema(example = "This is not an email address.")]
    pub detail: String,
}

impl FieldError {
    pub fn new(pointer: &str, code: &str, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), code: code.into(), detail: detail.into() }
    }
}

/// A problem on its way to the caller.
#[derive(Debug, Clone)]
pub struct Problem {
    pub kind: Kind,
    pub detail: String,
    pub errors: Vec<FieldError>,
    pub retry_after_seconds: Option<u32>,
    /// For 405: the methods of the address.
    pub allow: Option<String>,
    /// Also log this; the caller never sees it.
    pub cause: Option<String>,
}

/// What the caller reads.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDocument {
    /// A stable address that resolves to the page about this kind of problem.
    #[schema(example = "/problems/not-found")]
    pub r#type: String,
    pub title: String,
    #[schema(example = 404, minimum = 400, maximum = 599)]
    pub status: u16,
    pub detail: String,
    /// The path that was asked for.
    pub instance: String,
    /// Name this when you ask for help.
    pub request_id: String,
    /// All that is wrong with the input, for status 422 and 400.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldError>,
}

impl Problem {
    #[must_use]
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
            errors: Vec::new(),
            retry_after_seconds: None,
            allow: None,
            cause: None,
        }
    }

    /// 404 for `what`, a word of the product ("cycle").
    #[must_use]
    pub fn not_found(what: &str) -> Self {
        Self::new(Kind::NotFound, format!("There is no such {what}, or none that you may know of."))
    }

    /// 409: `detail` says which state forbids it.
    #[must_use]
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::new(Kind::Conflict, detail)
    }

    #[must_use]
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(Kind::Forbidden, detail)
    }

    #[must_use]
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(Kind::BadRequest, detail)
    }

    /// 422 naming every field that is wrong.
    #[must_use]
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let detail = match errors.as_slice() {
            [one] => format!("{}: {}", one.pointer, one.detail),
            many => format!("{} fields are not right.", many.len()),
        };
        Self { errors, ..Self::new(Kind::Invalid, detail) }
    }

    /// 422 about one field.
    #[must_use]
    pub fn field(pointer: &str, code: &str, detail: impl Into<String>) -> Self {
        Self::invalid(vec![FieldError::new(pointer, code, detail)])
    }

    #[must_use]
    pub fn stale() -> Self {
        Self::new(Kind::StaleVersion, "The version you read is no longer the newest one.")
    }

    /// 500: `cause` is logged, never shown.
    #[must_use]
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self {
            cause: Some(cause.to_string()),
            ..Self::new(
                Kind::Internal,
                "The error has been logged; name the request_id when you ask for help.",
            )
        }
    }

    #[must_use]
    pub fn unavailable(cause: &dyn fmt::Display) -> Self {
        Self {
            retry_after_seconds: Some(2),
            cause: Some(cause.to_string()),
            ..Self::new(Kind::Unavailable, "The database does not answer just now.")
        }
    }

    #[must_use]
    pub fn document(&self, instance: &str, request_id: &str) -> ProblemDocument {
        ProblemDocument {
            r#type: format!("/problems/{}", self.kind.code()),
            title: self.kind.title().into(),
            status: self.kind.status(),
            detail: self.detail.clone(),
            instance: instance.into(),
            request_id: request_id.into(),
            errors: self.errors.clone(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.title(), self.detail)
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Only the status: the outermost layer writes the document, since only it knows the path and
    /// the request id.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

impl From<diesel::result::Error> for Problem {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind, Error};
        match &error {
            Error::NotFound => Self::not_found("thing"),
            Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Self {
                cause: Some(error.to_string()),
                ..Self::conflict("Something with the same key exists already.")
            },
            Error::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _) => Self {
                cause: Some(error.to_string()),
                ..Self::conflict("It refers to something that does not exist, or is still in use.")
            },
            Error::DatabaseError(
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
                _,
            ) => Self::unavailable(&error),
            _ if says_unavailable(&error.to_string()) => Self::unavailable(&error),
            _ => Self::internal(error),
        }
    }
}

/// Both databases say some passing failures in words only.
fn says_unavailable(message: &str) -> bool {
    ["terminating connection", "database is locked", "server closed the connection", "the database system is"]
        .iter()
        .any(|words| message.contains(words))
}
