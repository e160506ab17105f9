//! Completes the OpenAPI document with what holds for every operation, and serves the page of each
//! kind of problem.

mod always_there;
mod references;

use actix_web::{HttpResponse, web};
use serde_json::json;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    ContactBuilder, Content, InfoBuilder, LicenseBuilder, OpenApi, Ref, RefOr, Response, ServerBuilder, Tag,
};
use utoipa::{PartialSchema, ToSchema};

use crate::platform::auth::{Audience, permissions};
use crate::platform::problem::{FieldError, Kind, ProblemDocument};

const DESCRIPTION: &str = "Perennial runs a nationwide network of mentorship coordinators for librarians: \
recruitment, training, matching, mentoring, evaluation, succession.\n\n\
Lists answer `{items, next_cursor}` and take `limit` (1 to 200) and `cursor`. Single resources carry an \
`ETag`; updates and deletes need it as `If-Match`. `POST` takes an `Idempotency-Key`. Everything that goes \
wrong is a problem document (RFC 9457). Times are UTC (RFC 3339), ids are UUIDv7.";

/// The schemas of a problem document.
const PROBLEM: [&str; 2] = ["Problem", "FieldError"];

const TAGS: &[(&str, &str)] = &[
    ("Accounts", "Sign-in, people, invitations, grants."),
    ("Network", "Regions, jurisdictions, institutions, seats, terms, the task force's charter and plan."),
    ("Resources", "Guidelines, toolkits and other materials."),
    ("Recruitment", "Openings, applications, review, offers."),
    ("Training", "Cohorts, sessions, attendance, requirements."),
    ("Matching", "Cycles, enrolments, rounds, proposals."),
    ("Mentorships", "Pairings, agreements, meetings."),
    ("Evaluation", "Studies, instruments, waves, results, datasets, findings, adjustments."),
    ("Succession", "Readiness, graduation, guides, coverage."),
    ("Reporting", "The dashboard, figures and indicators, the public plan."),
    ("Operations", "Jobs, imports, events, mail outbox, audit log."),
];

/// Adds info, tags, security, request headers and every problem that an operation can answer.
#[must_use]
pub fn complete(mut document: OpenApi) -> OpenApi {
    document.info = InfoBuilder::new()
        .title("Perennial")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION))
        .contact(Some(ContactBuilder::new().name(Some("Perennial")).build()))
        .license(Some(LicenseBuilder::new().name("MIT OR Apache-2.0").identifier(Some("MIT")).build()))
        .build();
    document.servers = Some(vec![ServerBuilder::new().url("/").description(Some("This server")).build()]);
    document.tags = Some(
        TAGS.iter()
            .map(|(name, about)| {
                let mut tag = Tag::new(*name);
                tag.description = Some((*about).to_owned());
                tag
            })
            .collect(),
    );
    let components = document.components.get_or_insert_default();
    components.schemas.insert("Problem".into(), ProblemDocument::schema());
    components.schemas.insert(FieldError::name().into_owned(), FieldError::schema());
    components.security_schemes.insert(
        "access_token".into(),
        RefOr::T(SecurityScheme::Http(
            HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build(),
        )),
    );
    components.security_schemes.insert(
        "link".into(),
        RefOr::T(SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::with_description(
            "Authorization",
            "`Link <token>`, with the token of a mailed link",
        )))),
    );
    name_the_items_of_pages(&mut document);
    drop_unreferenced_schemas(&mut document);
    always_there::require_all_fields_of_answers(&mut document);
    let paths: Vec<String> = document.paths.paths.keys().cloned().collect();
    for path in paths {
        let has_path_part = path.contains('{');
        if let Some(item) = document.paths.paths.get_mut(&path) {
            let methods = [
                ("GET", &mut item.get),
                ("POST", &mut item.post),
                ("PUT", &mut item.put),
                ("PATCH", &mut item.patch),
                ("DELETE", &mut item.delete),
            ];
            for (method, operation) in methods {
                if let Some(operation) = operation {
                    complete_operation(method, has_path_part, operation);
                }
            }
        }
    }
    document
}

/// The bounds that hold for these fields wherever they occur.
fn bound_query_fields(operation: &mut Operation) {
    use utoipa::openapi::path::ParameterIn;
    use utoipa::openapi::schema::Schema;
    for parameter in operation.parameters.iter_mut().flatten() {
        let RefOr::T(parameter) = parameter else { continue };
        let (ParameterIn::Query, Some(RefOr::T(Schema::Object(schema)))) =
            (&parameter.parameter_in, &mut parameter.schema)
        else {
            continue;
        };
        match parameter.name.as_str() {
            "limit" => {
                schema.minimum = Some(1.into());
                schema.maximum = Some(200.into());
            }
            "after" => schema.minimum = Some(0.into()),
            "jurisdiction" => {
                schema.min_length = Some(2);
                schema.max_length = Some(2);
            }
            "q" => schema.max_length = schema.max_length.or(Some(100)),
            _ => {}
        }
    }
}

/// A page of a list refers to its items by name instead of spelling them out, so that clients get one type.
fn name_the_items_of_pages(document: &mut OpenApi) {
    use utoipa::openapi::schema::{ArrayItems, Schema};
    let Some(components) = &mut document.components else { return };
    let names: Vec<String> = components.schemas.keys().cloned().collect();
    for (page, schema) in &mut components.schemas {
        let Some(item) = page.strip_prefix("Page_").filter(|item| names.iter().any(|name| name == item))
        else {
            continue;
        };
        if let RefOr::T(Schema::Object(object)) = schema
            && let Some(RefOr::T(Schema::Array(items))) = object.properties.get_mut("items")
        {
            items.items = ArrayItems::RefOrSchema(Box::new(RefOr::Ref(Ref::from_schema_name(item))));
        }
    }
}

