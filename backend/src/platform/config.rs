//! Configuration: defaults, then a file, then the environment; checked as a whole at the start.

use std::path::PathBuf;

use serde::Deserialize;

use super::db::DatabaseUrl;
use super::files::{Bucket, BucketSettings, FileStore};
use super::http::TrustedProxies;

/// How the access log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Clone)]
pub struct Smtp {
    pub url: String,
    pub from: String,
}

/// The checked configuration.
#[derive(Clone)]
pub struct Config {
    pub database: DatabaseUrl,
    pub bind: String,
    pub metrics_bind: Option<String>,
    pub public_url: String,
    pub spa_dir: PathBuf,
    pub spa_origins: Vec<String>,
    pub smtp: Option<Smtp>,
    pub log_format: LogFormat,
    pub database_connections: u32,
    pub worker_in_serve: bool,
    pub secret: Option<String>,
    pub secure_cookies: bool,
    pub trusted_proxies: TrustedProxies,
    /// Where attachments lie; every node and worker reaches the same place.
    pub files: FileStore,
}

/// Every name that may be set, with its default and what it means. `doctor` prints this table.
pub const NAMES: &[(&str, &str, &str)] = &[
    ("DATABASE_URL", "sqlite://data/perennial.sqlite", "where the data is: sqlite://PATH or postgres://..."),
    ("PERENNIAL_BIND", "127.0.0.1:8080", "address and port of the API and the SPA"),
    ("PERENNIAL_METRICS_BIND", "", "address and port of /metrics; empty: none"),
    (
        "PERENNIAL_PUBLIC_URL",
        "http://127.0.0.1:8080",
        "how the network is reached from outside, for links in mail",
    ),
    ("PERENNIAL_SPA_DIR", "frontend/dist", "folder of the built SPA"),
    ("PERENNIAL_SPA_ORIGINS", "", "other origins that may call the API with credentials, comma-separated"),
    (
        "PERENNIAL_SMTP_URL",
        "",
        "smtp://user:password@host:port or smtps://...; empty: mail stays in the outbox",
    ),
    ("PERENNIAL_SMTP_FROM", "Perennial <perennial@localhost>", "the sender of mail"),
    ("PERENNIAL_LOG_FORMAT", "text", "text or json"),
    ("PERENNIAL_DATABASE_CONNECTIONS", "8", "connections of each pool, 1 to 200"),
    (
        "PERENNIAL_TRUSTED_PROXIES",
        "",
        "addresses and networks of our own balancers, whose X-Forwarded-For is believed, comma-separated",
    ),
    (
        "PERENNIAL_FILES_DIR",
        "",
        "folder of attached files, the same for every node and worker; empty: 'files' beside the SQLite file, or data/files",
    ),
    (
        "PERENNIAL_FILES_S3_ENDPOINT",
        "",
        "attached files in a bucket that speaks S3, by its address: https://s3.us-east-2.amazonaws.com; empty: in the folder",
    ),
    ("PERENNIAL_FILES_S3_BUCKET", "", "the name of the bucket, which exists already"),
    ("PERENNIAL_FILES_S3_REGION", "us-east-1", "the region that requests are signed for"),
    (
        "PERENNIAL_FILES_S3_KEY_ID",
        "",
        "the id of the key, which may list, read, write and delete in the bucket",
    ),
    ("PERENNIAL_FILES_S3_SECRET", "", "the secret of the key"),
    ("PERENNIAL_FILES_S3_PATH_STYLE", "true", "the bucket's name stands in the path; false: before the host"),
    ("PERENNIAL_WORKER", "true", "run background jobs inside serve; false when a separate worker runs"),
    (
        "PERENNIAL_SECRET",
        "",
        "at least 32 characters, the same on every node; empty: made once and kept in the database",
    ),
];

/// Values that `doctor` never prints.
pub const SECRETS: &[&str] = &["PERENNIAL_SECRET", "PERENNIAL_SMTP_URL", "PERENNIAL_FILES_S3_SECRET"];

/// Where a value comes from.
pub struct Settings {
    file: toml::Table,
    environment: Box<dyn Fn(&str) -> Option<String> + Send + Sync>,
}

