//! A running network: regions installed, a clock that the test moves, jobs done in the background.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use actix_web::{HttpServer, web};
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use diesel::prelude::*;
use perennial::app;
use perennial::identity::{self, NewAccount};
use perennial::platform::auth::{Caller, Principal, Role, Scope, ScopeKind};
use perennial::platform::clock::FixedClock;
use perennial::platform::config::{Config, Settings, Smtp};
use perennial::platform::db::{Database, Id};
use perennial::platform::files::FileStore;
use perennial::platform::form_token;
use perennial::platform::jobs::Worker;
use perennial::platform::problem::Problem;
use perennial::platform::state::Platform;
use perennial::platform::work::Work;
use perennial::schema::{associations, mails, studies};
use serde_json::{Value, json};

use super::client::{Answer, Client};
use super::databases::{Kind, take_away, throwaway};
use super::mail_receiver::MailReceiver;

/// The password of every account that [`Network::person`] makes.
pub const PASSWORD: &str = "seven quiet reading rooms";

pub struct Network {
    pub anonymous: Client,
    pub platform: web::Data<Platform>,
    clock: Arc<FixedClock>,
    stop: Arc<AtomicBool>,
    server: actix_web::dev::ServerHandle,
    worker: Option<std::thread::JoinHandle<()>>,
    known: Mutex<HashMap<(Role, Option<Id>), Client>>,
}

/// Of the same kind as the service's own, but quick to check: a test signs in several people, and what a password costs to guess
/// is the business of the tests that set one.
pub fn quick_hash(password: &str) -> String {
    let quick = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8, 1, 1, None).unwrap());
    quick.hash_password_with_salt(password.as_bytes(), b"salt of the tests").unwrap().to_string()
}

fn password_hash() -> String {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| quick_hash(PASSWORD)).clone()
}

impl Network {
    pub fn start(kind: Kind) -> Self {
        Self::try_start(kind).expect("SQLite needs nothing")
    }

    /// `None`, saying so, when there is no PostgreSQL server to test on.
    pub fn start_on_postgres() -> Option<Self> {
        let network = Self::try_start(Kind::Postgres);
        if network.is_none() {
            eprintln!("SKIPPED on PostgreSQL: PERENNIAL_TEST_POSTGRES is not set");
        }
        network
    }

    /// With files kept elsewhere than in a folder of its own.
    pub fn with_files(kind: Kind, files: FileStore) -> Self {
        Self::try_start_with(kind, Some(files), None).expect("the database is there")
    }

    /// With a mail server that takes its mails, or refuses them.
    pub fn with_mail_server(kind: Kind, receiver: &MailReceiver) -> Option<Self> {
        let from = "Perennial <perennial@network.example>".into();
        Self::try_start_with(kind, None, Some(Smtp { url: receiver.url(), from }))
    }

    fn try_start(kind: Kind) -> Option<Self> {
        Self::try_start_with(kind, None, None)
    }

