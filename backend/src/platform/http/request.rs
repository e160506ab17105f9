//! The outermost layer: names the request, finds out who calls, turns failures into problem documents.

use std::sync::Arc;
use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, web};

use super::access_log;
use super::addresses::Addresses;
use crate::platform::auth::{Caller, Credentials, Identified, Principal};
use crate::platform::problem::{Kind, Problem};
use crate::platform::state::Platform;

/// The id of a request: the caller's own `X-Request-Id` when it is a short plain word.
#[derive(Clone)]
pub struct RequestId(pub String);

impl RequestId {
    #[must_use]
    pub fn of(request: &HttpRequest) -> String {
        request.extensions().get::<Self>().map(|id| id.0.clone()).unwrap_or_default()
    }
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

fn given_id(request: &ServiceRequest) -> Option<String> {
    let id = request.headers().get(REQUEST_ID)?.to_str().ok()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    ((1..=64).contains(&id.len()) && id.chars().all(plain)).then(|| id.to_owned())
}

/// # Errors
/// None of its own: a failure inside becomes a problem document.
pub async fn around<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let Some(platform) = request.app_data::<web::Data<Platform>>().cloned() else {
        return Err(Problem::internal("no platform in the app data").into());
    };
    let id = given_id(&request).unwrap_or_else(|| platform.entropy.id(platform.clock.now()).to_string());
    request.extensions_mut().insert(RequestId(id.clone()));
    if request.path().starts_with("/api/") {
        let identified = identified(&platform, request.request()).await;
        request.extensions_mut().insert(identified);
    }
    let path = request.path().to_owned();
    let method = request.method().clone();
    let (http_request, response) = if let Some(problem) = unknown_query(request.request()) {
        let (request, _) = request.into_parts();
        (request, HttpResponse::from_error(problem))
    } else {
        match next.call(request).await {
            Ok(response) => {
                let (request, response) = response.into_parts();
                (request, response.map_into_boxed_body())
            }
            // A middleware inside (CORS, say) refused.
            Err(error) => return Err(error),
        }
    };
    let mut response = explained(response, &path, &id);
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    super::security::add_headers(&platform.config, &path, response.headers_mut());
    let route = http_request.match_pattern().unwrap_or_else(|| "other".into());
    let took = started.elapsed();
    platform.metrics.observe(method.as_str(), &route, response.status().as_u16(), took);
    access_log::write(
        platform.config.log_format,
        &access_log::Line {
            method: method.as_str(),
            path: &path,
            status: response.status().as_u16(),
            took,
            request_id: &id,
            principal: &caller_word(&http_request),
        },
    );
    Ok(ServiceResponse::new(http_request, response))
}

/// 400 where an operation that takes no query is given one. The others name what they do not know themselves.
fn unknown_query(request: &HttpRequest) -> Option<Problem> {
    if request.query_string().is_empty() {
        return None;
    }
    let addresses = request.app_data::<web::Data<Addresses>>()?;
    let template = request.match_pattern()?;
    addresses
        .takes_no_query(request.method().as_str(), &template)
        .then(|| Problem::bad_request("This operation takes no query fields."))
}

async fn identified(platform: &web::Data<Platform>, request: &HttpRequest) -> Identified {
    let credentials = Credentials::of(request, platform)?;
    if matches!(credentials, Credentials::None) {
        return Ok(Arc::new(Caller::without_grants(Principal::Public)));
    }
    let now = platform.clock.now();
    if let Some(reader) = platform.db.reader_at_hand() {
        return reader.read(|conn| credentials.caller(conn, now)).map(Arc::new);
    }
    let platform = platform.clone();
    web::block(move || platform.db.read(|conn| credentials.caller(conn, now)).map(Arc::new))
        .await
        .map_err(Problem::internal)?
}

/// Who called, for the log: a kind and, for people, their id. Never a token.
fn caller_word(request: &HttpRequest) -> String {
    match request.extensions().get::<Identified>() {
        Some(Ok(caller)) => match caller.principal {
            Principal::Person { id, .. } => format!("person:{id}"),
            ref other => other.kind().to_owned(),
        },
        Some(Err(_)) => "refused".into(),
        None => "-".into(),
    }
}

fn explained(response: HttpResponse<BoxBody>, path: &str, id: &str) -> HttpResponse<BoxBody> {
    let problem = match response.error() {
        Some(error) => error
            .as_error::<Problem>()
            .cloned()
            .unwrap_or_else(|| of_status(response.status(), &error.to_string())),
        None => return response,
    };
    if let Some(cause) = &problem.cause {
        let level = if problem.kind.status() >= 500 { log::Level::Error } else { log::Level::Debug };
        log::log!(level, "{id} {path}: {}: {cause}", problem.kind.code());
    }
    let mut explained = HttpResponse::build(
        StatusCode::from_u16(problem.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
    );
    explained.insert_header((CONTENT_TYPE, "application/problem+json"));
    if let Some(seconds) = problem.retry_after_seconds {
        explained.insert_header((RETRY_AFTER, seconds.to_string()));
    }
    if problem.kind == Kind::Unauthenticated {
        explained.insert_header((WWW_AUTHENTICATE, "Bearer"));
    }
    if let Some(methods) = &problem.allow {
        explained.insert_header((ALLOW, methods.as_str()));
    }
    let document = problem.document(path, id);
    let body = serde_json::to_string(&document).unwrap_or_else(|_| "{}".into());
    explained.body(body)
}

fn of_status(status: StatusCode, said: &str) -> Problem {
    match status.as_u16() {
        404 => Problem::new(Kind::NotFound, "There is no such address."),
        413 => Problem::new(Kind::TooLarge, said),
        415 => Problem::new(Kind::UnsupportedMediaType, said),
        code if code < 500 => Problem::bad_request(said),
        _ => Problem::internal(said),
    }
}

/// Answers what no handler did: 405 with `Allow` when the address has other methods, else 404.
///
/// # Errors
/// Always.
pub async fn no_such_address(
    request: HttpRequest,
    addresses: web::Data<Addresses>,
) -> Result<HttpResponse, Problem> {
    let allowed = addresses.methods_of(request.path());
    if allowed.is_empty() {
        return Err(Problem::new(Kind::NotFound, "There is no such address."));
    }
    let allowed = allowed.join(", ");
    Err(Problem {
        allow: Some(allowed.clone()),
        ..Problem::new(Kind::MethodNotAllowed, format!("This address answers to: {allowed}."))
    })
}