impl Settings {
    /// Reads the file named by `PERENNIAL_CONFIG` when there is one.
    ///
    /// # Errors
    /// One sentence when the file cannot be read or names something unknown.
    pub fn load(
        environment: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Result<Self, String> {
        let file = match environment("PERENNIAL_CONFIG") {
            None => toml::Table::new(),
            Some(path) => std::fs::read_to_string(&path)
                .map_err(|e| format!("The configuration file {path} cannot be read: {e}."))?
                .parse::<toml::Table>()
                .map_err(|e| format!("The configuration file {path} is not TOML: {e}"))?,
        };
        if let Some(unknown) = file.keys().find(|key| !NAMES.iter().any(|(name, ..)| name == key)) {
            return Err(format!("The configuration file names {unknown}, which is not a setting."));
        }
        Ok(Self { file, environment: Box::new(environment) })
    }

    #[must_use]
    pub fn get(&self, name: &str) -> String {
        let written = |value: &toml::Value| match value {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        (self.environment)(name)
            .or_else(|| self.file.get(name).map(written))
            .or_else(|| NAMES.iter().find(|(n, ..)| *n == name).map(|(_, default, _)| (*default).to_owned()))
            .unwrap_or_default()
    }

    fn optional(&self, name: &str) -> Option<String> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }
}

fn files_beside(database: &DatabaseUrl) -> PathBuf {
    match database {
        DatabaseUrl::Sqlite(path) => {
            path.parent().map_or_else(|| "files".into(), |folder| folder.join("files"))
        }
        DatabaseUrl::Postgres(_) => "data/files".into(),
    }
}

/// The bucket for attached files, when one is named; what is wrong with it otherwise.
fn bucket(settings: &Settings, wrong: &mut Vec<String>) -> Option<Bucket> {
    let endpoint = settings.optional("PERENNIAL_FILES_S3_ENDPOINT")?;
    let mut needed = |name: &str| {
        let value = settings.optional(name);
        if value.is_none() {
            wrong.push(format!("PERENNIAL_FILES_S3_ENDPOINT is set, so {name} must be too."));
        }
        value
    };
    let (bucket, key_id, secret) = (
        needed("PERENNIAL_FILES_S3_BUCKET"),
        needed("PERENNIAL_FILES_S3_KEY_ID"),
        needed("PERENNIAL_FILES_S3_SECRET"),
    );
    let Ok(path_style) = settings.get("PERENNIAL_FILES_S3_PATH_STYLE").parse::<bool>() else {
        wrong.push("PERENNIAL_FILES_S3_PATH_STYLE must be true or false.".into());
        return None;
    };
    let region = settings.get("PERENNIAL_FILES_S3_REGION");
    let found =
        BucketSettings { endpoint, bucket: bucket?, region, key_id: key_id?, secret: secret?, path_style };
    match Bucket::new(found) {
        Ok(bucket) => Some(bucket),
        Err(why) => {
            wrong.push(format!("PERENNIAL_FILES_S3_ENDPOINT {why}."));
            None
        }
    }
}

impl Config {
    /// Checks all settings.
    ///
    /// # Errors
    /// Every setting that is wrong, one sentence each.
    pub fn check(settings: &Settings) -> Result<Self, Vec<String>> {
        let mut wrong = Vec::new();
        let database = settings.get("DATABASE_URL").parse::<DatabaseUrl>();
        let log_format = match settings.get("PERENNIAL_LOG_FORMAT").as_str() {
            "text" => LogFormat::Text,
            "json" => LogFormat::Json,
            other => {
                wrong.push(format!("PERENNIAL_LOG_FORMAT is '{other}'; it must be text or json."));
                LogFormat::Text
            }
        };
        let connections = settings.get("PERENNIAL_DATABASE_CONNECTIONS").parse::<u32>().ok();
        if !connections.is_some_and(|n| (1..=200).contains(&n)) {
            wrong.push("PERENNIAL_DATABASE_CONNECTIONS must be a whole number from 1 to 200.".into());
        }
        let worker = settings.get("PERENNIAL_WORKER").parse::<bool>();
        if worker.is_err() {
            wrong.push("PERENNIAL_WORKER must be true or false.".into());
        }
        let public_url = settings.get("PERENNIAL_PUBLIC_URL").trim_end_matches('/').to_owned();
        if !public_url.starts_with("http://") && !public_url.starts_with("https://") {
            wrong.push("PERENNIAL_PUBLIC_URL must begin with http:// or https://.".into());
        }
        let trusted_proxies = settings.get("PERENNIAL_TRUSTED_PROXIES").parse::<TrustedProxies>();
        if let Err(error) = &trusted_proxies {
            wrong.push(format!("PERENNIAL_TRUSTED_PROXIES: {error}."));
        }
        let bucket = bucket(settings, &mut wrong);
        let secret = settings.optional("PERENNIAL_SECRET");
        if secret.as_ref().is_some_and(|s| s.len() < 32) {
            wrong.push("PERENNIAL_SECRET must have at least 32 characters.".into());
        }
        if let Err(error) = &database {
            wrong.push(format!("{error}."));
        }
        match (database, trusted_proxies) {
            (Ok(database), Ok(trusted_proxies)) if wrong.is_empty() => Ok(Self {
                files: bucket.map_or_else(
                    || {
                        let folder = settings.optional("PERENNIAL_FILES_DIR");
                        FileStore::Folder(folder.map_or_else(|| files_beside(&database), PathBuf::from))
                    },
                    FileStore::Bucket,
                ),
                database,
                bind: settings.get("PERENNIAL_BIND"),
                metrics_bind: settings.optional("PERENNIAL_METRICS_BIND"),
                secure_cookies: public_url.starts_with("https://"),
                public_url,
                trusted_proxies,
                spa_dir: PathBuf::from(settings.get("PERENNIAL_SPA_DIR")),
                spa_origins: settings
                    .get("PERENNIAL_SPA_ORIGINS")
                    .split(',')
                    .map(|origin| origin.trim().to_owned())
                    .filter(|origin| !origin.is_empty())
                    .collect(),
                smtp: settings
                    .optional("PERENNIAL_SMTP_URL")
                    .map(|url| Smtp { url, from: settings.get("PERENNIAL_SMTP_FROM") }),
                log_format,
                database_connections: connections.unwrap_or(8),
                worker_in_serve: worker.unwrap_or(true),
                secret,
            }),
            _ => Err(wrong),
        }
    }
}
