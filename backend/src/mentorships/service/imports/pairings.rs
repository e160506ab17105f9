//! The pairings of a running program: people found by their address or made, enrolled, paired; ended ones ended.

use std::collections::HashMap;

use chrono::NaiveDate;
use validator::ValidateEmail;

use super::{day, needed};
use crate::identity::{self, NewAccount};
use crate::matching::{self, EnrolmentRole, EnrolmentRow, EnrolmentState, KeptApart, KeptApartBy};
use crate::mentorships::queries::{self, PAIRING_KEYS, PairingRow};
use crate::mentorships::rules::{EndReason, LONGEST_PAIRING, PairingOrigin, PairingSide, PairingState};
use crate::mentorships::service::begin::begin;
use crate::mentorships::service::life::{closed, lengthened};
use crate::network::{self, MentoringOutcome, RowProblem, SheetRow};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// A row that can be read.
struct Read {
    key: String,
    mentor: Named,
    mentee: Named,
    started_on: NaiveDate,
    ends_on: NaiveDate,
    ended: Option<(NaiveDate, EndReason)>,
}

/// Somebody in a row.
struct Named {
    email: String,
    name: Option<String>,
    jurisdiction: Option<String>,
}

/// What is known while a file is taken in.
struct Known {
    cycle: Id,
    keys: HashMap<String, Id>,
    pairings: HashMap<Id, PairingRow>,
    people: HashMap<String, Id>,
    enrolments: HashMap<(Id, EnrolmentRole), EnrolmentRow>,
    taken: HashMap<Id, i32>,
    /// How many pairings that last the file gives each address as a mentor.
    wanted: HashMap<String, i32>,
    apart: KeptApart,
}

/// # Errors
/// When the database refuses.
pub fn take(work: &mut Work<'_>, cycle: Id, rows: &[SheetRow]) -> Result<MentoringOutcome, Problem> {
    let mut outcome = MentoringOutcome::default();
    let mut read = Vec::new();
    for row in rows {
        outcome.summary.rows_read += 1;
        match read_row(row, work.now.date_naive()) {
            Ok(one) => read.push((row, one)),
            Err(problems) => outcome.refuse(row, problems),
        }
    }
    let mut known = Known::load(work, cycle, &read)?;
    let mut fresh = Vec::new();
    for (row, one) in read {
        let taken = match known.keys.get(&one.key).and_then(|id| known.pairings.get(id)).cloned() {
            Some(before) => known.again(work, row, &one, before)?,
            None => known.new_pairing(work, row, &one)?,
        };
        match taken {
            Ok(Taken::New(id)) => {
                known.keys.insert(one.key.clone(), id);
                fresh.push((one.key, id));
                outcome.summary.created += 1;
            }
            Ok(Taken::Changed) => outcome.summary.updated += 1,
            Ok(Taken::Same) => outcome.summary.unchanged += 1,
            Err(problem) => outcome.refuse(row, vec![problem]),
        }
    }
    queries::insert_import_keys(work.conn, PAIRING_KEYS, &fresh)?;
    Ok(outcome)
}

enum Taken {
    New(Id),
    Changed,
    Same,
}

fn named(row: &SheetRow, who: &str, wrong: &mut Vec<RowProblem>) -> Named {
    let column = format!("{who}_email");
    let email = needed(row, &column, wrong).to_lowercase();
    if !email.is_empty() && !email.validate_email() {
        wrong.push(row.wrong(&column, "email", "This is not an email address."));
    }
    let text = |column: String| row.cell(&column).map(str::to_owned);
    let name = text(format!("{who}_name"));
    if name.as_ref().is_some_and(|name| name.chars().count() > 200) {
        wrong.push(row.wrong(&format!("{who}_name"), "length", "It must not be longer than 200."));
    }
    let jurisdiction = text(format!("{who}_jurisdiction")).map(|code| code.to_uppercase());
    Named { email, name, jurisdiction }
}

