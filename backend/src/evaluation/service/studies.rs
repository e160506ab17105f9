//! Studies: the protocol, its consent and its limits.

use chrono::NaiveDate;

use crate::evaluation::queries::{self, StudyRow};
use crate::evaluation::rules;
use crate::platform::auth::IfMatch;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// A study to begin.
pub struct NewStudy {
    pub title: String,
    pub irb_number: Option<String>,
    pub consent_text: String,
    pub data_use_terms: String,
    pub expires_on: NaiveDate,
    pub k: i32,
}

/// # Errors
/// 422 when it would expire before it begins, or k is below the floor.
pub fn create_study(work: &mut Work<'_>, new: NewStudy) -> Result<StudyRow, Problem> {
    policy(new.k)?;
    check_expiry(work, new.expires_on)?;
    let row = StudyRow {
        id: work.new_id(),
        title: new.title,
        irb_number: new.irb_number,
        consent_text: new.consent_text,
        consent_version: 1,
        data_use_terms: new.data_use_terms,
        expires_on: new.expires_on,
        k: new.k,
        created_at: work.stamp(),
        updated_at: work.stamp(),
        version: 1,
    };
    queries::insert_study(work.conn, &row)?;
    work.record(Change::new("study.created", row.id))?;
    Ok(row)
}

/// What of a study may change.
pub struct StudyChanges {
    pub title: Option<String>,
    pub irb_number: Option<Option<String>>,
    pub consent_text: Option<String>,
    pub data_use_terms: Option<String>,
    pub expires_on: Option<NaiveDate>,
    pub k: Option<i32>,
}

/// Another consent text is another version: who consented before consented to the earlier one.
///
/// # Errors
/// 409 when k would change after a wave went out: the same answers protected twice by different rules
/// can be subtracted from each other.
pub fn update_study(
    work: &mut Work<'_>,
    id: Id,
    expected: &IfMatch,
    changes: StudyChanges,
) -> Result<StudyRow, Problem> {
    let mut row =
        queries::find_study(work.conn, work.scope, id)?.ok_or_else(|| Problem::not_found("study"))?;
    expected.check(row.version)?;
    if let Some(k) = changes.k.filter(|k| *k != row.k) {
        policy(k)?;
        if queries::has_opened_wave(work.conn, row.id)? {
            return Err(Problem::conflict("A wave of this study has been opened: its k is fixed."));
        }
        row.k = k;
    }
    if let Some(expires_on) = changes.expires_on.filter(|date| *date != row.expires_on) {
        check_expiry(work, expires_on)?;
        row.expires_on = expires_on;
    }
    if let Some(text) = changes.consent_text.filter(|text| *text != row.consent_text) {
        row.consent_text = text;
        row.consent_version += 1;
    }
    row.title = changes.title.unwrap_or(row.title);
    row.irb_number = changes.irb_number.unwrap_or(row.irb_number);
    row.data_use_terms = changes.data_use_terms.unwrap_or(row.data_use_terms);
    row.updated_at = work.stamp();
    row.version += 1;
    queries::update_study(work.conn, &row)?;
    work.record(Change::new("study.updated", row.id))?;
    Ok(row)
}

fn check_expiry(work: &Work<'_>, expires_on: NaiveDate) -> Result<(), Problem> {
    if rules::has_expired(expires_on, work.now.date_naive()) {
        return Err(Problem::field("/expires_on", "past", "A study cannot expire in the past."));
    }
    Ok(())
}

/// The one disclosure policy, from the study's k.
///
/// # Errors
/// 422 below the floor.
pub fn policy(k: i32) -> Result<evidence::Policy, Problem> {
    let k = u32::try_from(k).unwrap_or(0);
    evidence::Policy::new(k).map_err(|error| Problem::field("/k", "range", format!("{error}.")))
}