/// What nothing refers to is no part of the API.
fn drop_unreferenced_schemas(document: &mut OpenApi) {
    loop {
        let named = references::names_in(&document);
        let Some(components) = &mut document.components else { return };
        let before = components.schemas.len();
        // The problem is referred to by every operation once they are completed.
        components.schemas.retain(|name, _| PROBLEM.contains(&name.as_str()) || named.contains(name));
        if components.schemas.len() == before {
            return;
        }
    }
}

fn audience_of(operation: &Operation) -> Option<Audience> {
    let extensions = serde_json::to_value(operation.extensions.as_ref()?).ok()?;
    let name = extensions.get("x-permission")?.as_str()?;
    permissions::ALL.iter().find(|entry| entry.name == name).map(|entry| entry.audience)
}

fn complete_operation(method: &str, has_path_part: bool, operation: &mut Operation) {
    use utoipa::openapi::path::{ParameterBuilder, ParameterIn};
    use utoipa::openapi::{ObjectBuilder, Required};
    let mut problems = vec![Kind::BadRequest, Kind::Internal, Kind::Unavailable];
    let audience = audience_of(operation);
    match audience {
        Some(Audience::Public) => operation.security = Some(vec![SecurityRequirement::default()]),
        Some(Audience::Link(_)) => {
            problems.extend([Kind::Unauthenticated, Kind::Forbidden]);
            operation.security = Some(vec![SecurityRequirement::new("link", Vec::<String>::new())]);
        }
        Some(Audience::Roles { .. }) | None => {
            problems.extend([Kind::Unauthenticated, Kind::Forbidden]);
            operation.security = Some(vec![SecurityRequirement::new("access_token", Vec::<String>::new())]);
        }
    }
    if operation.operation_id.as_deref().is_some_and(|id| id == "sign_in" || id == "refresh_session") {
        problems.extend([Kind::Unauthenticated, Kind::TooManyRequests]);
    }
    if operation.operation_id.as_deref().is_some_and(|id| id == "submit_application" || id == "start_draft") {
        problems.push(Kind::TooManyRequests);
    }
    if has_path_part || matches!(audience, Some(Audience::Link(_))) {
        problems.push(Kind::NotFound);
    }
    if operation.request_body.is_some() {
        problems.extend([Kind::TooLarge, Kind::UnsupportedMediaType, Kind::Invalid]);
    }
    bound_query_fields(operation);
    let mut header = |name: &str, about: &str, required: bool| {
        operation.parameters.get_or_insert_default().push(RefOr::T(
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Header)
                .required(if required { Required::True } else { Required::False })
                .description(Some(about))
                .schema(Some(
                    ObjectBuilder::new().schema_type(utoipa::openapi::Type::String).min_length(Some(1)),
                ))
                .build(),
        ));
    };
    match method {
        "POST" => {
            problems.extend([Kind::Conflict, Kind::Invalid]);
            header("Idempotency-Key", "The same key gives the first answer again for 24 hours.", false);
        }
        "PATCH" | "PUT" | "DELETE" => {
            problems.extend([Kind::Conflict, Kind::StaleVersion, Kind::PreconditionRequired]);
            header("If-Match", "The ETag you read, or * for any.", false);
        }
        _ => {}
    }
    for kind in problems {
        operation
            .responses
            .responses
            .entry(kind.status().to_string())
            .or_insert_with(|| problem_response(kind));
    }
}

fn problem_response(kind: Kind) -> RefOr<Response> {
    let mut response = Response::new(kind.title());
    let mut content = Content::new(Some(RefOr::Ref(Ref::from_schema_name("Problem"))));
    content.example = Some(json!({
        "type": format!("/problems/{}", kind.code()),
        "title": kind.title(),
        "status": kind.status(),
        "detail": kind.about(),
        "instance": "/api/v1/me",
        "request_id": "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f",
    }));
    response.content.insert("application/problem+json".into(), RefOr::T(content));
    RefOr::T(response)
}

/// Where the document is served.
pub const ADDRESS: &str = "/api/openapi.json";

/// The document as it is served.
pub struct Served(pub web::Bytes);

pub fn routes(config: &mut web::ServiceConfig) {
    config.route(ADDRESS, web::get().to(document)).route("/problems/{code}", web::get().to(problem_page));
}

async fn document(served: web::Data<Served>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(served.0.clone())
}

/// The page that a problem's `type` resolves to.
async fn problem_page(code: web::Path<String>) -> HttpResponse {
    let Some(kind) = Kind::ALL.iter().find(|kind| kind.code() == code.as_str()) else {
        return HttpResponse::NotFound()
            .content_type("text/plain")
            .body("There is no such kind of problem.\n");
    };
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title>\
         <h1>{title}</h1><p>Status {status}, type <code>/problems/{code}</code>.</p><p>{about}</p>\
         <p><a href=\"/api/docs/\">The API documentation</a></p></html>",
        title = kind.title(),
        status = kind.status(),
        code = kind.code(),
        about = kind.about(),
    );
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page)
}
