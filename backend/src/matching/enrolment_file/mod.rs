//! Takes the enrolments of a cycle in from a CSV file: upsert by the list's own key, then by person and role; problems by line
//! and column; nothing changed by a second run, nobody mailed, nothing confidential.

mod row;

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use self::row::Said;
use crate::identity::{self, Contact};
use crate::matching::queries::cycles;
use crate::matching::queries::enrolments::{self, EnrolmentRow, stored};
use crate::matching::queries::proposals;
use crate::matching::rules::{EnrolmentRole, EnrolmentState};
use crate::matching::service::enrolments as service;
use crate::network::{self, MentoringOutcome, RowProblem, SheetRow};
use crate::platform::db::Id;
use crate::platform::jobs::JobRun;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// The job behind `POST /imports?format=enrolments`.
///
/// # Errors
/// When the import is gone, the file is not what it says, or the cycle takes nobody by now.
pub fn run_import_enrolments(run: &JobRun<'_>) -> Result<Value, Problem> {
    let id: Id = serde_json::from_value(run.payload["import_id"].clone()).map_err(Problem::internal)?;
    run.progress(0, 1)?;
    let summary = run.write(|work| {
        let import = network::mentoring_import(work, id)?;
        let cycle = import.cycle_id.ok_or_else(|| Problem::internal("an import without its cycle"))?;
        let cycle = cycles::lock(work, cycle)?;
        if !cycle.state.takes_enrolments() {
            return Err(Problem::conflict(format!("The cycle is {}; it takes no enrolments.", cycle.state)));
        }
        let outcome = take(work, cycle.id, &import.rows, import.dry_run)?;
        network::finish_mentoring_import(work, id, outcome)
    })?;
    run.progress(1, 1)?;
    Ok(summary)
}

/// What is there already, and what the file has named so far.
struct Known {
    rows: HashMap<Id, EnrolmentRow>,
    by_key: HashMap<String, Id>,
    by_person: HashMap<(Id, EnrolmentRole), Id>,
    held: HashMap<Id, i32>,
    seen: HashSet<Id>,
}

impl Known {
    fn read(work: &mut Work<'_>, cycle: Id) -> Result<Self, Problem> {
        let rows = enrolments::all_in(work.conn, cycle)?;
        let now = work.stamp();
        Ok(Self {
            by_key: rows.iter().filter_map(|r| r.external_id.clone().map(|key| (key, r.id))).collect(),
            by_person: rows.iter().map(|r| ((r.person_id, r.role), r.id)).collect(),
            rows: rows.into_iter().map(|r| (r.id, r)).collect(),
            held: proposals::seats_held(work.conn, cycle, now)?,
            seen: HashSet::new(),
        })
    }

    /// The enrolment that a row is about.
    fn find(
        &self,
        row: &SheetRow,
        person: Id,
        role: EnrolmentRole,
        said: &Said,
    ) -> Result<Option<&EnrolmentRow>, RowProblem> {
        let of_key = said.external_id.as_ref().and_then(|key| self.by_key.get(key));
        let of_person = self.by_person.get(&(person, role));
        if of_key.is_some_and(|key| Some(key) != of_person) {
            let detail = "This key is of somebody else's enrolment, or of one in the other role.";
            return Err(row.wrong("external_id", "taken", detail));
        }
        let Some(found) = of_person.and_then(|id| self.rows.get(id)) else { return Ok(None) };
        if self.seen.contains(&found.id) {
            return Err(row.wrong("email", "twice", "The file names this person in this role before."));
        }
        match found.state {
            EnrolmentState::Enrolled => Ok(Some(found)),
            EnrolmentState::Draft => {
                Err(row.wrong("email", "draft", "The person has a draft, which is theirs to send in."))
            }
            EnrolmentState::Withdrawn => {
                Err(row.wrong("email", "withdrawn", "The person has left the cycle in this role."))
            }
        }
    }

    fn remember(&mut self, row: &EnrolmentRow) {
        self.seen.insert(row.id);
        if let Some(key) = &row.external_id {
            self.by_key.insert(key.clone(), row.id);
        }
        self.by_person.insert((row.person_id, row.role), row.id);
        self.rows.insert(row.id, row.clone());
    }
}

enum Step {
    New(EnrolmentRow),
    Changed(EnrolmentRow),
    Same,
}

fn take(
    work: &mut Work<'_>,
    cycle: Id,
    rows: &[SheetRow],
    dry_run: bool,
) -> Result<MentoringOutcome, Problem> {
    let mut known = Known::read(work, cycle)?;
    let mut outcome = MentoringOutcome::default();
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    for row in rows {
        outcome.summary.rows_read += 1;
        match step(work, cycle, row, &mut known)? {
            Ok(Step::New(row)) => new.push(row),
            Ok(Step::Changed(row)) => changed.push(row),
            Ok(Step::Same) => outcome.summary.unchanged += 1,
            Err(problems) => outcome.refuse(row, problems),
        }
    }
    outcome.summary.created = i64::try_from(new.len()).unwrap_or(i64::MAX);
    outcome.summary.updated = i64::try_from(changed.len()).unwrap_or(i64::MAX);
    if !dry_run {
        write(work, &new, &changed)?;
    }
    Ok(outcome)
}

