//! Files in a local folder.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::FileKey;

/// Writes the bytes, and comes back when they and their name are on disk.
///
/// # Errors
/// When the folder cannot be written.
pub fn keep(folder: &Path, key: &FileKey, bytes: &[u8]) -> io::Result<()> {
    let path = folder.join(key.path());
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
/// When it is not there.
pub fn read(folder: &Path, key: &FileKey) -> io::Result<Vec<u8>> {
    fs::read(folder.join(key.path()))
}

/// Removes the file; one that is gone already is removed.
///
/// # Errors
/// When the folder cannot be written.
pub fn remove(folder: &Path, key: &FileKey) -> io::Result<()> {
    match fs::remove_file(folder.join(key.path())) {
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
    use super::super::FileStore;
    use super::*;
    use crate::platform::db::Id;

    fn id() -> Id {
        "01937b5e-8f3a-7c21-9d4e-5a6b7c8d9e0f".parse().unwrap()
    }

    #[test]
    fn what_is_kept_is_read_until_it_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let store = FileStore::Folder(folder.path().to_owned());
        let key = FileKey::of(b"bytes", id());
        store.keep(&key, b"bytes").unwrap();
        assert_eq!(store.read(&key).unwrap(), b"bytes");
        fs::write(folder.path().join(key.path()), b"other").unwrap();
        assert!(store.read(&key).is_err(), "changed on disk");
        store.remove(&key).unwrap();
        store.remove(&key).unwrap();
        assert!(store.read(&key).is_err());
    }

    #[test]
    fn what_lies_there_for_long_is_found_by_its_key() {
        let folder = tempfile::tempdir().unwrap();
        let key = FileKey::of(b"bytes", id());
        keep(folder.path(), &key, b"bytes").unwrap();
        let written = fs::metadata(folder.path().join(key.path())).unwrap().modified().unwrap();
        let hour = Duration::from_secs(3600);
        assert!(older_than(folder.path(), hour, written).unwrap().is_empty());
        assert_eq!(older_than(folder.path(), hour, written + 2 * hour).unwrap(), [key]);
        assert!(older_than(Path::new("/nonexistent"), hour, written).unwrap().is_empty());
    }
}
