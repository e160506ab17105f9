//! What a browser loads: each built file, plain and as it travels.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::table::{Table, thousands};
use crate::process;
use crate::project::Project;

pub fn measure(project: &Project) -> Result<String, String> {
    let folder = project.screens();
    let page = std::fs::read_to_string(folder.join("index.html"))
        .map_err(|error| format!("The built screens cannot be read: {error}."))?;
    let mut files = Vec::new();
    collect(&folder, &mut files);
    let mut rows = Vec::new();
    for file in files {
        let name = file.strip_prefix(&folder).unwrap_or(&file).display().to_string();
        if [".js", ".css", ".html"].iter().any(|ending| name.ends_with(ending)) {
            let plain = std::fs::metadata(&file).map_err(|error| error.to_string())?.len();
            rows.push((compressed(&file)?, plain, page.contains(&name) || name == "index.html", name));
        }
    }
    rows.sort_by(|a, b| b.cmp(a));

    let mut table = Table::new("Bundle", &["file", "bytes", "gzip", "loaded by"]);
    let mut shell = 0;
    for (gzip, plain, first, name) in &rows {
        if *first {
            shell += gzip;
        }
        let when = if *first { "the first page" } else { "what needs it" };
        table.row(vec![name.clone(), thousands(*plain), thousands(*gzip), when.to_owned()]);
    }
    table.row(vec![
        "**first page**".to_owned(),
        String::new(),
        format!("**{}**", thousands(shell)),
        String::new(),
    ]);
    Ok(table.markdown())
}

fn compressed(file: &Path) -> Result<u64, String> {
    process::capture(Command::new("sh").args(["-c", r#"gzip -9 -c "$1" | wc -c"#, "gzip"]).arg(file))?
        .trim()
        .parse()
        .map_err(|error| format!("gzip's size of {} could not be read: {error}.", file.display()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
