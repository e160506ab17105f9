//! Serves fixed bytes, so that a benchmark can tell what the web server alone would do.

use actix_web::{App, HttpResponse, HttpServer, web};

const ONE: &str = r#"{"id":"01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f","name":"ANCHOR POINT PUBLIC LIBRARY","setting":"public","jurisdiction":"AK"}"#;

/// # Errors
/// One sentence when the address cannot be used.
pub fn serve(bind: &str) -> Result<(), String> {
    actix_web::rt::System::new().block_on(async {
        HttpServer::new(|| {
            App::new()
                .route("/one", web::get().to(|| async { json(ONE.to_owned()) }))
                .route(
                    "/list",
                    web::get().to(|| async { json(format!("{{\"items\":[{}]}}", [ONE; 50].join(","))) }),
                )
                .route("/create", web::post().to(|_: web::Bytes| async { json(ONE.to_owned()) }))
        })
        .bind(bind)
        .map_err(|e| format!("The address {bind} cannot be used: {e}."))?
        .run()
        .await
        .map_err(|e| e.to_string())
    })
}

fn json(body: String) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(body)
}
