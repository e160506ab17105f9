//! Attachments in a bucket that speaks S3: a small receiver checks every signature, and a real server when there is one.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use hmac::{Hmac, KeyInit, Mac};
use perennial::platform::db::Id;
use perennial::platform::files::{Bucket, BucketSettings, FileKey, FileStore};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::support::{Kind, Network};

const KEY_ID: &str = "perennial-test";
const SECRET: &str = "a secret that no log may hold";
const REGION: &str = "us-east-2";

/// Speaks as much S3 as we use, and refuses what is not signed by the secret.
struct Receiver {
    address: String,
    objects: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
    refused: Arc<AtomicUsize>,
}

fn keyed(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// AWS Signature Version 4 in the query, with the payload unsigned.
fn is_signed(method: &str, path: &str, query: &str, host: &str) -> bool {
    let mut pairs: Vec<&str> =
        query.split('&').filter(|pair| !pair.starts_with("X-Amz-Signature=")).collect();
    pairs.sort_unstable();
    let value = |name: &str| {
        let found = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
        found.unwrap_or_default().replace("%2F", "/").replace("%3B", ";")
    };
    let when = value("X-Amz-Date");
    let Some(day) = when.get(..8) else { return false };
    let scope = format!("{day}/{REGION}/s3/aws4_request");
    if value("X-Amz-Credential") != format!("{KEY_ID}/{scope}") || value("X-Amz-SignedHeaders") != "host" {
        return false;
    }
    let request = format!("{method}\n{path}\n{}\nhost:{host}\n\nhost\nUNSIGNED-PAYLOAD", pairs.join("&"));
    let digest = hex(&Sha256::digest(request.as_bytes()));
    let to_sign = format!("AWS4-HMAC-SHA256\n{when}\n{scope}\n{digest}");
    let key = [day, REGION, "s3", "aws4_request"]
        .iter()
        .fold(format!("AWS4{SECRET}").into_bytes(), |key, part| keyed(&key, part));
    hex(&keyed(&key, &to_sign)) == value("X-Amz-Signature")
}

impl Receiver {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (objects, refused) = (Arc::<Mutex<BTreeMap<_, _>>>::default(), Arc::<AtomicUsize>::default());
        let (kept, counted) = (objects.clone(), refused.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (kept, counted) = (kept.clone(), counted.clone());
                std::thread::spawn(move || while answer(&stream, &kept, &counted).is_some() {});
            }
        });
        Self { address, objects, refused }
    }

    fn store(&self, secret: &str) -> FileStore {
        store(&self.address, "attachments", secret)
    }
}

fn store(endpoint: &str, bucket: &str, secret: &str) -> FileStore {
    let settings = BucketSettings {
        endpoint: endpoint.to_owned(),
        bucket: bucket.to_owned(),
        region: REGION.to_owned(),
        key_id: KEY_ID.to_owned(),
        secret: secret.to_owned(),
        path_style: true,
    };
    FileStore::Bucket(Bucket::new(settings).unwrap())
}

/// One request of a connection; `None` when it is over.
fn answer(
    mut stream: &TcpStream,
    objects: &Mutex<BTreeMap<String, Vec<u8>>>,
    refused: &AtomicUsize,
) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (mut host, mut length) = (String::new(), 0);
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim().split_once(": ") else { break };
        match name.to_lowercase().as_str() {
            "host" => value.clone_into(&mut host),
            "content-length" => length = value.parse().ok()?,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let key = path.trim_start_matches("/attachments").trim_matches('/').to_owned();
    let mut objects = objects.lock().unwrap();
    let (status, content) = if !is_signed(&method, path, query, &host) {
        refused.fetch_add(1, Ordering::Relaxed);
        (403, Vec::new())
    } else if !path.starts_with("/attachments") {
        (404, Vec::new())
    } else {
        match (method.as_str(), key.is_empty()) {
            ("HEAD", true) => (200, Vec::new()),
            ("GET", true) => (200, listed(&objects, query).into_bytes()),
            ("PUT", false) => {
                objects.insert(key, body);
                (200, Vec::new())
            }
            ("GET", false) => objects.get(&key).map_or((404, Vec::new()), |found| (200, found.clone())),
            ("DELETE", false) => {
                objects.remove(&key);
                (204, Vec::new())
            }
            _ => (405, Vec::new()),
        }
    };
    let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\n\r\n", content.len());
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&content).ok()
}

/// Two to a page, so that the second is asked for.
fn listed(objects: &BTreeMap<String, Vec<u8>>, query: &str) -> String {
    let token = query.split('&').find_map(|pair| pair.strip_prefix("continuation-token=")).unwrap_or("0");
    let from: usize = token.parse().unwrap();
    let contents: String = objects
        .iter()
        .skip(from)
        .take(2)
        .map(|(key, bytes)| {
            format!(
                "<Contents><Key>{key}</Key><LastModified>2027-03-01T12:00:00.000Z</LastModified>\
                 <ETag>x</ETag><Size>{}</Size><StorageClass>STANDARD</StorageClass></Contents>",
                bytes.len()
            )
        })
        .collect();
    let more = from + 2 < objects.len();
    let next = if more {
        format!("<NextContinuationToken>{}</NextContinuationToken>", from + 2)
    } else {
        String::new()
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
         <Name>attachments</Name><MaxKeys>2</MaxKeys><IsTruncated>{more}</IsTruncated>{contents}{next}</ListBucketResult>"
    )
}

