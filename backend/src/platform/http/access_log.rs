//! One line for each request, as text or JSON. It names paths without their query, since a query
//! may hold what a person searched for.

use std::time::Duration;

use crate::platform::config::LogFormat;

pub struct Line<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub status: u16,
    pub took: Duration,
    pub request_id: &'a str,
    pub principal: &'a str,
}

pub fn write(format: LogFormat, line: &Line<'_>) {
    if !log::log_enabled!(target: "access", log::Level::Info) {
        return;
    }
    let milliseconds = line.took.as_secs_f64() * 1000.0;
    match format {
        LogFormat::Text => log::info!(
            target: "access",
            "{} {} {} {milliseconds:.1}ms {} {}",
            line.method, line.path, line.status, line.principal, line.request_id
        ),
        LogFormat::Json => log::info!(
            target: "access",
            "{}",
            serde_json::json!({
                "method": line.method, "path": line.path, "status": line.status,
                "milliseconds": (milliseconds * 10.0).round() / 10.0,
                "principal": line.principal, "request_id": line.request_id,
            })
        ),
    }
}
