//! Counters and times of requests for Prometheus, served on a port of their own.

use std::time::Duration;

use prometheus::{Encoder, HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry, TextEncoder};

#[derive(Clone)]
pub struct Metrics {
    registry: Registry,
    requests: Option<IntCounterVec>,
    seconds: Option<HistogramVec>,
}

impl Default for Metrics {
    fn default() -> Self {
        let registry = Registry::new();
        let requests = IntCounterVec::new(
            Opts::new("http_requests_total", "Requests by method, route and status."),
            &["method", "route", "status"],
        )
        .ok();
        let seconds = HistogramVec::new(
            HistogramOpts::new("http_request_duration_seconds", "Seconds from first byte to answer.")
                .buckets(vec![0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0]),
            &["method", "route"],
        )
        .ok();
        for collector in [requests.clone().map(boxed), seconds.clone().map(boxed)].into_iter().flatten() {
            if let Err(error) = registry.register(collector) {
                log::error!("a metric cannot be registered: {error}");
            }
        }
        Self { registry, requests, seconds }
    }
}

fn boxed<C: prometheus::core::Collector + 'static>(collector: C) -> Box<dyn prometheus::core::Collector> {
    Box::new(collector)
}

impl Metrics {
    pub fn observe(&self, method: &str, route: &str, status: u16, took: Duration) {
        if let Some(requests) = &self.requests {
            requests.with_label_values(&[method, route, &status.to_string()]).inc();
        }
        if let Some(seconds) = &self.seconds {
            seconds.with_label_values(&[method, route]).observe(took.as_secs_f64());
        }
    }

    /// The text format of Prometheus.
    #[must_use]
    pub fn text(&self) -> String {
        let mut buffer = Vec::new();
        if let Err(error) = TextEncoder::new().encode(&self.registry.gather(), &mut buffer) {
            log::error!("the metrics cannot be written: {error}");
        }
        String::from_utf8(buffer).unwrap_or_default()
    }
}
