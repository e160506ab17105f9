//! `serve` and `worker`.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::{HttpResponse, HttpServer, web};

use super::start;
use crate::app;
use crate::demo;
use crate::platform::jobs::Worker;
use crate::platform::state::Platform;

/// # Errors
/// One sentence: a taken port, an unreachable database, a wrong setting.
pub fn serve(demo: bool, libraries: Option<PathBuf>, bind: Option<String>) -> Result<(), String> {
    start::start_log();
    let (_, mut config) = start::configuration()?;
    if let Some(bind) = bind {
        if config.public_url == "http://127.0.0.1:8080" {
            config.public_url = format!("http://{bind}");
        }
        config.bind = bind;
    }
    let platform = web::Data::new(start::platform(config)?);
    if demo {
        demo::fill(&platform, libraries.as_deref())?;
    }
    let stop = Arc::new(AtomicBool::new(false));
    let worker = platform.config.worker_in_serve.then(|| start_worker(&platform, &stop));
    let served = actix_web::rt::System::new().block_on(listen(platform.clone(), || {
        let sign_ins = if demo { demo::SIGN_INS } else { "" };
        let address = &platform.config.bind;
        let welcome = format!(
            "Perennial is at http://{address}\nAPI documentation: http://{address}/api/docs/\n{sign_ins}\n"
        );
        // Nobody may be reading any more; that is no reason to stop.
        if let Err(error) = std::io::stdout().write_all(welcome.as_bytes()) {
            log::info!("nobody reads where the server is: {error}");
        }
    }));
    stop.store(true, Ordering::Relaxed);
    if let Some(worker) = worker {
        // The worker looks at `stop` between two pieces of work.
        if worker.join().is_err() {
            log::error!("the worker panicked");
        }
    }
    served
}

async fn listen(platform: web::Data<Platform>, ready: impl FnOnce()) -> Result<(), String> {
    let description = app::Description::of_all_slices()?;
    let config = platform.config.clone();
    let shared = platform.clone();
    let server = HttpServer::new(move || app::service(shared.clone(), description.clone()))
        .client_request_timeout(Duration::from_secs(10))
        .keep_alive(Duration::from_secs(60))
        .shutdown_timeout(15)
        .bind(&config.bind)
        .map_err(|e| cannot_listen(&config.bind, &e))?
        .run();
    let metrics = match &config.metrics_bind {
        None => None,
        Some(address) => {
            let platform = platform.clone();
            let server = HttpServer::new(move || {
                actix_web::App::new().app_data(platform.clone()).route("/metrics", web::get().to(metrics))
            })
            .workers(1)
            .bind(address)
            .map_err(|e| cannot_listen(address, &e))?
            .run();
            Some(actix_web::rt::spawn(server))
        }
    };
    ready();
    let outcome = server.await.map_err(|e| format!("The server stopped: {e}."));
    if let Some(metrics) = metrics {
        metrics.abort();
    }
    outcome
}

async fn metrics(platform: web::Data<Platform>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(platform.metrics.text())
}

fn cannot_listen(address: &str, error: &std::io::Error) -> String {
    if error.kind() == std::io::ErrorKind::AddrInUse {
        return format!("The address {address} is taken by another program: choose another with --bind.");
    }
    format!("The address {address} cannot be used: {error}.")
}

fn start_worker(platform: &web::Data<Platform>, stop: &Arc<AtomicBool>) -> std::thread::JoinHandle<()> {
    let worker = Worker {
        platform: platform.clone().into_inner(),
        handlers: app::job_handlers(),
        recurring: app::RECURRING,
    };
    let stop = stop.clone();
    std::thread::spawn(move || worker.run(&stop))
}

/// # Errors
/// One sentence when the database cannot be used.
pub fn worker() -> Result<(), String> {
    start::start_log();
    let (_, config) = start::configuration()?;
    let worker = Worker {
        platform: Arc::new(start::platform(config)?),
        handlers: app::job_handlers(),
        recurring: app::RECURRING,
    };
    log::info!("the worker is ready");
    // A job that is cut off here is leased again by the next worker when its lease ends.
    worker.run(&AtomicBool::new(false));
    Ok(())
}
