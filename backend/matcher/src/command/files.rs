//! Files: opened with their name at hand, and written whole or not at all.

use super::{Stop, Tables};
use matcher::tables::{Source, Sources};
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

pub fn source(path: &Path) -> Result<Source<'static>, Stop> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| Stop::input(format!("{name} cannot be opened: {error}.")))?;
    Ok(Source { name, content: Box::new(BufReader::with_capacity(1 << 18, file)) })
}

impl Tables {
    pub fn sources(&self) -> Result<Sources<'static>, Stop> {
        let optional = |path: &Option<PathBuf>| path.as_deref().map(source).transpose();
        Ok(Sources {
            edges: source(&self.edges)?,
            capacity: source(&self.capacity)?,
            locks: optional(&self.locks)?,
            vetoes: optional(&self.vetoes)?,
            published: optional(&self.published)?,
            keep: self.keep,
        })
    }
}

/// Writes beside the file and then renames, so that nobody ever sees half of it.
pub fn write(path: &Path, content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), Stop> {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    let written = File::create(&part).and_then(|file| {
        let mut writer = BufWriter::with_capacity(1 << 18, file);
        content(&mut writer)?;
        let file = writer.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.sync_all()?;
        std::fs::rename(&part, path)
    });
    written.map_err(|error| {
        let _ = std::fs::remove_file(&part);
        Stop::input(format!("{} cannot be written: {error}.", path.display()))
    })
}