fn id(n: u8) -> Id {
    format!("01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e{n:02x}").parse().unwrap()
}

/// What every store promises, whoever stands behind it.
fn keeps_its_promises(store: &FileStore, now: SystemTime) {
    assert_eq!(store.reachable(), Ok(()));
    let keys: Vec<FileKey> = (0..3).map(|n| FileKey::of(&[n; 100], id(n))).collect();
    for (n, key) in (0..3).zip(&keys) {
        store.keep(key, &[n; 100]).unwrap();
        assert_eq!(store.read(key).unwrap(), [n; 100]);
    }
    let day = Duration::from_secs(24 * 3600);
    let mut found = store.older_than(day, now + 2 * day).unwrap();
    found.sort_by_key(|key| key.id.to_string());
    assert_eq!(found, keys, "what has lain there for long, over all pages");
    assert!(store.older_than(day, now).unwrap().is_empty());
    for key in &keys {
        store.remove(key).unwrap();
        store.remove(key).unwrap();
        assert!(store.read(key).is_err());
    }
}

#[test]
fn a_bucket_keeps_what_it_was_given_until_it_is_removed() {
    let receiver = Receiver::start();
    let store = receiver.store(SECRET);
    keeps_its_promises(
        &store,
        "2027-03-01T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into(),
    );
    assert_eq!(receiver.refused.load(Ordering::Relaxed), 0);

    let key = FileKey::of(b"bytes", id(9));
    store.keep(&key, b"bytes").unwrap();
    for bytes in receiver.objects.lock().unwrap().values_mut() {
        *bytes = b"other".to_vec();
    }
    assert!(store.read(&key).is_err(), "changed in the bucket");
}

#[test]
fn another_secret_is_refused_and_none_is_told() {
    let receiver = Receiver::start();
    let store = receiver.store("another secret");
    let refused = store.reachable().unwrap_err();
    assert!(refused.contains("refuses the key"), "{refused}");
    let error = store.keep(&FileKey::of(b"bytes", id(0)), b"bytes").unwrap_err();
    assert!(!format!("{error} {error:?} {store}").contains("secret"), "{error:?}");
    assert!(receiver.objects.lock().unwrap().is_empty());
    assert!(store_at("http://127.0.0.1:1").reachable().unwrap_err().contains("does not answer"));
    assert!(
        self::store(&receiver.address, "elsewhere", SECRET)
            .reachable()
            .unwrap_err()
            .contains("no such bucket")
    );
}

fn store_at(endpoint: &str) -> FileStore {
    store(endpoint, "attachments", SECRET)
}

/// `cargo xtask test --deep` starts one; without it this says so and passes.
#[test]
fn a_real_server_understands_us() {
    let Ok(endpoint) = std::env::var("PERENNIAL_TEST_S3") else {
        eprintln!("SKIPPED with a real S3 server: PERENNIAL_TEST_S3 is not set");
        return;
    };
    let made = ureq::put(format!("{endpoint}/attachments")).send(&[] as &[u8]).unwrap();
    assert!(made.status().is_success());
    #[allow(clippy::disallowed_methods)] // the server stamps by its own clock
    keeps_its_promises(&store_at(&endpoint), SystemTime::now());
}

#[test]
fn an_attachment_travels_through_the_api_into_the_bucket_and_out_of_it() {
    let receiver = Receiver::start();
    let network = Network::with_files(Kind::Sqlite, receiver.store(SECRET));
    let desk = crate::recruitment::Desk::in_region(&network, "03");
    let opening = desk.published();
    let start = json!({ "email": "ana@x.example", "form_token": network.form_token(&opening), "draft": {
        "name": "Ana", "institution": "Ada", "experience": "A", "leadership": "B", "commitment": "C" } });
    network.anonymous.post(&format!("/public/openings/{opening}/drafts"), start).expect(202);
    let ana = network.anonymous.with_link(&network.link_to("ana@x.example"));
    let bytes = b"%PDF-1.7\nA life in libraries.";
    let binary = [("content-type", "application/octet-stream")];
    let attach = || ana.send("POST", "/public/draft/attachments?name=cv.pdf", &binary, Some(bytes));
    let kept = attach().expect(201).id();
    assert_eq!(receiver.objects.lock().unwrap().len(), 1, "kept before the answer");
    let gone = attach().expect(201).id();
    ana.delete(&format!("/public/draft/attachments/{gone}")).expect(204);
    let started = std::time::Instant::now();
    while receiver.objects.lock().unwrap().len() > 1 {
        assert!(started.elapsed() < Duration::from_secs(30), "the object stays");
        std::thread::sleep(Duration::from_millis(50));
    }
    ana.post("/public/draft/submit", json!({ "version": 1 })).expect(202);
    let read = desk.task_force.get(&format!("/attachments/{kept}")).expect(200);
    assert_eq!(read.text.as_bytes(), bytes);
}
