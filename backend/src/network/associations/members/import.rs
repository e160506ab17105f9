//! Imports an association's members: upsert by member number, per-row problems, nothing changed by a second run,
//! nobody mailed.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::{Value, json};
use validator::ValidateEmail;

use super::MembershipState as State;
use super::queries::{self, MembershipRow};
use super::service::normal_email;
use super::sheet::COLUMNS;
use crate::network::import::ImportSummary;
use crate::network::pls::{self, RowProblem};
use crate::network::queries as network;
use crate::platform::db::Id;
use crate::platform::fields::plausible_day;
use crate::platform::jobs::JobRun;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::spreadsheet::{harmless, plain};
use crate::platform::work::Work;

/// A row that can be read.
struct Row {
    line: u64,
    number: String,
    name: String,
    email: String,
    since: Option<NaiveDate>,
    institution: Option<Id>,
}

/// What came of a file: the sums, what is wrong by line and field, and the rows that were not taken, as they came.
pub struct Outcome {
    pub summary: ImportSummary,
    pub problems: Vec<RowProblem>,
    pub failed: Vec<(i64, String)>,
}

fn wrong(line: u64, field: &str, code: &str, detail: impl Into<String>) -> RowProblem {
    RowProblem { line, field: field.into(), code: code.into(), detail: detail.into() }
}

fn columns_of(header: &csv::StringRecord) -> Result<Vec<Option<usize>>, Problem> {
    let places: Vec<Option<usize>> = COLUMNS
        .iter()
        .map(|name| {
            header.iter().position(|cell| {
                let cell = cell.trim();
                cell.eq_ignore_ascii_case(name)
                    || (*name == COLUMNS[0] && cell.eq_ignore_ascii_case("external_id"))
            })
        })
        .collect();
    let missing: Vec<FieldError> = COLUMNS[..3]
        .iter()
        .zip(&places)
        .filter(|(_, place)| place.is_none())
        .map(|(name, _)| {
            FieldError::new(&format!("/{name}"), "column", format!("The column {name} is missing."))
        })
        .collect();
    if missing.is_empty() { Ok(places) } else { Err(Problem::invalid(missing)) }
}

fn cells(record: &csv::StringRecord, places: &[Option<usize>]) -> Vec<String> {
    places
        .iter()
        .map(|place| plain(place.and_then(|at| record.get(at)).unwrap_or_default()).to_owned())
        .collect()
}