fn step(
    work: &mut Work<'_>,
    cycle: Id,
    row: &SheetRow,
    known: &mut Known,
) -> Result<Result<Step, Vec<RowProblem>>, Problem> {
    let (contact, role) = match (person(work, row)?, row::role(row)) {
        (Ok(contact), Ok(role)) => (contact, role),
        (contact, role) => return Ok(Err([contact.err(), role.err()].into_iter().flatten().collect())),
    };
    let said = match row::read(row, role) {
        Ok(said) => said,
        Err(problems) => return Ok(Err(problems)),
    };
    let before = match known.find(row, contact.id, role, &said) {
        Ok(before) => before.cloned(),
        Err(problem) => return Ok(Err(vec![problem])),
    };
    let after = match &before {
        Some(before) => written_over(before.clone(), said),
        None => match fresh(work, cycle, &contact, role, said, row) {
            Ok(fresh) => fresh,
            Err(problems) => return Ok(Err(problems)),
        },
    };
    let held = known.held.get(&after.id).copied().unwrap_or(0);
    if after.capacity < held {
        return Ok(Err(vec![row.wrong("capacity", "taken", format!("{held} of the seats are taken."))]));
    }
    known.remember(&after);
    Ok(Ok(match before {
        None => Step::New(after),
        Some(before) if before == after => Step::Same,
        Some(_) => Step::Changed(after),
    }))
}

/// Who has the address, and belongs to a region.
fn person(work: &mut Work<'_>, row: &SheetRow) -> Result<Result<Contact, RowProblem>, Problem> {
    let Some(email) = row.cell("email") else {
        return Ok(Err(row.wrong("email", "missing", "It is empty.")));
    };
    let id = identity::person_by_email(work, email)?;
    let contact = match id {
        Some(id) => identity::contacts(work.conn, &[id])?.remove(&id),
        None => None,
    };
    Ok(match contact {
        None => Err(row.wrong("email", "unknown", "Nobody has an account with this address.")),
        Some(contact) if contact.region_id.is_none() => {
            Err(row.wrong("email", "no_region", format!("{} is in no region yet.", contact.name)))
        }
        Some(contact) => Ok(contact),
    })
}

fn fresh(
    work: &Work<'_>,
    cycle: Id,
    contact: &Contact,
    role: EnrolmentRole,
    said: Said,
    row: &SheetRow,
) -> Result<EnrolmentRow, Vec<RowProblem>> {
    let Said { setting: Some(setting), career_stage: Some(stage), years_of_experience: Some(years), .. } =
        said
    else {
        return Err(missing(row));
    };
    if said.languages.as_ref().is_none_or(Vec::is_empty) {
        return Err(missing(row));
    }
    let bare = EnrolmentRow {
        id: work.new_id(),
        cycle_id: cycle,
        person_id: contact.id,
        region_id: contact.region_id.unwrap_or(contact.id),
        institution_id: contact.institution_id,
        role,
        state: EnrolmentState::Enrolled,
        capacity: 1,
        setting,
        career_stage: stage,
        years_of_experience: years,
        interests: stored(&[]),
        goals: stored(&[]),
        languages: stored(&[]),
        time_zone: contact.time_zone.clone(),
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
        available_hours: None,
        unanswered: stored(&[]),
        external_id: None,
    };
    Ok(written_over(bare, said))
}

fn missing(row: &SheetRow) -> Vec<RowProblem> {
    ["setting", "career_stage", "years_of_experience", "languages"]
        .into_iter()
        .filter(|column| row.cell(column).is_none())
        .map(|column| row.wrong(column, "missing", "A new enrolment needs it."))
        .collect()
}

/// The enrolment as the row says; what the row leaves empty stays.
fn written_over(before: EnrolmentRow, said: Said) -> EnrolmentRow {
    let list = |words: Option<Vec<String>>, before: String| words.map_or(before, |words| stored(&words));
    EnrolmentRow {
        capacity: said.capacity.unwrap_or(before.capacity),
        setting: said.setting.unwrap_or(before.setting),
        career_stage: said.career_stage.unwrap_or(before.career_stage),
        years_of_experience: said.years_of_experience.unwrap_or(before.years_of_experience),
        interests: list(said.interests, before.interests),
        goals: list(said.goals, before.goals),
        languages: list(said.languages, before.languages),
        time_zone: said.time_zone.unwrap_or(before.time_zone),
        available_hours: said.available_hours.map(|week| week.stored()).or(before.available_hours),
        external_id: said.external_id.or(before.external_id),
        ..before
    }
}

fn write(work: &mut Work<'_>, new: &[EnrolmentRow], changed: &[EnrolmentRow]) -> Result<(), Problem> {
    enrolments::insert_all(work.conn, new)?;
    for row in new {
        service::took_part(work, row)?;
    }
    let mut told = Vec::new();
    for row in changed {
        let row = EnrolmentRow { updated_at: work.stamp(), version: row.version + 1, ..row.clone() };
        enrolments::update(work.conn, &row)?;
        told.push((row.id, row.region_id));
    }
    let happened: Vec<Change<'_>> = told
        .iter()
        .map(|(id, region)| {
            Change::new("enrolment.updated", *id).in_region(*region).with(json!({ "by": "import" }))
        })
        .collect();
    work.record_all(&happened)
}
