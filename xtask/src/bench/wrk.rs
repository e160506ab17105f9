//! One run of wrk, and what it found.

use std::path::Path;
use std::process::Command;

use crate::process;
use crate::tools;

/// What is asked for, again and again.
pub struct Target<'a> {
    pub url: String,
    pub token: Option<&'a str>,
    /// A Lua script that shapes the requests; it finds the token in the environment.
    pub script: Option<&'a Path>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    pub requests_per_second: f64,
    pub p99_milliseconds: f64,
}

pub fn require() -> Result<(), String> {
    match tools::on_path("wrk") {
        Some(_) => Ok(()),
        None => tools::apt_install("wrk", "The load generator wrk"),
    }
}

pub fn run(target: &Target, connections: u32, seconds: u32) -> Result<Figures, String> {
    let mut command = Command::new("wrk");
    command
        .args(["--threads", "1", "--latency", "--connections", &connections.to_string()])
        .args(["--duration", &format!("{seconds}s")]);
    if let Some(script) = target.script {
        command.arg("--script").arg(script).env("PERENNIAL_TOKEN", target.token.unwrap_or_default());
    } else if let Some(token) = target.token {
        command.arg("--header").arg(format!("Authorization: Bearer {token}"));
    }
    // Not part of an error: the command may hold a token.
    let said =
        process::capture(command.arg(&target.url)).map_err(|_| format!("wrk failed on {}.", target.url))?;
    parse(&said).map_err(|sentence| format!("{}: {sentence}", target.url))
}

fn parse(said: &str) -> Result<Figures, String> {
    if let Some(line) = said.lines().find(|line| line.contains("Non-2xx") || line.contains("Socket errors")) {
        return Err(format!("not every answer was a success ({}).", line.trim()));
    }
    let word_after = |start: &str| {
        said.lines()
            .find_map(|line| line.trim().strip_prefix(start))
            .and_then(|rest| rest.split_whitespace().next())
    };
    let requests_per_second = word_after("Requests/sec:").and_then(|number| number.parse().ok());
    let p99_milliseconds = word_after("99%").and_then(milliseconds);
    match (requests_per_second, p99_milliseconds) {
        (Some(requests_per_second), Some(p99_milliseconds)) => {
            Ok(Figures { requests_per_second, p99_milliseconds })
        }
        _ => Err("wrk's figures could not be read.".to_owned()),
    }
}

/// wrk writes `812.00us`, `1.23ms` or `2.10s`.
fn milliseconds(text: &str) -> Option<f64> {
    for (unit, factor) in [("us", 0.001), ("ms", 1.0), ("s", 1000.0)] {
        if let Some(number) = text.strip_suffix(unit).and_then(|number| number.parse::<f64>().ok()) {
            return Some(number * factor);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "Running 2s test @ http://127.0.0.1:8080/\n  1 threads and 16 connections\n  Thread Stats   Avg      Stdev     Max   +/- Stdev\n    Latency   700.00us  812.00us  10.00ms   90.00%\n  Latency Distribution\n     50%  600.00us\n     99%    1.23ms\n  46200 requests in 2.00s, 10.00MB read\nRequests/sec:  23100.50\nTransfer/sec:      5.00MB\n";

    #[test]
    fn the_figures_are_read() {
        let expected = Figures { requests_per_second: 23_100.5, p99_milliseconds: 1.23 };
        assert_eq!(parse(SAID), Ok(expected));
        assert_eq!(milliseconds("250.00us"), Some(0.25));
        assert_eq!(milliseconds("2.00s"), Some(2000.0));
    }

    #[test]
    fn a_run_with_refusals_is_no_measurement() {
        let refused = format!("{SAID}  Non-2xx or 3xx responses: 12\n");
        assert!(parse(&refused).unwrap_err().contains("12"));
    }
}
