//! The browser of the end-to-end tests, installed when it is missing and we may.

use std::path::PathBuf;

use crate::tools;

pub fn find() -> Result<PathBuf, String> {
    if let Some(found) = look() {
        return Ok(found);
    }
    tools::apt_install("chromium", "Chromium")?;
    look().ok_or_else(|| "Chromium was installed, but there is no `chromium` on the PATH.".to_owned())
}

fn look() -> Option<PathBuf> {
    std::env::var_os("PERENNIAL_CHROMIUM").map(PathBuf::from).filter(|path| tools::is_program(path)).or_else(
        || ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| tools::on_path(name)),
    )
}
