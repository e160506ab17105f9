//! Files in a local folder: each under the digest of its bytes and the id of its row. What is answered for is on disk, and
//! what was written without a row is found and removed later.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

use super::db::Id;

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
    fn path(&self, folder: &Path) -> PathBuf {
        let spread = self.digest.get(..2).unwrap_or("00");
        folder.join(spread).join(format!("{}-{}", self.digest, self.id))
    }

    fn from_name(name: &str) -> Option<Self> {
        let (digest, id) = name.split_once('-')?;
        Some(Self { digest: digest.to_owned(), id: id.parse().ok()? })
    }
}

/// Writes the bytes, and comes back when they and their name are on disk.
///
/// # Errors
/// When the folder cannot be written.
pub fn keep(folder: &Path, key: &FileKey, bytes: &[u8]) -> io::Result<()> {
    let path = key.path(folder);
    let Some(parent) = path.parent() else { return Err(io::Error::other("a file without a folder")) };
    fs::create_dir_all(parent)?;
    // Half a file is never found under the name.
    let unfinished = path.with_extension("part");
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, &path)?;
    File::open(parent)?.sync_all()?;
    File::open(folder)?.sync_all()
}

/// # Errors
/// When it is not there, or its bytes are no longer those that were kept.
pub fn read(folder: &Path, key: &FileKey) -> io::Result<Vec<u8>> {
    let bytes = fs::read(key.path(folder))?;
    if FileKey::of(&bytes, key.id) != *key {
        return Err(io::Error::other(format!("the file of {} has changed on disk", key.id)));
    }
    Ok(bytes)
}

/// Removes the file; one that is gone already is removed.
///
/// # Errors
/// When the folder cannot be written.
pub fn remove(folder: &Path, key: &FileKey) -> io::Result<()> {
    match fs::remove_file(key.path(folder)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// What lies in the folder for longer than `age` by the disk's own clock: keys, and the unfinished, which are removed.
///
/// # Errors
/// When the folder cannot be read.
pub fn older_than(folder: &Path, age: Duration, now: SystemTime) -> io::Result<Vec<FileKey>> {
    let mut found = Vec::new();
    if !folder.exists() {
        return Ok(found);
    }
    for spread in fs::read_dir(folder)? {
        let spread = spread?;
        if !spread.file_type()?.is_dir() {
            continue;
        }
        for entry in fs::read_dir(spread.path())? {
            let entry = entry?;
            let written = entry.metadata()?.modified()?;
            if now.duration_since(written).unwrap_or_default() < age {
                continue;
            }
            let name = entry.file_name().to_string_lossy().into_owned();
            match FileKey::from_name(&name) {
                Some(key) => found.push(key),
                None if name.ends_with(".part") => fs::remove_file(entry.path())?,
                None => {}
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id() -> Id {
        "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f".parse().unwrap()
    }

    #[test]
    fn what_is_kept_is_read_until_it_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let key = FileKey::of(b"bytes", id());
        keep(folder.path(), &key, b"bytes").unwrap();
        assert_eq!(read(folder.path(), &key).unwrap(), b"bytes");
        fs::write(key.path(folder.path()), b"other").unwrap();
        assert!(read(folder.path(), &key).is_err(), "changed on disk");
        remove(folder.path(), &key).unwrap();
        remove(folder.path(), &key).unwrap();
        assert!(read(folder.path(), &key).is_err());
    }

    #[test]
    fn what_lies_there_for_long_is_found_by_its_key() {
        let folder = tempfile::tempdir().unwrap();
        let key = FileKey::of(b"bytes", id());
        keep(folder.path(), &key, b"bytes").unwrap();
        let written = fs::metadata(key.path(folder.path())).unwrap().modified().unwrap();
        let hour = Duration::from_secs(3600);
        assert!(older_than(folder.path(), hour, written).unwrap().is_empty());
        assert_eq!(older_than(folder.path(), hour, written + 2 * hour).unwrap(), [key]);
        assert!(older_than(Path::new("/nonexistent"), hour, written).unwrap().is_empty());
    }
}