fn read_row(row: &SheetRow, today: NaiveDate) -> Result<Read, Vec<RowProblem>> {
    let mut wrong = Vec::new();
    let key = needed(row, "external_id", &mut wrong).to_owned();
    let (mentor, mentee) = (named(row, "mentor", &mut wrong), named(row, "mentee", &mut wrong));
    if !mentor.email.is_empty() && mentor.email == mentee.email {
        wrong.push(row.wrong("mentee_email", "same_person", "Nobody mentors themselves."));
    }
    needed(row, "started_on", &mut wrong);
    needed(row, "ends_on", &mut wrong);
    let started_on = day(row, "started_on", &mut wrong);
    let ends_on = day(row, "ends_on", &mut wrong);
    if started_on.is_some_and(|day| day > today) {
        wrong.push(row.wrong("started_on", "future", "It has not begun yet."));
    }
    if let (Some(start), Some(end)) = (started_on, ends_on) {
        if end <= start {
            wrong.push(row.wrong("ends_on", "order", "It has to end after it began."));
        } else if (end - start).num_days() > LONGEST_PAIRING {
            wrong.push(row.wrong("ends_on", "too_late", "A pairing lasts two years at most."));
        }
    }
    let ended = ended(row, started_on, today, &mut wrong);
    match (wrong.is_empty(), started_on, ends_on) {
        (true, Some(started_on), Some(ends_on)) => {
            Ok(Read { key, mentor, mentee, started_on, ends_on, ended })
        }
        _ => Err(wrong),
    }
}

fn ended(
    row: &SheetRow,
    started_on: Option<NaiveDate>,
    today: NaiveDate,
    wrong: &mut Vec<RowProblem>,
) -> Option<(NaiveDate, EndReason)> {
    let on = day(row, "ended_on", wrong);
    let reason = row.cell("end_reason").map(str::parse::<EndReason>);
    if let Some(Err(detail)) = &reason {
        wrong.push(row.wrong("end_reason", "unknown", detail.clone()));
    }
    if reason == Some(Ok(EndReason::CycleClosed)) {
        let detail = "Pairings end with their cycle when it is closed here; nobody chooses this reason.";
        wrong.push(row.wrong("end_reason", "not_yours", detail));
    }
    if on.is_none() && row.cell("ended_on").is_none() && reason.is_some() {
        wrong.push(row.wrong("ended_on", "missing", "A pairing that ended for a reason ended on a day."));
    }
    if on.is_some_and(|on| on > today || started_on.is_some_and(|start| on < start)) {
        wrong.push(row.wrong("ended_on", "order", "It ended after it began, and not after today."));
    }
    let reason = reason.and_then(Result::ok).unwrap_or(EndReason::Other);
    on.map(|on| (on, reason))
}

impl Known {
    fn load(work: &mut Work<'_>, cycle: Id, rows: &[(&SheetRow, Read)]) -> Result<Self, Problem> {
        // The cycle is held first: of the same file twice at once the second sees what the first took.
        let enrolled = matching::enrolments_to_seat(work, cycle)?;
        let keys = queries::import_keys(work.conn, PAIRING_KEYS)?;
        let mut ids: Vec<Id> = rows.iter().filter_map(|(_, read)| keys.get(&read.key).copied()).collect();
        ids.sort_unstable();
        let mut pairings = HashMap::new();
        for some in ids.chunks(500) {
            // Whoever changes a pairing takes it before what belongs to it, and in this order.
            queries::hold(work.conn, some)?;
            pairings.extend(queries::by_ids(work.conn, some)?.into_iter().map(|row| (row.id, row)));
        }
        let mut people = HashMap::new();
        let mut wanted = HashMap::new();
        for (_, read) in rows {
            for who in [&read.mentor, &read.mentee] {
                if !people.contains_key(&who.email)
                    && let Some(id) = identity::person_by_email(work, &who.email)?
                {
                    people.insert(who.email.clone(), id);
                }
            }
            if read.ended.is_none() {
                *wanted.entry(read.mentor.email.clone()).or_insert(0) += 1;
            }
        }
        let taken = matching::seats_taken(work, cycle)?;
        let ids: Vec<Id> = people.values().copied().collect();
        let apart = KeptApart::of(work, cycle, &enrolled, &ids)?;
        let enrolments = enrolled.into_iter().map(|row| ((row.person_id, row.role), row)).collect();
        Ok(Self { cycle, keys, pairings, people, enrolments, taken, wanted, apart })
    }

