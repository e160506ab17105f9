//! Money in the bank: what was answered with 2xx survives `kill -9`. A small first version: several
//! kills while writers write, on both databases.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use perennial::platform::db::DatabaseUrl;
use serde_json::json;

use crate::support::{Client, Kind, throwaway};

const KILLS: usize = 4;
const WRITERS: usize = 4;
const PASSWORD: &str = "seven quiet reading rooms";

fn address_of(url: &DatabaseUrl) -> String {
    match url {
        DatabaseUrl::Sqlite(path) => format!("sqlite://{}", path.display()),
        DatabaseUrl::Postgres(url) => url.clone(),
    }
}

fn perennial(url: &DatabaseUrl) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_perennial"));
    command.env("DATABASE_URL", address_of(url)).env("RUST_LOG", "error");
    command
}

/// Starts the server on a free port and waits until it says where it is.
fn serve(url: &DatabaseUrl) -> (Child, Client) {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let bind = format!("127.0.0.1:{port}");
    let mut child = perennial(url)
        .args(["serve", "--bind", &bind])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the server starts");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().contains(&bind));
    let client = Client::new(&format!("http://{bind}"));
    let started = Instant::now();
    while std::net::TcpStream::connect(&bind).is_err() {
        assert!(started.elapsed() < Duration::from_secs(10));
        thread::sleep(Duration::from_millis(10));
    }
    (child, client)
}

fn signed_in(client: &Client) -> Client {
    let body = json!({ "email": "admin@test.example", "password": PASSWORD });
    let answer = client.post("/auth/sign-in", body).expect(200);
    client.with_authorization(&format!("Bearer {}", answer.json["access_token"].as_str().unwrap()))
}

/// Writes until the server is gone; answers what was acknowledged.
fn write_until_killed(admin: &Client, writer: &str) -> Vec<String> {
    let mut acknowledged = Vec::new();
    for n in 0.. {
        let body = json!({ "name": format!("Library {writer}-{n}"), "setting": "law", "jurisdiction": "NY" });
        let answer =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| admin.post("/institutions", body)));
        match answer {
            Ok(answer) if answer.status == 201 => acknowledged.push(answer.id()),
            _ => break,
        }
    }
    acknowledged
}

fn nothing_acknowledged_is_lost(kind: Kind) {
    let Some(url) = throwaway(kind) else {
        eprintln!("SKIPPED on PostgreSQL: PERENNIAL_TEST_POSTGRES is not set");
        return;
    };
    let made = perennial(&url)
        .args(["user", "create-admin", "Ada", "admin@test.example"])
        .env("PERENNIAL_ADMIN_PASSWORD", PASSWORD)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));

    let mut acknowledged: Vec<String> = Vec::new();
    for kill in 0..KILLS {
        let (mut server, client) = serve(&url);
        let admin = signed_in(&client);
        acknowledged.extend(thread::scope(|scope| {
            let writers: Vec<_> = (0..WRITERS)
                .map(|writer| {
                    let admin = admin.clone();
                    scope.spawn(move || write_until_killed(&admin, &format!("{kill}-{writer}")))
                })
                .collect();
            thread::sleep(Duration::from_millis(400));
            server.kill().unwrap();
            server.wait().unwrap();
            writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect::<Vec<_>>()
        }));
    }
    assert!(acknowledged.len() > KILLS * WRITERS, "the writers wrote: {}", acknowledged.len());
    let (mut server, client) = serve(&url);
    let admin = signed_in(&client);
    for id in &acknowledged {
        admin.get(&format!("/institutions/{id}")).expect(200);
        let entries = admin.get(&format!("/audit-entries?subject_id={id}")).expect(200).items();
        assert_eq!(entries.len(), 1, "the change and its audit row are one");
    }
    server.kill().unwrap();
    server.wait().unwrap();
}

#[test]
fn kill_9_on_sqlite() {
    nothing_acknowledged_is_lost(Kind::Sqlite);
}

#[test]
fn kill_9_on_postgres() {
    nothing_acknowledged_is_lost(Kind::Postgres);
}
