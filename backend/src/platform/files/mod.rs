//! Files: each under the digest of its bytes and the id of its row, in a local folder or in a bucket that speaks S3. What is
//! answered for is kept by the store, and what was written without a row is found and removed later.

mod bucket;
mod folder;

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

use super::db::Id;

pub use bucket::{Bucket, BucketSettings};

/// Names a file: the digest of its bytes in small hexadecimals, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FileKey {
    pub digest: String,
    pub id: Id,
}

impl FileKey {
    #[must_use]
    pub fn of(bytes: &[u8], id: Id) -> Self {
        let digest = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { digest, id }
    }

    /// Spread over 256 folders. Both parts are ours: no name that a stranger chose gets here.
    fn path(&self) -> String {
        let spread = self.digest.get(..2).unwrap_or("00");
        format!("{spread}/{}-{}", self.digest, self.id)
    }

    fn from_name(name: &str) -> Option<Self> {
        let (digest, id) = name.split_once('-')?;
        Some(Self { digest: digest.to_owned(), id: id.parse().ok()? })
    }
}

/// Where files are kept; every node and worker reaches the same one.
#[derive(Clone)]
pub enum FileStore {
    Folder(PathBuf),
    Bucket(Bucket),
}

impl FileStore {
    /// Keeps the bytes, and comes back when they would survive a power cut: the folder has synced them, or the bucket has
    /// answered that it has them.
    ///
    /// # Errors
    /// When the store does not take them.
    pub fn keep(&self, key: &FileKey, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Folder(folder) => folder::keep(folder, key, bytes),
            Self::Bucket(bucket) => bucket.keep(key, bytes),
        }
    }

    /// # Errors
    /// When it is not there, or its bytes are no longer those that were kept.
    pub fn read(&self, key: &FileKey) -> io::Result<Vec<u8>> {
        let bytes = match self {
            Self::Folder(folder) => folder::read(folder, key)?,
            Self::Bucket(bucket) => bucket.read(key)?,
        };
        if FileKey::of(&bytes, key.id) != *key {
            return Err(io::Error::other(format!("the file of {} has changed where it is kept", key.id)));
        }
        Ok(bytes)
    }

    /// Removes the file; one that is gone already is removed.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn remove(&self, key: &FileKey) -> io::Result<()> {
        match self {
            Self::Folder(folder) => folder::remove(folder, key),
            Self::Bucket(bucket) => bucket.remove(key),
        }
    }

    /// What has lain there for longer than `age` by the store's own clock.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn older_than(&self, age: Duration, now: SystemTime) -> io::Result<Vec<FileKey>> {
        match self {
            Self::Folder(folder) => folder::older_than(folder, age, now),
            Self::Bucket(bucket) => bucket.older_than(age, now),
        }
    }

    /// Whether it can be reached now.
    ///
    /// # Errors
    /// One sentence, without secrets.
    pub fn reachable(&self) -> Result<(), String> {
        match self {
            // It is made with the first file.
            Self::Folder(folder) if folder.exists() => {
                std::fs::read_dir(folder).map(drop).map_err(|error| format!("it cannot be read: {error}"))
            }
            Self::Folder(_) => Ok(()),
            Self::Bucket(bucket) => bucket.reachable(),
        }
    }
}

impl fmt::Display for FileStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "the folder {}", folder.display()),
            Self::Bucket(bucket) => write!(f, "the bucket {bucket}"),
        }
    }
}
