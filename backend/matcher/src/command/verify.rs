//! `matcher verify`: whether pairs and certificate are what they claim to be.

use super::{Stop, Tables, files};
use matcher::tables::{Certificate, verify};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Verify {
    #[command(flatten)]
    tables: Tables,
    /// `mentee,mentor,score`: the pairs to check
    #[arg(long, value_name = "FILE")]
    pairs: PathBuf,
    #[arg(long, value_name = "FILE")]
    certificate: PathBuf,
}

impl Verify {
    pub fn run(self) -> Result<(), Stop> {
        let file = files::source(&self.certificate)?;
        let certificate: Certificate = serde_json::from_reader(file.content)
            .map_err(|error| Stop::input(format!("{} is no certificate: {error}.", file.name)))?;
        let verified =
            verify(self.tables.sources()?, files::source(&self.pairs)?, &certificate).map_err(Stop::wrong)?;
        let worst = verified.least_score.map(|score| format!(", lowest score {score} proved highest"));
        println!(
            "Verified: {} pairs, {} points, gap 0 over {} pairs that may meet{}; the canonical answer.",
            verified.pairs,
            verified.points,
            verified.edges,
            worst.unwrap_or_default(),
        );
        Ok(())
    }
}
