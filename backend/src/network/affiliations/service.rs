//! A person moves to another institution, or leaves the one they are at: what follows is said, and nothing open moves unasked.

use chrono::{NaiveDate, TimeDelta};
use serde_json::json;

use super::queries::{self, AffiliationRow, Hanging, Whereabouts};
use crate::network::queries as network;
use crate::platform::db::Id;
use crate::platform::pagination::Window;
use crate::platform::problem::{FieldError, Kind, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;

/// Who goes from where to where, on which day.
pub struct Going {
    pub person: Id,
    /// Where the caller saw them: of two who move them at once, one does.
    pub from: Option<Id>,
    pub to: Option<Id>,
    pub on: NaiveDate,
    /// Takes their enrolments along, in cycles that still take people.
    pub with_enrolments: bool,
}

/// What a move would change, and what it would leave.
pub struct Outlook {
    pub before: Whereabouts,
    pub after: Whereabouts,
    pub hanging: Hanging,
    pub present_since: Option<NaiveDate>,
}

fn find_person(work: &mut Work<'_>, person: Id) -> Result<Whereabouts, Problem> {
    queries::find_whereabouts(work.conn, work.scope, person)?.ok_or_else(|| Problem::not_found("person"))
}

/// Where they are from now on. Their region comes from the institution, else from the residence; who has neither stays in
/// the region in which somebody placed them.
fn destination(
    work: &mut Work<'_>,
    before: &Whereabouts,
    to: Option<Id>,
) -> Result<Result<Whereabouts, FieldError>, Problem> {
    let refuse = |code: &str, sentence: &str| Ok(Err(FieldError::new("/institution_id", code, sentence)));
    let of_institution = match to {
        None if before.institution_id.is_none() => {
            return refuse("same", "They are at no institution already.");
        }
        Some(_) if before.institution_id == to => return refuse("same", "They are there already."),
        None => None,
        Some(id) => match network::find_institution(work.conn, work.scope, id)? {
            None => return refuse("unknown", "There is no such institution."),
            Some(institution) => Some(institution.region_id),
        },
    };
    let of_residence = match (of_institution, &before.jurisdiction) {
        (None, Some(code)) => network::region_of_jurisdiction(work.conn, code)?,
        _ => None,
    };
    Ok(Ok(Whereabouts {
        institution_id: to,
        region_id: of_institution.or(of_residence).or(before.region_id),
        version: before.version + 1,
        ..before.clone()
    }))
}

/// # Errors
/// 404 for people whom the caller may not see; 422 when they cannot go there.
pub fn outlook(work: &mut Work<'_>, person: Id, to: Option<Id>) -> Result<Outlook, Problem> {
    let before = find_person(work, person)?;
    let after = destination(work, &before, to)?.map_err(|wrong| Problem::invalid(vec![wrong]))?;
    let (present, _) = queries::present_and_last(work.conn, person)?;
    let hanging = queries::hanging_on_person(work.conn, person)?;
    Ok(Outlook { before, after, hanging, present_since: present.map(|row| row.since) })
}

fn day_problem(work: &Work<'_>, on: NaiveDate, earliest: Option<NaiveDate>) -> Option<FieldError> {
    // Today anywhere: in Guam it is tomorrow already.
    let latest = (work.now + TimeDelta::hours(14)).date_naive();
    let wrong = |code: &str, sentence: String| Some(FieldError::new("/moved_on", code, sentence));
    match earliest {
        _ if on > latest => {
            wrong("future", "It is recorded once it has happened: today at the latest.".into())
        }
        Some(day) if on < day => wrong("before", format!("What is known of before begins or ends on {day}.")),
        _ => None,
    }
}

fn elsewhere(work: &mut Work<'_>, person: &Whereabouts) -> Result<Problem, Problem> {
    let brief = match person.institution_id {
        Some(id) => network::institution_brief(work.conn, id)?,
        None => None,
    };
    let place = brief.map_or_else(|| "no institution".to_owned(), |(name, ..)| name);
    Ok(Problem::conflict(format!("{} is at {place} by now: somebody moved them meanwhile.", person.name)))
}

/// Moves a person. Open pairings stay, and enrolments unless they are to go along.
///
/// # Errors
/// 404; 409 when they are no longer where the caller saw them; 422 naming every field that is wrong.
pub fn move_person(work: &mut Work<'_>, going: &Going) -> Result<(Outlook, i64), Problem> {
    let before = find_person(work, going.person)?;
    if before.institution_id != going.from {
        return Err(elsewhere(work, &before)?);
    }
    // Held before it is looked at: it is neither merged nor laid into another region meanwhile.
    if let Some(to) = going.to {
        network::hold_institution(work.conn, to)?;
    }
    let destination = destination(work, &before, going.to)?;
    let (present, last) = queries::present_and_last(work.conn, going.person)?;
    let earliest = present.as_ref().map(|row| row.since).max(last);
    let wrong_day = day_problem(work, going.on, earliest);
    let after = match (destination, wrong_day) {
        (Ok(after), None) => after,
        (Ok(_), Some(day)) => return Err(Problem::invalid(vec![day])),
        (Err(place), day) => return Err(Problem::invalid(std::iter::once(place).chain(day).collect())),
    };
    let hanging = queries::hanging_on_person(work.conn, going.person)?;
    let now = work.stamp();
    if !queries::set_whereabouts(work.conn, &after, now)? {
        let there = find_person(work, going.person)?;
        return Err(elsewhere(work, &there)?);
    }
    write_history(work, going, present.clone())?;
    let followed =
        if going.with_enrolments { queries::take_enrolments_along(work.conn, &after, now)? } else { 0 };
    work.record(Change::new("person.moved", after.id).in_region(after.region_id).with(json!({
        "from_institution_id": going.from, "institution_id": going.to, "moved_on": going.on,
        "from_region_id": before.region_id, "region_id": after.region_id, "enrolments": followed,
    })))?;
    Ok((Outlook { before, after, hanging, present_since: present.map(|row| row.since) }, followed))
}

/// Ends the present affiliation and begins the next. On the day on which the present one began, the next takes its place:
/// somebody had named the wrong one.
fn write_history(work: &mut Work<'_>, going: &Going, present: Option<AffiliationRow>) -> Result<(), Problem> {
    let raced = || Problem::conflict("Somebody moved them at the same moment.");
    let (now, recorded_by) = (work.stamp(), work.caller.person());
    let corrects = present.as_ref().is_some_and(|row| row.since == going.on);
    if let Some(row) = present {
        let ended = match going.to {
            Some(to) if corrects => AffiliationRow {
                institution_id: to,
                recorded_by,
                updated_at: now,
                version: row.version + 1,
                ..row
            },
            _ => AffiliationRow { until: Some(going.on), updated_at: now, version: row.version + 1, ..row },
        };
        if !queries::update_affiliation(work.conn, &ended)? {
            return Err(raced());
        }
    }
    let Some(to) = going.to.filter(|_| !corrects) else { return Ok(()) };
    let next = AffiliationRow {
        id: work.new_id(),
        person_id: going.person,
        institution_id: to,
        since: going.on,
        until: None,
        recorded_by,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    queries::insert_affiliation(work.conn, &next).map_err(|error| match Problem::from(error) {
        taken if taken.kind == Kind::Conflict => raced(),
        other => other,
    })?;
    Ok(())
}

/// # Errors
/// 404 for people whom the caller may not see.
pub fn history(work: &mut Work<'_>, person: Id, window: &Window<Id>) -> Result<Vec<AffiliationRow>, Problem> {
    find_person(work, person)?;
    Ok(queries::affiliations_of(work.conn, person, window)?)
}

/// # Errors
/// 404 when there is no such institution.
pub fn people_of(
    work: &mut Work<'_>,
    institution: Id,
    present: Option<bool>,
    window: &Window<Id>,
) -> Result<Vec<AffiliationRow>, Problem> {
    crate::network::service::find_institution(work, institution)?;
    Ok(queries::affiliations_at(work.conn, work.scope, institution, present, window)?)
}