fn read_row(line: u64, cells: &[String], known: &HashMap<String, Id>) -> Result<Row, Vec<RowProblem>> {
    let mut problems = Vec::new();
    let [number, name, email, since, fscs] = cells else { return Err(problems) };
    for (field, cell, most) in [("member_number", number, 100), ("name", name, 200), ("email", email, 254)] {
        if cell.is_empty() {
            problems.push(wrong(line, field, "missing", "It is empty."));
        } else if cell.chars().count() > most || cell.contains('\0') {
            problems.push(wrong(line, field, "length", format!("It must not be longer than {most}.")));
        } else if field == "email" && !cell.validate_email() {
            problems.push(wrong(line, field, "email", "This is not an email address."));
        }
    }
    let day = if since.is_empty() { None } else { since.parse::<NaiveDate>().ok() };
    if !since.is_empty() && day.is_none_or(|day| plausible_day(&day).is_err()) {
        problems.push(wrong(line, "since", "day", "Write the day as 2027-03-01."));
    }
    let institution = if fscs.is_empty() { None } else { known.get(&fscs.to_uppercase()).copied() };
    if !fscs.is_empty() && institution.is_none() {
        problems.push(wrong(line, "fscs", "unknown", format!("No library has the FSCS key '{fscs}'.")));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let (number, name) = (number.clone(), name.clone());
    Ok(Row { line, number, name, email: normal_email(email), since: day, institution })
}

/// The association's records while a file is taken in, found by number and by address.
struct Records {
    rows: HashMap<Id, MembershipRow>,
    by_number: HashMap<String, Id>,
    by_email: HashMap<String, Id>,
    seen: HashSet<Id>,
}

enum Step {
    New(MembershipRow),
    Changed(MembershipRow),
    Same,
}

impl Records {
    fn of(rows: Vec<MembershipRow>) -> Self {
        let by_number = rows.iter().filter_map(|r| r.external_id.clone().map(|n| (n, r.id))).collect();
        let by_email = rows.iter().map(|r| (r.email.clone(), r.id)).collect();
        Self {
            rows: rows.into_iter().map(|r| (r.id, r)).collect(),
            by_number,
            by_email,
            seen: HashSet::new(),
        }
    }

    /// The record that a row is about: the one of its number, else one of its address that has no number yet.
    fn find(&self, row: &Row) -> Result<Option<&MembershipRow>, RowProblem> {
        let of_number = self.by_number.get(&row.number).and_then(|id| self.rows.get(id));
        let of_email = self.by_email.get(&row.email).and_then(|id| self.rows.get(id));
        let found = match (of_number, of_email) {
            (Some(one), Some(other)) if one.id != other.id => {
                return Err(wrong(row.line, "email", "taken", format!("{} has this address.", other.name)));
            }
            (Some(one), _) => Some(one),
            (None, Some(other)) if other.external_id.is_some() => {
                return Err(wrong(
                    row.line,
                    "member_number",
                    "taken",
                    format!("{} has this address under another member number.", other.name),
                ));
            }
            (None, other) => other,
        };
        if let Some(twice) = found.filter(|found| self.seen.contains(&found.id)) {
            let detail = format!("The file names {} twice.", twice.name);
            return Err(wrong(row.line, "member_number", "twice", detail));
        }
        Ok(found)
    }

    fn take(&mut self, work: &Work<'_>, association: Id, row: Row) -> Result<Step, RowProblem> {
        let found = self.find(&row)?.cloned();
        let Some(before) = found else {
            let fresh = fresh(work, association, row);
            self.remember(&fresh);
            return Ok(Step::New(fresh));
        };
        if matches!(before.state, State::Ended | State::Left | State::Declined) {
            let detail =
                format!("This membership is over ({}): it is reopened on its page, not here.", before.state);
            return Err(wrong(row.line, "member_number", "over", detail));
        }
        if before.email != row.email && before.state != State::Unconfirmed {
            let detail = "The person has answered under another address.";
            return Err(wrong(row.line, "email", "answered", detail));
        }
        let after = MembershipRow {
            external_id: Some(row.number),
            name: row.name,
            invited_at: before.invited_at.filter(|_| before.email == row.email),
            email: row.email,
            since: row.since.unwrap_or(before.since),
            institution_id: row.institution.or(before.institution_id),
            ..before.clone()
        };
        self.remember(&after);
        Ok(if after == before { Step::Same } else { Step::Changed(after) })
    }

    fn remember(&mut self, row: &MembershipRow) {
        self.seen.insert(row.id);
        if let Some(number) = &row.external_id {
            self.by_number.insert(number.clone(), row.id);
        }
        self.by_email.insert(row.email.clone(), row.id);
        self.rows.insert(row.id, row.clone());
    }
}

fn fresh(work: &Work<'_>, association: Id, row: Row) -> MembershipRow {
    MembershipRow {
        id: work.new_id(),
        association_id: association,
        person_id: None,
        external_id: Some(row.number),
        name: row.name,
        email: row.email,
        institution_id: row.institution,
        since: row.since.unwrap_or_else(|| work.now.date_naive()),
        until: None,
        state: State::Unconfirmed,
        shares_participation: false,
        invited_at: None,
        confirmed_at: None,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Takes a file in, in the caller's transaction. `dry_run` changes nothing and tells what would be.
///
/// # Errors
/// 422 when it is not a file of members.
pub fn import_members(
    work: &mut Work<'_>,
    association: Id,
    bytes: &[u8],
    dry_run: bool,
) -> Result<Outcome, Problem> {
    let text = pls::decode(bytes).map_err(|error| Problem::invalid(vec![error]))?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader
        .headers()
        .map_err(|e| Problem::field("", "csv", format!("The first line cannot be read: {e}.")))?
        .clone();
    let places = columns_of(&header)?;
    let known: HashMap<String, Id> = network::identifiers_in(work.conn, "fscs")?.into_iter().collect();
    let mut records = Records::of(queries::members_of(work.conn, work.scope, association)?);
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    let mut outcome = Outcome { summary: ImportSummary::default(), problems: Vec::new(), failed: Vec::new() };
    for record in reader.records() {
        let record = record.map_err(|e| Problem::field("", "csv", format!("A line cannot be read: {e}.")))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells = cells(&record, &places);
        outcome.summary.rows_read += 1;
        let step = read_row(line, &cells, &known)
            .and_then(|row| records.take(work, association, row).map_err(|problem| vec![problem]));
        match step {
            Ok(Step::New(row)) => new.push(row),
            Ok(Step::Changed(row)) => changed.push(row),
            Ok(Step::Same) => outcome.summary.unchanged += 1,
            Err(problems) => {
                outcome.problems.extend(problems);
                let cells: Vec<String> = cells.iter().map(|cell| harmless(cell)).collect();
                outcome.failed.push((i64::try_from(line).unwrap_or(i64::MAX), json!(cells).to_string()));
            }
        }
    }
    outcome.summary.created = count(new.len());
    outcome.summary.updated = count(changed.len());
    outcome.summary.failed = count(outcome.failed.len());
    if !dry_run {
        write(work, &new, changed)?;
    }
    Ok(outcome)
}

fn write(work: &mut Work<'_>, new: &[MembershipRow], changed: Vec<MembershipRow>) -> Result<(), Problem> {
    queries::insert_memberships(work.conn, new)?;
    let told = |row: &MembershipRow, kind| {
        Change::new(kind, row.id).with(json!({ "association_id": row.association_id, "state": row.state }))
    };
    let mut happened: Vec<Change<'_>> = new.iter().map(|row| told(row, "membership.added")).collect();
    for row in changed {
        let before = row.version;
        let row = MembershipRow { updated_at: work.stamp(), version: before + 1, ..row };
        if queries::update_membership(work.conn, &row, before)? == 0 {
            return Err(Problem::stale());
        }
        if row.invited_at.is_none() {
            // Asked by a letter to another address: whoever got it must not answer for the one of now.
            link::revoke_all(work, LinkPurpose::Membership, row.id)?;
        }
        happened.push(told(&row, "membership.changed"));
    }
    work.record_all(&happened)
}

/// The job behind `POST /imports?format=members`.
///
/// # Errors
/// When the import is gone or the file is not what it says.
pub fn run_import_members(run: &JobRun<'_>) -> Result<Value, Problem> {
    let read =
        |name: &str| serde_json::from_value::<Id>(run.payload[name].clone()).map_err(Problem::internal);
    let (id, association) = (read("import_id")?, read("association_id")?);
    let (bytes, dry_run) = run.read(|work| network::import_body(work.conn, id))?;
    run.progress(0, 1)?;
    let summary = run.write(|work| {
        let outcome = import_members(work, association, &bytes, dry_run)?;
        network::finish_import(work, id, &outcome.summary, &outcome.problems)?;
        network::keep_failed_rows(work.conn, id, &outcome.failed)?;
        work.record(Change::new("import.finished", id).with(json!(outcome.summary)))?;
        Ok(outcome.summary)
    })?;
    run.progress(1, 1)?;
    Ok(json!({ "import_id": id, "summary": summary }))
}
