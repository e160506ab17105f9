//! The letters that the network sends, and its own wordings of them.

use std::collections::HashMap;

use serde_json::json;

use crate::platform::db::Id;
use crate::platform::letters::store::{self, Wording};
use crate::platform::letters::{Letter, Template};
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::{evaluation, identity, matching, mentorships, network, recruitment, training};

/// Every letter there is, slice by slice.
pub fn all() -> impl Iterator<Item = &'static Template> {
    let slices: [&'static [&'static Template]; 10] = [
        identity::TEMPLATES,
        network::TERM_LETTERS,
        network::MEMBERSHIP_LETTERS,
        network::TASK_FORCE_LETTERS,
        recruitment::TEMPLATES,
        training::TEMPLATES,
        matching::TEMPLATES,
        matching::CIRCLE_TEMPLATES,
        mentorships::TEMPLATES,
        evaluation::TEMPLATES,
    ];
    slices.into_iter().flatten().copied()
}

/// A letter with the network's own wording, if it has one.
pub struct InForce {
    pub template: &'static Template,
    pub own: Option<Wording>,
    pub author: Option<String>,
}

impl InForce {
    /// 0 is the wording that comes with the program.
    pub fn version(&self) -> i64 {
        self.own.as_ref().map_or(0, |own| own.version)
    }
}

/// # Errors
/// 404 when there is no such letter.
pub fn template_of(key: &str) -> Result<&'static Template, Problem> {
    all().find(|template| template.key == key).ok_or_else(|| Problem::not_found("mail template"))
}

/// # Errors
/// 404 when there is no such letter.
pub fn find(work: &mut Work<'_>, key: &str) -> Result<InForce, Problem> {
    let template = template_of(key)?;
    let own = store::current(work.conn, key)?;
    let author = match own.as_ref().and_then(|own| own.written_by) {
        Some(person) => identity::person_name(work.conn, person)?,
        None => None,
    };
    Ok(InForce { template, own, author })
}

/// Every letter as it is in force, in a handful of statements.
///
/// # Errors
/// When the database does not answer.
pub fn list(work: &mut Work<'_>) -> Result<Vec<InForce>, Problem> {
    let wordings = store::all_current(work.conn)?;
    let authors = authors(work, &wordings)?;
    let mut own: HashMap<String, Wording> =
        wordings.into_iter().map(|wording| (wording.template.clone(), wording)).collect();
    let in_force = |template: &'static Template| {
        let own = own.remove(template.key);
        let written_by = own.as_ref().and_then(|own| own.written_by);
        InForce { template, own, author: written_by.and_then(|person| authors.get(&person).cloned()) }
    };
    Ok(all().map(in_force).collect())
}

/// Names of those who wrote these versions.
///
/// # Errors
/// When the database does not answer.
pub fn authors(work: &mut Work<'_>, wordings: &[Wording]) -> Result<HashMap<Id, String>, Problem> {
    let people: Vec<Id> = wordings.iter().filter_map(|wording| wording.written_by).collect();
    Ok(identity::person_names(work.conn, &people)?)
}

/// How a wording would read.
///
/// # Errors
/// 404 when there is no such letter, 422 naming everything that is wrong.
pub fn preview(key: &str, subject: &str, body: &str) -> Result<Letter, Problem> {
    template_of(key)?.check(subject, body).map_err(Problem::invalid)
}

/// Puts a new version in force. `check_version` refuses when somebody else was faster.
///
/// # Errors
/// 404 when there is no such letter, 412 when it was changed meanwhile, 422 naming everything that is wrong.
pub fn reword(
    work: &mut Work<'_>,
    key: &str,
    check_version: impl FnOnce(i64) -> Result<(), Problem>,
    subject: String,
    body: String,
    note: Option<String>,
) -> Result<InForce, Problem> {
    let before = find(work, key)?;
    check_version(before.version())?;
    before.template.check(&subject, &body).map_err(Problem::invalid)?;
    let wording = Wording {
        id: work.new_id(),
        template: key.to_owned(),
        version: before.version() + 1,
        subject,
        body,
        note,
        written_by: work.caller.person(),
        created_at: work.stamp(),
    };
    // Of two at the same moment the unique version lets one in.
    store::insert(work.conn, &wording).map_err(|error| match error {
        diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _) => {
            Problem::stale()
        }
        error => error.into(),
    })?;
    let change = Change::new("mail_template.reworded", wording.id)
        .with(json!({ "template": key, "version": wording.version }));
    work.record(change)?;
    find(work, key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_that_we_ship_reads_well_and_has_a_key_of_its_own() {
        let mut keys: Vec<&str> = all().map(|template| template.key).collect();
        keys.sort_unstable();
        let count = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), count);
        for template in all() {
            let letter = template.check(template.subject, template.body).unwrap();
            for word in template.words {
                assert!(
                    !word.meaning.is_empty() && !word.sample.is_empty(),
                    "{}: {}",
                    template.key,
                    word.name
                );
            }
            assert!(!letter.body.contains("{{") && !letter.body.contains("\n\n\n"), "{}", letter.body);
            let empty = template.words.iter().map(|word| (word.name, String::new())).collect();
            let sparse = crate::platform::letters::fill_in(template.subject, template.body, &empty).unwrap();
            assert!(!sparse.body.contains("\n\n\n\n\n\n"), "{}", sparse.body);
        }
    }
}
