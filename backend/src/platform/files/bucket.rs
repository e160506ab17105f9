//! Files in a bucket that speaks S3. Requests are signed by `rusty_s3` and sent by `ureq`, which blocks: callers are on
//! blocking threads already.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use rusty_s3::actions::ListObjectsV2;
use rusty_s3::{Credentials, S3Action, UrlStyle};
use ureq::Agent;
use url::Url;

use super::FileKey;

/// How long a signature is good for: one request, and a clock that is a little wrong.
const SIGNED_FOR: Duration = Duration::from_secs(300);
/// For one request, from the connection to the last byte.
const PATIENCE: Duration = Duration::from_secs(30);
/// More than the largest attachment.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What a bucket is reached by, as it is configured.
pub struct BucketSettings {
    /// `https://s3.us-east-2.amazonaws.com`, or any other that speaks S3.
    pub endpoint: String,
    pub bucket: String,
    pub region: String,
    pub key_id: String,
    pub secret: String,
    /// The bucket's name stands in the path, and not before the host.
    pub path_style: bool,
}

#[derive(Clone)]
pub struct Bucket {
    bucket: Arc<rusty_s3::Bucket>,
    credentials: Arc<Credentials>,
    agent: Agent,
}

impl Bucket {
    /// # Errors
    /// One sentence when these settings name no bucket.
    pub fn new(settings: BucketSettings) -> Result<Self, String> {
        let endpoint = settings.endpoint.parse::<Url>().map_err(|_| "is no address".to_owned())?;
        let style = if settings.path_style { UrlStyle::Path } else { UrlStyle::VirtualHost };
        let bucket = rusty_s3::Bucket::new(endpoint, style, settings.bucket, settings.region)
            .map_err(|error| format!("names no bucket: {error}"))?;
        let agent = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .into();
        let credentials = Arc::new(Credentials::new(settings.key_id, settings.secret));
        Ok(Self { bucket: Arc::new(bucket), credentials, agent })
    }

    pub(super) fn keep(&self, key: &FileKey, bytes: &[u8]) -> io::Result<()> {
        let path = key.path();
        let url = self.bucket.put_object(Some(&self.credentials), &path).sign(SIGNED_FOR);
        let answer = self.agent.put(url.as_str()).send(bytes).map_err(sent)?;
        expected(answer.status().as_u16(), &[200, 201, 204])
    }

    pub(super) fn read(&self, key: &FileKey) -> io::Result<Vec<u8>> {
        let path = key.path();
        let url = self.bucket.get_object(Some(&self.credentials), &path).sign(SIGNED_FOR);
        let mut answer = self.agent.get(url.as_str()).call().map_err(sent)?;
        expected(answer.status().as_u16(), &[200])?;
        answer.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(sent)
    }

    pub(super) fn remove(&self, key: &FileKey) -> io::Result<()> {
        let path = key.path();
        let url = self.bucket.delete_object(Some(&self.credentials), &path).sign(SIGNED_FOR);
        let answer = self.agent.delete(url.as_str()).call().map_err(sent)?;
        // S3 says 204 for what is gone already; others say 404.
        expected(answer.status().as_u16(), &[200, 204, 404])
    }

    pub(super) fn older_than(&self, age: Duration, now: SystemTime) -> io::Result<Vec<FileKey>> {
        let now: DateTime<Utc> = now.into();
        let until = now - age;
        let mut found = Vec::new();
        let mut token: Option<String> = None;
        loop {
            let mut list = self.bucket.list_objects_v2(Some(&self.credentials));
            if let Some(token) = token.take() {
                list.with_continuation_token(token);
            }
            let mut answer = self.agent.get(list.sign(SIGNED_FOR).as_str()).call().map_err(sent)?;
            expected(answer.status().as_u16(), &[200])?;
            let text = answer.body_mut().with_config().limit(LARGEST).read_to_string().map_err(sent)?;
            let page = ListObjectsV2::parse_response(&text).map_err(|error| {
                io::Error::other(format!("the list of the bucket cannot be read: {error}"))
            })?;
            for object in page.contents {
                let written = object.last_modified.and_then(|at| at.parse::<DateTime<Utc>>().ok());
                // What has no time is left alone.
                if written.is_some_and(|at| at <= until) {
                    let name = object.key.rsplit('/').next().unwrap_or_default();
                    found.extend(FileKey::from_name(name));
                }
            }
            match page.next_continuation_token {
                Some(next) => token = Some(next),
                None => return Ok(found),
            }
        }
    }

    pub(super) fn reachable(&self) -> Result<(), String> {
        let url = self.bucket.head_bucket(Some(&self.credentials)).sign(SIGNED_FOR);
        // The address holds a signature, so that nothing of it is told.
        let answer = self.agent.head(url.as_str()).call().map_err(|_| "it does not answer".to_owned())?;
        match answer.status().as_u16() {
            200 => Ok(()),
            403 => {
                Err("it refuses the key: look at the key's id, its secret, its rights and the clock".into())
            }
            404 => Err("there is no such bucket".into()),
            status => Err(format!("it answers {status}")),
        }
    }
}

/// Errors of `ureq` can hold the address, which is signed.
fn sent(error: ureq::Error) -> io::Error {
    match error {
        ureq::Error::Io(error) => error,
        ureq::Error::Timeout(_) => {
            io::Error::new(io::ErrorKind::TimedOut, "the bucket does not answer in time")
        }
        _ => io::Error::other("the bucket cannot be spoken to"),
    }
}

fn expected(status: u16, good: &[u16]) -> io::Result<()> {
    if good.contains(&status) {
        return Ok(());
    }
    let kind = if status == 404 { io::ErrorKind::NotFound } else { io::ErrorKind::Other };
    Err(io::Error::new(kind, format!("the bucket answers {status}")))
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.bucket.name(), self.bucket.base_url())
    }
}