    fn try_start_with(kind: Kind, files: Option<FileStore>, smtp: Option<Smtp>) -> Option<Self> {
        let url = throwaway(kind)?;
        let settings = Settings::load(move |name| match name {
            "DATABASE_URL" => Some("sqlite://unused".into()),
            "PERENNIAL_SPA_DIR" => Some("/nonexistent".into()),
            // The tests may speak from where they like.
            "PERENNIAL_TRUSTED_PROXIES" => Some("127.0.0.1".into()),
            _ => None,
        })
        .unwrap();
        // Its own: what one network finds without a row another may have just written.
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let name =
            format!("perennial-files-{}-{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
        let files = files.unwrap_or_else(|| FileStore::Folder(std::env::temp_dir().join(name)));
        let config = Config { database: url.clone(), files, smtp, ..Config::check(&settings).ok().unwrap() };
        let clock = Arc::new(FixedClock(Mutex::new(Utc.with_ymd_and_hms(2027, 3, 1, 12, 0, 0).unwrap())));
        let db = Database::open(&url, 4).unwrap();
        let platform = web::Data::new(Platform::new(db, clock.clone(), &[7; 32], config));
        let (server, address) = listen(platform.clone());
        let stop = Arc::new(AtomicBool::new(false));
        let worker = Worker {
            platform: platform.clone().into_inner(),
            handlers: app::job_handlers(),
            recurring: app::RECURRING,
        };
        let stopped = stop.clone();
        let network = Self {
            anonymous: Client::new(&address),
            platform,
            clock,
            stop,
            server,
            worker: Some(std::thread::spawn(move || worker.run(&stopped))),
            known: Mutex::default(),
        };
        network.operator(|work| perennial::network::install_bea_regions(work).map(|_| ()));
        Some(network)
    }

    /// Does what only the operator can (the command line), through the services.
    pub fn operator<T>(&self, act: impl FnOnce(&mut Work<'_>) -> Result<T, Problem>) -> T {
        let caller = Caller::without_grants(Principal::Operator);
        let scope = Scope::everything();
        self.platform
            .db
            .write(|conn| act(&mut Work::new(&self.platform, conn, &caller, &scope, "test")))
            .unwrap_or_else(|problem| panic!("{problem} {:?} {:?}", problem.cause, problem.errors))
    }

    /// A new person with one grant, signed in through the API.
    pub fn person(&self, role: Role, kind: ScopeKind, scope: Option<Id>) -> Client {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        // Nobody reviews an application from their own domain, so reviewers have one that no applicant has.
        let domain = if role == Role::Reviewer { "review.example" } else { "test.example" };
        let email = format!("{role}{}@{domain}", COUNTER.fetch_add(1, Ordering::Relaxed));
        self.operator(|work| {
            let person = identity::create_account(
                work,
                NewAccount {
                    name: &format!("Test {role}"),
                    email: &email,
                    password_hash: Some(password_hash()),
                    institution: None,
                    jurisdiction: None,
                    region: scope.filter(|_| kind == ScopeKind::Region),
                    time_zone: "America/Chicago",
                },
            )?;
            identity::grant_role(work, person, role, kind, scope)
        });
        self.sign_in(&email)
    }

    /// One person for each role and scope, made when first asked for.
    pub fn person_of(&self, role: Role, kind: ScopeKind, scope: Option<Id>) -> Client {
        if let Some(known) = self.known.lock().unwrap().get(&(role, scope)) {
            return known.clone();
        }
        let person = self.person(role, kind, scope);
        self.known.lock().unwrap().insert((role, scope), person.clone());
        person
    }

    /// A study, for grants of evaluators.
    pub fn study(&self) -> Id {
        self.operator(|work| {
            let id = work.new_id();
            let now = work.stamp();
            diesel::insert_into(studies::table)
                .values((
                    studies::id.eq(id),
                    studies::title.eq("A study"),
                    studies::consent_text.eq("Consent"),
                    studies::consent_version.eq(1),
                    studies::data_use_terms.eq("Terms"),
                    studies::expires_on.eq(now.date() + chrono::Days::new(365)),
                    studies::k.eq(10),
                    studies::created_at.eq(now),
                    studies::updated_at.eq(now),
                    studies::version.eq(1_i64),
                ))
                .execute(work.conn)?;
            Ok(id)
        })
    }

    /// An association, for grants of partners.
    pub fn association(&self) -> Id {
        self.operator(|work| {
            let id = work.new_id();
            let now = work.stamp();
            diesel::insert_into(associations::table)
                .values((
                    associations::id.eq(id),
                    associations::name.eq(format!("Association {id}")),
                    associations::created_at.eq(now),
                    associations::updated_at.eq(now),
                    associations::version.eq(1_i64),
                ))
                .execute(work.conn)?;
            Ok(id)
        })
    }

    /// A signed-in person without any grant.
    pub fn nobody(&self) -> Client {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let email = format!("nobody{}@test.example", COUNTER.fetch_add(1, Ordering::Relaxed));
        self.operator(|work| {
            identity::create_account(
                work,
                NewAccount {
                    name: "Test Nobody",
                    email: &email,
                    password_hash: Some(password_hash()),
                    institution: None,
                    jurisdiction: None,
                    region: None,
                    time_zone: "America/Chicago",
                },
            )
        });
        self.sign_in(&email)
    }

    #[track_caller]
    pub fn sign_in(&self, email: &str) -> Client {
        let answer =
            self.anonymous.post("/auth/sign-in", json!({ "email": email, "password": PASSWORD })).expect(200);
        let mut client = self
            .anonymous
            .with_authorization(&format!("Bearer {}", answer.json["access_token"].as_str().unwrap()));
        client.person_id = answer.json["person"]["id"].as_str().unwrap().to_owned();
        client
    }

    pub fn admin(&self) -> Client {
        self.person(Role::Admin, ScopeKind::Network, None)
    }

    pub fn task_force(&self) -> Client {
        self.person(Role::TaskForce, ScopeKind::Network, None)
    }

    pub fn in_region(&self, role: Role, region: &str) -> Client {
        self.person(role, ScopeKind::Region, Some(region.parse().unwrap()))
    }

    /// The id of a region by its code: "03" is Great Lakes, "08" Far West.
    pub fn region(&self, code: &str) -> String {
        let regions = self.operator(|work| Ok(perennial::network::region_ids(work.conn)?));
        regions.iter().find(|(c, _)| c == code).map(|(_, id)| id.to_string()).unwrap()
    }

    pub fn now(&self) -> DateTime<Utc> {
        *self.clock.0.lock().unwrap()
    }

    pub fn advance(&self, by: TimeDelta) {
        *self.clock.0.lock().unwrap() += by;
    }

    /// The token of a form to apply that somebody opened a minute ago: nobody writes faster.
    pub fn form_token(&self, opening: &str) -> String {
        let opened = self.now() - TimeDelta::minutes(1);
        form_token::issue(&self.platform.cursor_key, "application", opening.parse().unwrap(), opened).unwrap()
    }

    /// A second worker beside the network's own, until it is dropped.
    pub fn another_worker(&self) -> AnotherWorker {
        let stop = Arc::new(AtomicBool::new(false));
        let worker = Worker {
            platform: self.platform.clone().into_inner(),
            handlers: app::job_handlers(),
            recurring: &[],
        };
        let stopped = stop.clone();
        AnotherWorker { stop, thread: Some(std::thread::spawn(move || worker.run(&stopped))) }
    }

    /// Waits until the job behind a 202 has ended, and answers it.
    #[track_caller]
    pub fn job_done(&self, client: &Client, accepted: &Answer) -> Value {
        let location = accepted.header("location").expect("a 202 names its job").to_owned();
        let started = Instant::now();
        loop {
            let job = client.get(&location).expect(200).json;
            if !["queued", "running"].contains(&job["state"].as_str().unwrap()) {
                return job;
            }
            assert!(started.elapsed() < Duration::from_secs(60), "the job does not end: {job}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The newest mail to an address, from the outbox.
    pub fn mail_to(&self, address: &str) -> Value {
        let mails = self.admin().get("/mails?limit=200").expect(200).items();
        mails
            .into_iter()
            .find(|mail| mail["to_address"] == address)
            .unwrap_or_else(|| panic!("no mail to {address}"))
    }

    /// The subjects of all mails to a person, from the outbox.
    pub fn mail_to_person(&self, person: &Client) -> Vec<String> {
        let id: Id = person.person_id.parse().unwrap();
        let address = self.operator(|work| Ok(identity::contacts(work.conn, &[id])?[&id].email.clone()));
        let mails = self.admin().get("/mails?limit=200").expect(200).items();
        mails
            .iter()
            .filter(|mail| mail["to_address"] == address)
            .map(|mail| mail["subject"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The same person, signed in anew: after the clock has moved on.
    pub fn sign_in_as(&self, person: &Client) -> Client {
        let id: Id = person.person_id.parse().unwrap();
        let address = self.operator(|work| Ok(identity::contacts(work.conn, &[id])?[&id].email.clone()));
        self.sign_in(&address)
    }

    /// The newest events as they are told, once one of this kind is among them: a job numbers them, and until then nothing tells of
    /// them.
    pub fn events_with(&self, kind: &str) -> String {
        let (admin, started) = (self.admin(), Instant::now());
        loop {
            let told = admin.get("/events?limit=200").expect(200).text;
            if told.contains(&format!("\"{kind}\"")) {
                return told;
            }
            assert!(started.elapsed() < Duration::from_secs(30), "no event tells of {kind}: {told}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The token of the link in the newest mail to an address, as who gets it reads it.
    pub fn link_to(&self, address: &str) -> String {
        let newest = mails::table.filter(mails::to_address.eq(address)).order(mails::id.desc());
        let body = self.operator(|work| Ok(newest.select(mails::body).first::<String>(work.conn)?));
        let after = body.split('#').nth(1).unwrap_or_else(|| panic!("no link in {body}"));
        after.split_whitespace().next().unwrap().to_owned()
    }
}

/// Works beside the network's own.
pub struct AnotherWorker {
    stop: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Drop for AnotherWorker {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // The answer is of no interest; not polling it would not stop the server.
        let stopping = self.server.stop(false);
        std::thread::spawn(move || actix_web::rt::System::new().block_on(stopping));
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
        // Most tests attach nothing.
        if let FileStore::Folder(folder) = &self.platform.config.files {
            let _ = std::fs::remove_dir_all(folder);
        }
        take_away(&self.platform.config.database);
    }
}

fn listen(platform: web::Data<Platform>) -> (actix_web::dev::ServerHandle, String) {
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            // The same for every network, and large: made once.
            static DESCRIPTION: OnceLock<app::Description> = OnceLock::new();
            let description = DESCRIPTION.get_or_init(|| app::Description::of_all_slices().unwrap());
            let server = HttpServer::new(move || app::service(platform.clone(), description.clone()))
                .workers(1)
                .disable_signals()
                .bind(("127.0.0.1", 0))
                .unwrap();
            let address = format!("http://{}", server.addrs()[0]);
            let running = server.run();
            send.send((running.handle(), address)).unwrap();
            running.await.unwrap();
        });
    });
    receive.recv().unwrap()
}
