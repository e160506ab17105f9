//! References: named by the applicant, asked by mail, written by the holder of the link, reminded once.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::platform::auth::Scope;
use crate::platform::db::Id;
use crate::platform::jobs::JobRun;
use crate::platform::link::{self, LinkPurpose};
use crate::platform::mail;
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::letters::outsiders as letters;
use crate::recruitment::queries::{self, ApplicationRow, OpeningRow, ReferenceRow};
use crate::recruitment::rules::{self, ApplicantState, Referee, ReferenceState};

/// The kind of the job that mails referees whose letter waits, and reminds those who have not answered.
pub const ASK_REFEREES: &str = "ask_referees";

/// How long a referee's link opens the form.
const LINK_LASTS: TimeDelta = TimeDelta::days(90);

fn changed(work: &Work<'_>, row: ReferenceRow) -> ReferenceRow {
    ReferenceRow { updated_at: work.stamp(), version: row.version + 1, ..row }
}

/// Keeps who was named, without asking anybody yet.
pub fn name_referees(work: &mut Work<'_>, application: Id, referees: &[Referee]) -> Result<(), Problem> {
    for referee in referees {
        let now = work.stamp();
        let row = ReferenceRow {
            id: work.new_id(),
            application_id: application,
            name: referee.name.trim().to_owned(),
            email: rules::comparable(&referee.email),
            relation: referee.relation.trim().to_owned(),
            state: ReferenceState::Named,
            asked_at: None,
            reminded_at: None,
            answered_at: None,
            text: None,
            known_for_years: None,
            declared_relation: None,
            created_at: now,
            updated_at: now,
            version: 1,
        };
        queries::insert_reference(work.conn, &row)?;
    }
    Ok(())
}

fn still_read(application: &ApplicationRow) -> Result<(), Problem> {
    if rules::still_reads_references(application.state) {
        return Ok(());
    }
    let state = ApplicantState::from(application.state);
    Err(Problem::conflict(format!("The application is {state}: references are no longer asked for.")))
}

/// Asks everybody who was only named.
///
/// # Errors
/// 409 when the application has come to an end.
pub fn ask_named(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
) -> Result<(), Problem> {
    still_read(application)?;
    for row in queries::references_of(work.conn, application.id)? {
        if row.state == ReferenceState::Named {
            ask(work, opening, application, row)?;
        }
    }
    Ok(())
}

/// Marks one as asked and mails the link, unless so many were mailed to this address lately that the letter must wait
/// for the next run of the job.
fn ask(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    row: ReferenceRow,
) -> Result<(), Problem> {
    let may = mail::may_be_asked_for(work, &row.email, &[letters::REFERENCE_ASKED.key], Some(opening.id))?;
    let first = row.state == ReferenceState::Named;
    if !may && !first {
        return Ok(());
    }
    let row = changed(
        work,
        ReferenceRow { state: ReferenceState::Asked, asked_at: may.then(|| work.stamp()), ..row },
    );
    queries::update_reference(work.conn, &row)?;
    if may {
        let token = link::create(work, LinkPurpose::Reference, row.id, LINK_LASTS)?;
        letters::reference_asked(work, opening, application, &row, &token)?;
    }
    if first {
        work.record(
            Change::new("reference.asked", row.id)
                .in_region(application.region_id)
                .with(json!({ "application_id": application.id })),
        )?;
    }
    Ok(())
}

/// Leaves alone whoever has not answered about an application that came to an end.
pub fn cancel(work: &mut Work<'_>, application: Id) -> Result<(), Problem> {
    for row in queries::references_of(work.conn, application)? {
        if row.state.may_become(ReferenceState::Cancelled) {
            let row = changed(work, ReferenceRow { state: ReferenceState::Cancelled, ..row });
            queries::update_reference(work.conn, &row)?;
            link::revoke_all(work, LinkPurpose::Reference, row.id)?;
        }
    }
    Ok(())
}

/// Puts somebody else in the place of a referee who declined.
pub fn replace(
    work: &mut Work<'_>,
    opening: &OpeningRow,
    application: &ApplicationRow,
    reference: Id,
    referee: Referee,
) -> Result<(), Problem> {
    still_read(application)?;
    let rows = queries::references_of(work.conn, application.id)?;
    let declined =
        rows.iter().find(|row| row.id == reference).ok_or_else(|| Problem::not_found("reference"))?;
    if !declined.state.may_become(ReferenceState::Replaced) {
        return Err(Problem::conflict(format!(
            "This reference is {}: somebody else is named after a referee declined.",
            declined.state
        )));
    }
    let mut wrong: Vec<FieldError> =
        rules::referee_problems(1, &application.email, std::slice::from_ref(&referee))
            .into_iter()
            .map(|e| FieldError { pointer: e.pointer.replace("/references/0", ""), ..e })
            .collect();
    if rows.iter().any(|row| row.email == rules::comparable(&referee.email)) {
        wrong.push(FieldError::new("/email", "named_twice", "You have named this address already."));
    }
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let old = changed(work, ReferenceRow { state: ReferenceState::Replaced, ..declined.clone() });
    queries::update_reference(work.conn, &old)?;
    name_referees(work, application.id, &[referee])?;
    work.record(
        Change::new("reference.replaced", old.id)
            .in_region(application.region_id)
            .with(json!({ "application_id": application.id })),
    )?;
    ask_named(work, opening, application)
}

