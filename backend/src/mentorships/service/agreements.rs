//! The agreement of a pairing: written, signed, reminded of.

use chrono::{Duration, NaiveDate};
use serde_json::json;

use super::{lasting, open_to_the_two};
use crate::identity;
use crate::mentorships::letters;
use crate::mentorships::queries::{self, AgreementRow, PairingRow};
use crate::mentorships::rules::{self, Cadence, PairingState};
use crate::platform::db::Id;
use crate::platform::problem::{Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// What the two agree on.
pub struct AgreementTerms {
    pub goals: Vec<String>,
    pub cadence: Cadence,
    pub confidentiality: String,
    pub ends_on: NaiveDate,
    /// The version of the network's template that it follows; the newest unless told.
    pub template_version: Option<i64>,
}

/// Writes the agreement. New words clear both signatures; the same words change nothing. `expected`
/// is asked about the present version, 0 while there is none.
///
/// # Errors
/// 404 outside the scope, 409 when the pairing has ended, 412 when it moved on, 422 for a wrong end.
pub fn set_agreement(
    work: &mut Work<'_>,
    pairing: Id,
    terms: AgreementTerms,
    expected: &dyn Fn(i64) -> Result<(), Problem>,
) -> Result<AgreementRow, Problem> {
    let pairing = open_to_the_two(work, pairing)?;
    let old = queries::agreement(work.conn, pairing.id)?;
    expected(old.as_ref().map_or(0, |row| row.version))?;
    let template = template_version(work, terms.template_version, old.as_ref())?;
    let wrong = rules::agreement_problems(terms.ends_on, pairing.started_on, work.now.date_naive());
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    super::goals::check_agreed_goals(work, pairing.id, &terms.goals)?;
    let goals = json!(terms.goals).to_string();
    let row = match old {
        Some(old)
            if old.goals == goals
                && old.cadence == terms.cadence
                && old.confidentiality == terms.confidentiality
                && old.ends_on == terms.ends_on
                && old.template_version == template =>
        {
            return Ok(old);
        }
        Some(old) => {
            let row = AgreementRow {
                goals,
                cadence: terms.cadence,
                confidentiality: terms.confidentiality,
                ends_on: terms.ends_on,
                mentor_signed_at: None,
                mentee_signed_at: None,
                updated_at: work.stamp(),
                version: old.version + 1,
                template_version: template,
                ..old
            };
            queries::update_agreement(work.conn, &row)?;
            row
        }
        None => {
            let row = AgreementRow {
                id: work.new_id(),
                pairing_id: pairing.id,
                goals,
                cadence: terms.cadence,
                confidentiality: terms.confidentiality,
                ends_on: terms.ends_on,
                mentor_signed_at: None,
                mentee_signed_at: None,
                created_at: work.stamp(),
                updated_at: work.stamp(),
                version: 1,
                template_version: template,
            };
            queries::insert_agreement(work.conn, &row)?;
            row
        }
    };
    work.record(
        Change::new("agreement.written", row.id)
            .in_region(pairing.region_id)
            .with(json!({ "pairing_id": pairing.id })),
    )?;
    Ok(row)
}

/// The version that an agreement follows: the one that is named, the one it has, or the newest.
fn template_version(
    work: &mut Work<'_>,
    named: Option<i64>,
    old: Option<&AgreementRow>,
) -> Result<Option<i64>, Problem> {
    match (named, old) {
        (Some(version), _) if queries::template_exists(work.conn, version)? => Ok(Some(version)),
        (Some(_), _) => {
            Err(Problem::field("/template_version", "unknown", "There is no such version of the template."))
        }
        (None, Some(old)) => Ok(old.template_version),
        (None, None) => Ok(Some(queries::newest_template(work.conn)?.version)),
    }
}

/// The digest of what an agreement says now.
#[must_use]
pub fn digest_of(row: &AgreementRow) -> String {
    rules::terms_digest(&row.goals(), row.cadence, &row.confidentiality, row.ends_on)
}

/// Moves the end of an agreement that not both have signed to that of a pairing which was extended. Whoever had signed it
/// signs anew, since nobody has signed these words: so a signature given before cannot take an extension back, and what is
/// signed says when the pairing ends. What both have signed stays as they signed it.
///
/// # Errors
/// When the database refuses.
pub(super) fn draft_follows_extension(work: &mut Work<'_>, pairing: &PairingRow) -> Result<(), Problem> {
    let Some(draft) = queries::agreement(work.conn, pairing.id)? else { return Ok(()) };
    let signed = draft.mentor_signed_at.is_some() && draft.mentee_signed_at.is_some();
    if signed || draft.ends_on >= pairing.ends_on {
        return Ok(());
    }
    let row = AgreementRow {
        ends_on: pairing.ends_on,
        mentor_signed_at: None,
        mentee_signed_at: None,
        updated_at: work.stamp(),
        version: draft.version + 1,
        ..draft
    };
    queries::update_agreement(work.conn, &row)?;
    work.record(
        Change::new("agreement.extended", row.id)
            .in_region(pairing.region_id)
            .with(json!({ "pairing_id": pairing.id, "from": draft.ends_on, "ends_on": row.ends_on })),
    )
}

/// Signs for the caller. When both have, the pairing ends when the agreement says.
///
/// # Errors
/// 404 outside the scope, 409 when there is nothing to sign, it is signed or its last day is over, 412 when the words are
/// not those that the caller read.
pub fn sign_agreement(work: &mut Work<'_>, pairing: Id, digest: &str) -> Result<AgreementRow, Problem> {
    let me = work.caller.require_person()?;
    let mut pairing = open_to_the_two(work, pairing)?;
    let Some(mut row) = queries::agreement(work.conn, pairing.id)? else {
        return Err(Problem::conflict("There is no agreement yet: write it first."));
    };
    if digest_of(&row) != digest {
        return Err(Problem::new(
            Kind::StaleVersion,
            "The agreement says something else than what you read, or the pairing was extended meanwhile: read it again \
             before you sign.",
        ));
    }
    if row.ends_on < work.now.date_naive() {
        let detail = format!("The agreement ended on {}: write a later day before you sign.", row.ends_on);
        return Err(Problem::conflict(detail));
    }
    let now = Some(work.stamp());
    let (side, signed) = if pairing.mentor_id == me {
        ("mentor", &mut row.mentor_signed_at)
    } else {
        ("mentee", &mut row.mentee_signed_at)
    };
    if signed.is_some() {
        return Err(Problem::conflict("You have signed this agreement."));
    }
    *signed = now;
    row.updated_at = work.stamp();
    row.version += 1;
    queries::update_agreement(work.conn, &row)?;
    work.record(
        Change::new("agreement.signed", row.id)
            .in_region(pairing.region_id)
            .with(json!({ "pairing_id": pairing.id, "side": side })),
    )?;
    if row.mentor_signed_at.is_some() && row.mentee_signed_at.is_some() {
        super::take_over_goals(work, &pairing, &row.goals())?;
        if pairing.ends_on != row.ends_on {
            pairing.ends_on = row.ends_on;
            pairing.updated_at = work.stamp();
            pairing.version += 1;
            queries::update(work.conn, &pairing)?;
        }
    }
    Ok(row)
}

/// For so long nobody is reminded again.
const BETWEEN_REMINDERS: Duration = Duration::days(7);

/// Mails those of a pair who have not signed.
///
/// # Errors
/// 404 outside the scope; 409 when both have signed, it is not active, or they were reminded within seven days.
pub fn remind_of_agreement(work: &mut Work<'_>, pairing: Id) -> Result<PairingRow, Problem> {
    let mut pairing = lasting(work, pairing)?;
    if pairing.state == PairingState::Paused {
        return Err(Problem::conflict("The pairing is paused: nobody is reminded of anything."));
    }
    let agreement = queries::agreement(work.conn, pairing.id)?;
    let signed = |of: fn(&AgreementRow) -> bool| agreement.as_ref().is_some_and(of);
    let mentor = signed(|row| row.mentor_signed_at.is_some());
    let mentee = signed(|row| row.mentee_signed_at.is_some());
    if mentor && mentee {
        return Err(Problem::conflict("Both have signed."));
    }
    let now = work.stamp();
    if pairing.agreement_reminded_at.is_some_and(|at| at + BETWEEN_REMINDERS > now) {
        return Err(Problem::conflict("They were reminded within the last seven days."));
    }
    let contacts = identity::contacts(work.conn, &[pairing.mentor_id, pairing.mentee_id])?;
    for (id, signed) in [(pairing.mentor_id, mentor), (pairing.mentee_id, mentee)] {
        if let (false, Some(who), Some(other)) =
            (signed, contacts.get(&id), contacts.get(&pairing.other_than(id)))
        {
            letters::agreement_missing(work, &pairing, who, &other.name)?;
        }
    }
    pairing.agreement_reminded_at = Some(now);
    pairing.updated_at = now;
    pairing.version += 1;
    queries::update(work.conn, &pairing)?;
    work.record(Change::new("pairing.agreement_reminded", pairing.id).in_region(pairing.region_id))?;
    Ok(pairing)
}
