//! Whether the process lives and whether it can serve.

use actix_web::{HttpResponse, web};

use crate::platform::db::pending_migrations;
use crate::platform::problem::Problem;
use crate::platform::state::Platform;

pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/livez", web::get().to(livez)).route("/readyz", web::get().to(readyz));
}

async fn livez() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("alive\n")
}

async fn readyz(platform: web::Data<Platform>) -> Result<HttpResponse, Problem> {
    let pending = web::block(move || {
        platform.db.with_writer(|conn| pending_migrations(conn).map_err(|e| Problem::unavailable(&e)))
    })
    .await
    .map_err(Problem::internal)??;
    if pending > 0 {
        return Err(Problem::unavailable(&format!("{pending} migrations are to be run")));
    }
    Ok(HttpResponse::Ok().content_type("text/plain").body("ready\n"))
}
