//! The contents of folders as fingerprints: what changed, and whether something is older than its sources.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// One number for each file below the given paths. A path that does not exist adds nothing.
pub fn fingerprints(paths: &[PathBuf]) -> BTreeMap<PathBuf, u64> {
    let mut found = BTreeMap::new();
    for path in paths {
        visit(path, &mut |file| {
            if let Ok(bytes) = std::fs::read(file) {
                let mut hasher = DefaultHasher::new();
                bytes.hash(&mut hasher);
                found.insert(file.to_path_buf(), hasher.finish());
            }
        });
    }
    found
}

/// The files that were added, removed or changed between two looks.
pub fn changes(before: &BTreeMap<PathBuf, u64>, after: &BTreeMap<PathBuf, u64>) -> Vec<PathBuf> {
    let mut changed: Vec<PathBuf> = before
        .iter()
        .filter(|(path, print)| after.get(*path) != Some(print))
        .chain(after.iter().filter(|(path, _)| !before.contains_key(*path)))
        .map(|(path, _)| path.clone())
        .collect();
    changed.sort();
    changed
}

/// Whether `product` is missing or older than anything below `sources`.
pub fn is_stale(product: &Path, sources: &[PathBuf]) -> bool {
    let Some(made) = modified(product) else {
        return true;
    };
    let mut newest = None::<SystemTime>;
    for source in sources {
        visit(source, &mut |file| newest = newest.max(modified(file)));
    }
    newest.is_some_and(|time| time > made)
}

fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|about| about.modified()).ok()
}

fn visit(path: &Path, each: &mut dyn FnMut(&Path)) {
    if path.is_file() {
        each(path);
        return;
    }
    let Ok(entries) = std::fs::read_dir(path) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name != "node_modules" && name != "target" && name != ".git" {
            visit(&entry.path(), each);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;
    use std::time::Duration;

    #[test]
    fn changed_added_and_removed_files_are_told() {
        let scratch = Scratch::new("tree").unwrap();
        let at = |name: &str| scratch.path().join(name);
        for name in ["same", "changed", "removed"] {
            std::fs::write(at(name), name).unwrap();
        }
        let before = fingerprints(&[scratch.path().to_path_buf()]);
        std::fs::write(at("changed"), "otherwise").unwrap();
        std::fs::write(at("added"), "new").unwrap();
        std::fs::remove_file(at("removed")).unwrap();
        let after = fingerprints(&[scratch.path().to_path_buf()]);
        assert_eq!(changes(&before, &after), [at("added"), at("changed"), at("removed")]);
        assert_eq!(changes(&after, &after), [] as [PathBuf; 0]);
    }

    #[test]
    fn a_product_is_stale_when_missing_or_older_than_a_source() {
        let scratch = Scratch::new("stale").unwrap();
        let (source, product) = (scratch.path().join("source"), scratch.path().join("product"));
        std::fs::write(&source, "s").unwrap();
        assert!(is_stale(&product, std::slice::from_ref(&source)));
        std::fs::write(&product, "p").unwrap();
        let later = SystemTime::now() + Duration::from_secs(5);
        std::fs::File::options().write(true).open(&product).unwrap().set_modified(later).unwrap();
        assert!(!is_stale(&product, std::slice::from_ref(&source)));
        std::fs::File::options()
            .write(true)
            .open(&source)
            .unwrap()
            .set_modified(later + Duration::from_secs(5))
            .unwrap();
        assert!(is_stale(&product, &[source]));
    }
}
