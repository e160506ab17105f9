//! What comes in: bodies, query fields and path parts, checked before a handler sees them.

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha256};
use std::future::{Ready, ready};
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

use super::db::Id;
use super::json::Json;
use super::problem::{FieldError, Kind, Problem};

/// A JSON body of at most [`JSON_LIMIT`] bytes that has passed its validation, with the digest
/// that tells two requests under one Idempotency-Key apart.
pub struct Valid<T> {
    pub value: T,
    pub digest: [u8; 32],
}

/// Largest JSON body, bytes.
pub const JSON_LIMIT: usize = 256 * 1024;

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Valid<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let content_type = content_type(request);
        let bytes = bounded_body(request, payload, JSON_LIMIT);
        Box::pin(async move {
            let json =
                matches!(content_type.as_deref(), Some("application/json" | "application/merge-patch+json"));
            if !json {
                return Err(Problem::new(Kind::UnsupportedMediaType, "Send Content-Type: application/json."));
            }
            let bytes = bytes.await?;
            let value: T = parse_json(&bytes)?;
            value.validate().map_err(|errors| Problem::invalid(field_errors(&errors)))?;
            Ok(Self { value, digest: Sha256::digest(&bytes).into() })
        })
    }
}

/// The media type of the body, lower case, without parameters.
#[must_use]
pub fn content_type(request: &HttpRequest) -> Option<String> {
    let header = request.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    Some(header.split(';').next()?.trim().to_ascii_lowercase())
}

/// Reads a body of at most `limit` bytes; a longer one is a 413.
pub fn bounded_body(
    request: &HttpRequest,
    payload: &mut Payload,
    limit: usize,
) -> impl Future<Output = Result<web::Bytes, Problem>> + 'static {
    let announced = request
        .headers()
        .get(actix_web::http::header::CONTENT_LENGTH)
        .and_then(|h| h.to_str().ok()?.parse::<usize>().ok());
    let body = web::Payload::from_request(request, payload);
    async move {
        let too_large =
            || Problem::new(Kind::TooLarge, format!("This operation takes at most {limit} bytes."));
        if announced.is_some_and(|n| n > limit) {
            return Err(too_large());
        }
        let payload = body.await.map_err(|e| Problem::bad_request(e.to_string()))?;
        match payload.to_bytes_limited(limit).await {
            Err(_) => Err(too_large()),
            Ok(Err(e)) => Err(Problem::bad_request(format!("The body broke off: {e}."))),
            Ok(Ok(bytes)) => Ok(bytes),
        }
    }
}

/// # Errors
/// 400 when the bytes are not JSON, 422 with a pointer when the shape is not right.
pub fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let json: Json = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let pointer = pointer_of(error.path());
        let inner = error.into_inner();
        if inner.is_data() {
            shape(pointer, &inner.to_string())
        } else {
            Problem::bad_request(format!("The body is not JSON: {inner}."))
        }
    })?;
    deserializer.end().map_err(|e| Problem::bad_request(format!("The body is not JSON: {e}.")))?;
    if bytes.windows(6).any(|w| w.eq_ignore_ascii_case(b"\\u0000")) {
        return Err(Problem::field("", "nul", "The character U+0000 cannot be stored."));
    }
    // Serde would take a list's items for the fields in their order.
    if matches!(json, Json::List(_)) {
        return Err(Problem::field("", "shape", "Send a JSON object, not a list."));
    }
    serde_path_to_error::deserialize(json)
        .map_err(|error| shape(pointer_of(error.path()), &error.into_inner().to_string()))
}

