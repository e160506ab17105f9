//! What can be asked of the program on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

mod baseline;
mod doctor;
mod import;
mod sample;
mod serve;
mod start;
mod user;

/// Runs a nationwide network of mentorship coordinators for librarians.
#[derive(Parser)]
#[command(name = "perennial", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API, the SPA and the API documentation.
    Serve {
        /// Fill an empty database with a demo network.
        #[arg(long)]
        demo: bool,
        /// Draw the demo network's institutions from this Public Libraries Survey file.
        #[arg(long, requires = "demo")]
        demo_libraries: Option<PathBuf>,
        /// Address and port; overrides `PERENNIAL_BIND`.
        #[arg(long)]
        bind: Option<String>,
    },
    /// Run background jobs and send mail, without serving.
    Worker,
    /// Bring the database to the newest schema.
    Migrate,
    /// Import data from a file.
    Import {
        what: Importable,
        #[arg(long)]
        format: ImportFormat,
        /// Tell what would change, and change nothing.
        #[arg(long)]
        dry_run: bool,
        file: PathBuf,
    },
    /// Manage accounts.
    User {
        #[command(subcommand)]
        command: user::UserCommand,
    },
    /// Print the OpenAPI document.
    Openapi,
    /// Check the configuration and the database, and print both without secrets.
    Doctor,
    /// Serve fixed bytes without a database, to measure the web server alone.
    #[command(hide = true)]
    BenchBaseline {
        #[arg(long, default_value = "127.0.0.1:8090")]
        bind: String,
    },
    /// Publish an opening with so many applications, to measure lists of them.
    #[command(hide = true)]
    BenchApplications { count: u32 },
    /// Make a cycle in which so many mentees wait to be matched, to measure a round of the nation.
    #[command(hide = true)]
    BenchCycle { mentees: usize },
}

#[derive(Clone, Copy, ValueEnum)]
enum Importable {
    Institutions,
}

#[derive(Clone, Copy, ValueEnum)]
enum ImportFormat {
    ImlsPls,
}

/// # Errors
/// One sentence for a person.
#[allow(clippy::print_stdout)] // this is the command line
pub fn run(cli: Cli) -> Result<(), String> {
    match cli.command {
        Command::Serve { demo, demo_libraries, bind } => serve::serve(demo, demo_libraries, bind),
        Command::Worker => serve::worker(),
        Command::Migrate => start::migrate(),
        Command::Import { what: Importable::Institutions, format: ImportFormat::ImlsPls, dry_run, file } => {
            import::institutions(&file, dry_run)
        }
        Command::User { command } => user::run(command),
        Command::Openapi => {
            let document = crate::app::openapi().to_pretty_json().map_err(|e| e.to_string())?;
            println!("{document}");
            Ok(())
        }
        Command::Doctor => doctor::doctor(),
        Command::BenchBaseline { bind } => baseline::serve(&bind),
        Command::BenchApplications { count } => sample::applications(count),
        Command::BenchCycle { mentees } => sample::cycle(mentees),
    }
}
