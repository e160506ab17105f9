//! `cargo xtask run`: from a fresh clone to a served network.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Instant;

use crate::frontend;
use crate::process;
use crate::project::{Profile, Project};
use crate::steps::seconds;
use crate::tools;

const USUAL_ADDRESS: &str = "127.0.0.1:8080";
const USUAL_DATABASE: &str = "sqlite://data/perennial.sqlite";

#[derive(Debug, PartialEq)]
struct Wish {
    demo: bool,
    bind: String,
    rest: Vec<String>,
}

pub fn run(project: &Project, arguments: &[String]) -> Result<(), String> {
    let usual = std::env::var("PERENNIAL_BIND").unwrap_or_else(|_| USUAL_ADDRESS.to_owned());
    let wish = Wish::parse(arguments, usual)?;
    // Known before minutes are spent on a build.
    free(&wish.bind)?;

    announce("1/4", "Checking what is needed", || {
        tools::require_node()?;
        tools::require_c_compiler()
    })?;
    announce("2/4", "Installing the packages of the screens", || frontend::install(project))?;
    announce("3/4", "Building the screens", || frontend::build_if_stale(project))?;
    announce("4/4", "Building the server (a few minutes the first time)", || {
        process::run(project.cargo().args(["build", "--release", "--package", "perennial"]))
    })?;

    let folder = project.root().join("data");
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("{} could not be made: {error}.", folder.display()))?;
    let mut server = Command::new(project.server(Profile::Release));
    server.args(["serve", "--bind", &wish.bind]);
    if wish.demo {
        server.arg("--demo");
    }
    server.args(&wish.rest).current_dir(project.root());
    for (name, value) in
        [("DATABASE_URL", USUAL_DATABASE.into()), ("PERENNIAL_SPA_DIR", project.screens().into_os_string())]
    {
        if std::env::var_os(name).is_none() {
            server.env(name, value);
        }
    }
    println!();
    // Becomes the server, so that Ctrl-C and the exit code are its own.
    Err(format!("The server could not be started: {}.", server.exec()))
}

fn announce(count: &str, what: &str, work: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    println!("[{count}] {what}");
    let started = Instant::now();
    work()?;
    println!("      {}", seconds(started.elapsed()));
    Ok(())
}

fn free(address: &str) -> Result<(), String> {
    match TcpListener::bind(address) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => Err(format!(
            "{address} is taken by another program: stop it, or choose another address with `--bind 127.0.0.1:8081`."
        )),
        Err(error) => Err(format!("The server cannot listen on {address}: {error}.")),
    }
}

impl Wish {
    fn parse(arguments: &[String], usual: String) -> Result<Self, String> {
        let mut wish = Self { demo: true, bind: usual, rest: Vec::new() };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--empty" => wish.demo = false,
                "--bind" => {
                    wish.bind = arguments
                        .next()
                        .cloned()
                        .ok_or_else(|| format!("`--bind` wants an address, such as `{USUAL_ADDRESS}`."))?;
                }
                "--" => {
                    wish.rest = arguments.cloned().collect();
                    break;
                }
                other => match other.strip_prefix("--bind=") {
                    Some(address) => wish.bind = address.to_owned(),
                    None => {
                        return Err(format!(
                            "`run` does not know `{other}`; it takes `--empty`, `--bind ADDRESS`, and after `--` what `perennial serve` takes."
                        ));
                    }
                },
            }
        }
        Ok(wish)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Wish, String> {
        let arguments: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Wish::parse(&arguments, USUAL_ADDRESS.to_owned())
    }

    #[test]
    fn a_demo_on_the_usual_address_unless_told() {
        let usual = parse("").unwrap();
        assert_eq!(usual, Wish { demo: true, bind: "127.0.0.1:8080".to_owned(), rest: vec![] });
        let told = parse("--empty --bind 0.0.0.0:80 -- --log json").unwrap();
        let rest = vec!["--log".to_owned(), "json".to_owned()];
        assert_eq!(told, Wish { demo: false, bind: "0.0.0.0:80".to_owned(), rest });
        assert_eq!(parse("--bind=[::1]:9000").unwrap().bind, "[::1]:9000");
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert!(parse("--prot 80").unwrap_err().contains("`--prot`"));
        assert!(parse("--bind").unwrap_err().contains("address"));
    }

    #[test]
    fn a_taken_port_gets_one_sentence() {
        let holder = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = holder.local_addr().unwrap().to_string();
        let sentence = free(&address).unwrap_err();
        assert!(sentence.contains("is taken by another program"), "{sentence}");
        free("127.0.0.1:0").unwrap();
    }
}
