//! Headers that keep browsers careful, and who may call from other origins.

use actix_cors::Cors;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::platform::config::Config;

const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors 'none'";

/// For files that strangers sent in: should a browser ever show one, nothing in it runs or loads.
const FILE_POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

pub fn add_headers(config: &Config, path: &str, headers: &mut HeaderMap) {
    let mut add = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    add(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(header::REFERRER_POLICY, "no-referrer");
    add(header::X_FRAME_OPTIONS, "DENY");
    add(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    add(header::PERMISSIONS_POLICY, "camera=(), microphone=(), geolocation=()");
    let strangers_file = path.starts_with("/api/v1/attachments/");
    add(header::CONTENT_SECURITY_POLICY, if strangers_file { FILE_POLICY } else { POLICY });
    if config.secure_cookies {
        add(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if path.starts_with("/api/") {
        add(header::CACHE_CONTROL, "no-store");
    }
}

/// The configured SPA origins may call with credentials; nobody else may.
pub fn cors(config: &Config) -> Cors {
    config.spa_origins.iter().fold(
        Cors::default()
            .allow_any_method()
            .allow_any_header()
            .supports_credentials()
            .expose_headers(["etag", "location", "link", "retry-after", "x-request-id"])
            .max_age(3600),
        |cors, origin| cors.allowed_origin(origin),
    )
}