/// What serde says of a shape, with the pointer to the field that is missing or unknown.
fn shape(mut pointer: String, said: &str) -> Problem {
    let sentence = said.split(" at line ").next().unwrap_or(said).replace("unit value", "null");
    let named = |words: &str| sentence.strip_prefix(words).and_then(|rest| rest.split('`').next());
    // The path of an unknown field may name it already; that of a missing one ends above it.
    let unknown = named("unknown field `").filter(|field| !pointer.ends_with(&format!("/{field}")));
    if let Some(field) = named("missing field `").or(unknown) {
        pointer.push('/');
        pointer.push_str(&field.replace('~', "~0").replace('/', "~1"));
    }
    Problem::field(&pointer, "shape", sentence)
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter().fold(String::new(), |mut pointer, segment| {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => {
                let escaped = key.replace('~', "~0").replace('/', "~1");
                pointer.push_str(&format!("/{escaped}"));
            }
            Segment::Enum { variant } => pointer.push_str(&format!("/{variant}")),
            Segment::Unknown => {}
        }
        pointer
    })
}

/// Every failed rule as a field error with its JSON pointer.
#[must_use]
pub fn field_errors(errors: &ValidationErrors) -> Vec<FieldError> {
    let mut found = Vec::new();
    collect(errors, "", &mut found);
    found.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    found
}

fn collect(errors: &ValidationErrors, at: &str, found: &mut Vec<FieldError>) {
    for (field, kind) in errors.errors() {
        let here = if field == "__all__" { at.to_owned() } else { format!("{at}/{field}") };
        match kind {
            ValidationErrorsKind::Field(failed) => found.extend(failed.iter().map(|error| {
                let detail = error.message.as_ref().map_or_else(|| said(error), ToString::to_string);
                FieldError::new(&here, &error.code, detail)
            })),
            ValidationErrorsKind::Struct(inner) => collect(inner, &here, found),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    collect(inner, &format!("{here}/{index}"), found);
                }
            }
        }
    }
}

fn said(error: &validator::ValidationError) -> String {
    let bound = |name: &str| error.params.get(name).map(ToString::to_string);
    match (error.code.as_ref(), bound("min"), bound("max")) {
        ("length", Some(min), Some(max)) => format!("Its length must be between {min} and {max}."),
        ("length", Some(min), None) => format!("It must not be shorter than {min}."),
        ("length", None, Some(max)) => format!("It must not be longer than {max}."),
        ("range", Some(min), Some(max)) => format!("It must be between {min} and {max}."),
        ("range", Some(min), None) => format!("It must be at least {min}."),
        ("range", None, Some(max)) => format!("It must be at most {max}."),
        ("email", ..) => "This is not an email address.".into(),
        ("url", ..) => "This is not an address of the web.".into(),
        (code, ..) => format!("It fails the rule '{code}'."),
    }
}

/// Query fields; an unknown or malformed one is a 400.
pub struct Params<T>(pub T);

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Params<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let parsed = web::Query::<T>::from_query(request.query_string())
            .map_err(|e| Problem::bad_request(format!("A query field is not right: {e}.")))
            .and_then(|query| {
                let value = query.into_inner();
                value.validate().map_err(|errors| Problem {
                    errors: field_errors(&errors),
                    ..Problem::bad_request("A query field is out of its range.")
                })?;
                Ok(Self(value))
            });
        ready(parsed)
    }
}

/// The `{id}` of a path. What is no UUID names nothing: 404.
#[derive(Clone, Copy)]
pub struct PathId(pub Id);

impl FromRequest for PathId {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("id").and_then(|text| text.parse().ok());
        ready(id.map(Self).ok_or_else(|| Problem::not_found("thing")))
    }
}

/// For `PATCH`: tells a field that is absent (`None`) from one that is `null` (`Some(None)`).
///
/// # Errors
/// Those of `T`.
pub fn nullable<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::<T>::deserialize(deserializer).map(Some)
}

/// For `PATCH` of a field that cannot be cleared: `null` is refused.
///
/// # Errors
/// Those of `T`.
pub fn present<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    // Not by `T` itself: an enum that meets `null` would say that the body is no JSON.
    Option::<T>::deserialize(deserializer)?
        .map(Some)
        .ok_or_else(|| serde::de::Error::custom("it cannot be null"))
}