    /// A row that was taken before: extended or ended as it says now, or the same.
    fn again(
        &mut self,
        work: &mut Work<'_>,
        row: &SheetRow,
        read: &Read,
        before: PairingRow,
    ) -> Result<Result<Taken, RowProblem>, Problem> {
        let person = |who: &Named| self.people.get(&who.email).copied();
        let two = (person(&read.mentor), person(&read.mentee));
        if two != (Some(before.mentor_id), Some(before.mentee_id))
            || before.started_on != read.started_on
            || before.cycle_id != self.cycle
        {
            let detail = "This key is known for other people, another start or another cycle.";
            return Ok(Err(row.wrong("external_id", "differs", detail)));
        }
        let mut after = before.clone();
        if before.state == PairingState::Ended {
            return Ok(Ok(Taken::Same));
        }
        if let Some((on, reason)) = read.ended {
            // An import never mails, also not about planned meetings that go with the pairing: it takes over what is past, and
            // whoever ran the pairing elsewhere has told the two.
            after.state = PairingState::Ended;
            after = closed(work, after, reason, Some(PairingSide::Coordinator), on)?;
        } else if before.ends_on < read.ends_on {
            after = lengthened(work, after, read.ends_on)?;
        } else {
            return Ok(Ok(Taken::Same));
        }
        self.pairings.insert(after.id, after);
        Ok(Ok(Taken::Changed))
    }

    fn new_pairing(
        &mut self,
        work: &mut Work<'_>,
        row: &SheetRow,
        read: &Read,
    ) -> Result<Result<Taken, RowProblem>, Problem> {
        if let Some(problem) = self.obstacle(work, row, read)? {
            return Ok(Err(problem));
        }
        let mentor = self.enrolled(work, &read.mentor, EnrolmentRole::Mentor)?;
        let mentee = self.enrolled(work, &read.mentee, EnrolmentRole::Mentee)?;
        let proposal = matching::take_seats(work, &mentor, &mentee)?;
        let mut pairing = begin(work, &proposal, PairingOrigin::Import, read.started_on, read.ends_on)?;
        if let Some((on, reason)) = read.ended {
            pairing.state = PairingState::Ended;
            pairing = closed(work, pairing, reason, Some(PairingSide::Coordinator), on)?;
        } else {
            *self.taken.entry(mentor.id).or_insert(0) += 1;
            *self.taken.entry(mentee.id).or_insert(0) += 1;
        }
        let id = pairing.id;
        self.pairings.insert(id, pairing);
        Ok(Ok(Taken::New(id)))
    }

    /// The first thing that keeps a row from being taken; nothing has been written then.
    fn obstacle(
        &self,
        work: &mut Work<'_>,
        row: &SheetRow,
        read: &Read,
    ) -> Result<Option<RowProblem>, Problem> {
        for (who, column) in [(&read.mentor, "mentor"), (&read.mentee, "mentee")] {
            if let Some(problem) = self.cannot_be_enrolled(work, row, who, column)? {
                return Ok(Some(problem));
            }
        }
        let person = |who: &Named| self.people.get(&who.email).copied();
        if let (Some(mentor), Some(mentee)) = (person(&read.mentor), person(&read.mentee))
            && queries::were_paired_in(work.conn, self.cycle, mentor, mentee)?
        {
            let detail = "The two have a pairing in this cycle already.";
            return Ok(Some(row.wrong("mentee_email", "paired", detail)));
        }
        for (who, role, column) in [
            (&read.mentor, EnrolmentRole::Mentor, "mentor_email"),
            (&read.mentee, EnrolmentRole::Mentee, "mentee_email"),
        ] {
            let Some(enrolment) = person(who).and_then(|id| self.enrolments.get(&(id, role))) else {
                continue;
            };
            if enrolment.state != EnrolmentState::Enrolled {
                let detail = format!("The enrolment of this {role} in the cycle is {}.", enrolment.state);
                return Ok(Some(row.wrong(column, enrolment.state.as_str(), detail)));
            }
            let taken = self.taken.get(&enrolment.id).copied().unwrap_or(0);
            if read.ended.is_none() && taken >= enrolment.capacity {
                let detail = format!("All seats of this {role} in the cycle are taken.");
                return Ok(Some(row.wrong(column, "no_seat", detail)));
            }
        }
        Ok(self.kept_apart(row, read))
    }

