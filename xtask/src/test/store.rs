//! The store of attached files against a server that others wrote and that speaks S3.

use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::process;
use crate::project::Project;
use crate::python;
use crate::steps::Done;

const MOTO: &str = "moto[server]==5.2.5";

/// The test of the store against `moto`, in a process of its own.
pub fn real_s3(project: &Project) -> Result<Done, String> {
    let program = python::program(project, MOTO, "moto_server")?;
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map_err(|error| format!("No port is free: {error}."))?
        .port();
    let mut command = Command::new(program);
    command.args(["-H", "127.0.0.1", "-p", &port.to_string()]).stdout(Stdio::null()).stderr(Stdio::null());
    let mut server = command.spawn().map_err(|error| process::not_started(&command, &error))?;
    let outcome = once_it_answers(port).and_then(|()| {
        process::run(
            project
                .cargo_for_tests()
                .args(["test", "--workspace", "--test", "it", "a_real_server_understands_us"])
                .env("PERENNIAL_TEST_S3", format!("http://127.0.0.1:{port}")),
        )
    });
    // It keeps nothing that could be lost.
    let _ = server.kill();
    let _ = server.wait();
    outcome.map(|()| Done::Passed)
}

fn once_it_answers(port: u16) -> Result<(), String> {
    let started = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if started.elapsed() > Duration::from_secs(60) {
            return Err("moto does not answer within a minute.".into());
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}
