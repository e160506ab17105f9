//! `matcher verify`: whether pairs and certificate are what they claim to be.

use super::{Stop, Tables, files};
use matcher::tables::{Certificate, json, verify};
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
        let certificate: Certificate = json(files::source(&self.certificate)?).map_err(Stop::input)?;
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