    /// A pairing that has ended brings nobody together; one that lasts would.
    fn kept_apart(&self, row: &SheetRow, read: &Read) -> Option<RowProblem> {
        if read.ended.is_some() {
            return None;
        }
        let known = |who: &Named, role: EnrolmentRole| {
            let person = *self.people.get(&who.email)?;
            Some((person, self.enrolments.get(&(person, role)).map(|row| row.id)))
        };
        let mentor = known(&read.mentor, EnrolmentRole::Mentor)?;
        let mentee = known(&read.mentee, EnrolmentRole::Mentee)?;
        Some(match self.apart.why(mentor, mentee)? {
            KeptApartBy::Veto => {
                let detail = "The pair was vetoed in a round of this cycle: make it by hand, with a reason, if it is to be.";
                row.wrong("mentor_email", "vetoed", detail)
            }
            KeptApartBy::NotAvailable => {
                let detail = "This mentor is not available for this mentee.";
                row.wrong("mentor_email", "not_available", detail)
            }
        })
    }

    /// Who has no account needs a name and a jurisdiction; who has one needs a region.
    fn cannot_be_enrolled(
        &self,
        work: &mut Work<'_>,
        row: &SheetRow,
        who: &Named,
        column: &str,
    ) -> Result<Option<RowProblem>, Problem> {
        let email = format!("{column}_email");
        if let Some(id) = self.people.get(&who.email) {
            let region = identity::contacts(work.conn, &[*id])?.get(id).and_then(|c| c.region_id);
            let detail = "The person is in no region yet: an administrator has to say where they belong.";
            return Ok(region.is_none().then(|| row.wrong(&email, "no_region", detail)));
        }
        let Some(code) = who.name.as_ref().and(who.jurisdiction.as_ref()) else {
            let detail =
                format!("Nobody has this address: say {column}_name and {column}_jurisdiction to add them.");
            return Ok(Some(row.wrong(&email, "unknown", detail)));
        };
        let region = network::region_of_jurisdiction(work.conn, code)?;
        Ok(region.is_none().then(|| {
            let detail = "This is no jurisdiction of the network, such as OH.";
            row.wrong(&format!("{column}_jurisdiction"), "unknown", detail)
        }))
    }

    /// The person's enrolment in the cycle, made when there is none, as is the account.
    fn enrolled(
        &mut self,
        work: &mut Work<'_>,
        who: &Named,
        role: EnrolmentRole,
    ) -> Result<EnrolmentRow, Problem> {
        let person = match self.people.get(&who.email) {
            Some(id) => *id,
            None => self.made(work, who)?,
        };
        if let Some(row) = self.enrolments.get(&(person, role)) {
            return Ok(row.clone());
        }
        let capacity = match role {
            EnrolmentRole::Mentee => 1,
            EnrolmentRole::Mentor => self.wanted.get(&who.email).copied().unwrap_or(1).clamp(1, 20),
        };
        let row = matching::enrol_taken_over(work, self.cycle, person, role, capacity)?;
        self.enrolments.insert((person, role), row.clone());
        Ok(row)
    }

    fn made(&mut self, work: &mut Work<'_>, who: &Named) -> Result<Id, Problem> {
        let code = who.jurisdiction.clone().unwrap_or_default();
        let region = network::region_of_jurisdiction(work.conn, &code)?;
        let account = NewAccount {
            name: who.name.as_deref().unwrap_or_default(),
            email: &who.email,
            password_hash: None,
            institution: None,
            jurisdiction: Some(code),
            region,
            time_zone: "America/New_York",
        };
        let id = identity::create_account(work, account)?;
        self.people.insert(who.email.clone(), id);
        Ok(id)
    }
}
