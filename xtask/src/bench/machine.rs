//! When, where and with which versions figures were taken: without it they mean nothing.

use std::process::Command;

use crate::process;

pub fn describe(postgres: Option<&str>) -> String {
    let said = |program: &str, arguments: &[&str]| {
        process::capture(Command::new(program).args(arguments))
            .map_or_else(|_| format!("{program} unknown"), |text| text.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let memory = memory_gib(&std::fs::read_to_string("/proc/meminfo").unwrap_or_default());
    let cpuinfo = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = processor(&cpuinfo);
    let versions = [
        said("rustc", &["--version"]),
        format!("Node {}", said("node", &["--version"])),
        postgres.unwrap_or_default().to_owned(),
        said("uname", &["-sr"]),
    ];
    let versions: Vec<String> = versions.into_iter().filter(|version| !version.is_empty()).collect();
    format!(
        "Taken on {} on {cores} cores ({processor}), {memory} GiB, shared by client, server and database.\n{}.",
        said("date", &["-u", "+%Y-%m-%d"]),
        versions.join("; ")
    )
}

fn processor(cpuinfo: &str) -> &str {
    field(cpuinfo, "model name").unwrap_or("processor unknown")
}

fn memory_gib(meminfo: &str) -> u64 {
    field(meminfo, "MemTotal")
        .and_then(|value| value.split(' ').next())
        .and_then(|kib| kib.parse::<u64>().ok())
        .map_or(0, |kib| kib.div_ceil(1024 * 1024))
}

/// The value of the first `name : value` line.
pub fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| key.trim() == name)
        .map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_tells_processor_and_memory() {
        assert_eq!(processor("processor\t: 0\nmodel name\t: A CPU @ 2.0GHz\n"), "A CPU @ 2.0GHz");
        assert_eq!(memory_gib("MemTotal:       24659164 kB\nMemFree: 1 kB\n"), 24);
        assert_eq!(memory_gib(""), 0);
    }
}