/// The reference of the caller's link, with what it is about.
///
/// # Errors
/// 404 when it is gone.
pub fn linked_reference(work: &mut Work<'_>) -> Result<(ReferenceRow, ApplicationRow, OpeningRow), Problem> {
    let gone = || Problem::not_found("reference");
    let everything = Scope::everything();
    let row = queries::find_linked_reference(work.conn, work.scope)?.ok_or_else(gone)?;
    let application =
        queries::find_application(work.conn, &everything, row.application_id)?.ok_or_else(gone)?;
    let opening = queries::find_opening(work.conn, &everything, application.opening_id)?.ok_or_else(gone)?;
    Ok((row, application, opening))
}

fn answer(
    work: &mut Work<'_>,
    next: ReferenceState,
) -> Result<(ReferenceRow, ApplicationRow, OpeningRow), Problem> {
    let (row, application, opening) = linked_reference(work)?;
    still_read(&application)?;
    if !row.state.may_become(next) {
        return Err(Problem::conflict(format!("This reference is {}.", row.state)));
    }
    link::consume(work)?;
    // A reminder has made a second link.
    link::revoke_all(work, LinkPurpose::Reference, row.id)?;
    let row = changed(work, ReferenceRow { state: next, answered_at: Some(work.stamp()), ..row });
    Ok((row, application, opening))
}

/// What a referee writes.
pub struct Written {
    pub text: String,
    pub known_for_years: i32,
    pub relation: String,
}

/// Keeps what the referee wrote; it cannot be changed afterwards.
///
/// # Errors
/// 409 when it was answered, or nobody reads it any more.
pub fn write_reference(work: &mut Work<'_>, written: Written) -> Result<(), Problem> {
    let (row, application, _) = answer(work, ReferenceState::Received)?;
    let row = ReferenceRow {
        text: Some(written.text),
        known_for_years: Some(written.known_for_years),
        declared_relation: Some(written.relation.trim().to_owned()),
        ..row
    };
    queries::update_reference(work.conn, &row)?;
    work.record(
        Change::new("reference.received", row.id)
            .in_region(application.region_id)
            .with(json!({ "application_id": application.id })),
    )
}

/// The referee would rather not; the applicant is told, to name somebody else.
///
/// # Errors
/// 409 when it was answered, or nobody reads it any more.
pub fn decline_reference(work: &mut Work<'_>) -> Result<(), Problem> {
    let (row, application, opening) = answer(work, ReferenceState::Declined)?;
    queries::update_reference(work.conn, &row)?;
    let token = super::applications::status_link(work, application.id)?;
    letters::referee_declined(work, &opening, &application, &row, &token)?;
    work.record(
        Change::new("reference.declined", row.id)
            .in_region(application.region_id)
            .with(json!({ "application_id": application.id })),
    )
}

/// The job: mails the referees whose letter waits and reminds, once, those who have not answered for a week.
///
/// # Errors
/// 409 when it is cancelled.
pub fn ask_waiting_referees(run: &JobRun<'_>) -> Result<Value, Problem> {
    let (mut after, mut mailed) = (None, 0_i64);
    loop {
        let last = run.write(|work| {
            let long_ago = work.stamp() - rules::REMIND_AFTER;
            let waiting = queries::referees_to_mail(work.conn, long_ago, after)?;
            for row in &waiting {
                mailed += i64::from(mail_once_more(work, row.clone())?);
            }
            Ok(waiting.last().map(|row| row.id))
        })?;
        if last.is_none() {
            return Ok(json!({ "mailed": mailed }));
        }
        after = last;
        run.progress(mailed, mailed + 1)?;
    }
}

fn mail_once_more(work: &mut Work<'_>, row: ReferenceRow) -> Result<bool, Problem> {
    let everything = Scope::everything();
    let Some(application) = queries::find_application(work.conn, &everything, row.application_id)? else {
        return Ok(false);
    };
    let Some(opening) = queries::find_opening(work.conn, &everything, application.opening_id)? else {
        return Ok(false);
    };
    if row.asked_at.is_none() {
        ask(work, &opening, &application, row)?;
        return Ok(true);
    }
    let row = changed(work, ReferenceRow { reminded_at: Some(work.stamp()), ..row });
    queries::update_reference(work.conn, &row)?;
    let token = link::create(work, LinkPurpose::Reference, row.id, LINK_LASTS)?;
    letters::reference_reminder(work, &opening, &application, &row, &token)?;
    Ok(true)
}
