//! Series of slots: previewed, then made as a whole or not at all.

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::json;

use super::slots::{NewSlot, kept, meeting_point, qualified, room_for, row_of};
use super::{decided_opening, while_selecting};
use crate::identity::Contact;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::local_time::{time_zone, told_in};
use crate::platform::problem::{FieldError, Problem};
use crate::platform::record::Change;
use crate::platform::work::Work;
use crate::recruitment::queries;
use crate::recruitment::rules::{self, DayOfWeek, Series, SlotObstacle};

/// Slots to offer in a series; times of day are `10:00`, in `time_zone`.
pub struct NewSeries {
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub weekdays: Vec<DayOfWeek>,
    pub from: String,
    pub until: String,
    pub every_minutes: i32,
    pub time_zone: String,
    pub duration_minutes: i32,
    pub link: Option<String>,
    pub place: Option<String>,
    pub note: Option<String>,
    pub panel: Vec<Id>,
}

/// A time of a series and what becomes of it.
pub struct SeriesSlot {
    pub starts_at_local: NaiveDateTime,
    /// UTC; `None` when the zone leaves this time out.
    pub starts_at: Option<NaiveDateTime>,
    /// `None`: it becomes a slot.
    pub obstacle: Option<SlotObstacle>,
    /// Who sits on another panel then.
    pub double_booked: Vec<String>,
}

/// Offers the slots of a series; with `dry_run` says only which they would be.
///
/// # Errors
/// 404 outside the scope; 409 when the opening takes no slots, or somebody of the panel sits on another one at one of
/// these times (named); 422 naming everything that does not fit.
pub fn create_series(
    work: &mut Work<'_>,
    opening: Id,
    new: NewSeries,
    dry_run: bool,
) -> Result<Vec<SeriesSlot>, Problem> {
    let opening = decided_opening(work, opening)?;
    while_selecting(&opening)?;
    let (panel, mut wrong) = qualified(work, &opening, &new.panel)?;
    let (link, place, note) = (kept(new.link), kept(new.place), kept(new.note));
    wrong.extend(meeting_point(link.as_ref(), place.as_ref()));
    let hour = |pointer: &str, text: &str| {
        rules::time_of_day(text)
            .ok_or_else(|| FieldError::new(pointer, "time_of_day", "Write a time of day such as 10:00."))
    };
    let (from, until, zone) =
        (hour("/from", &new.from), hour("/until", &new.until), time_zone(&new.time_zone));
    let (from, until, zone) = match (from, until, zone) {
        (Ok(from), Ok(until), Ok(zone)) => (from, until, zone),
        (from, until, zone) => {
            wrong.extend([from.err(), until.err(), zone.err()].into_iter().flatten());
            return Err(Problem::invalid(wrong));
        }
    };
    let series = Series {
        first_day: new.first_day,
        last_day: new.last_day,
        weekdays: new.weekdays,
        from,
        until,
        every_minutes: new.every_minutes,
        duration_minutes: new.duration_minutes,
    };
    wrong.extend(rules::series_problems(&series));
    if !wrong.is_empty() {
        return Err(Problem::invalid(wrong));
    }
    let times = times_of(work, &series, zone, &panel)?;
    if dry_run {
        return Ok(times);
    }
    refuse_double_bookings(&times, &new.time_zone)?;
    let made = times.iter().filter(|time| time.obstacle.is_none()).count();
    if made == 0 {
        return Err(Problem::field("/last_day", "empty", "None of these times can become a slot."));
    }
    room_for(work, opening.id, made)?;
    for time in times.iter().filter(|time| time.obstacle.is_none()) {
        let Some(starts_at) = time.starts_at else { continue };
        let slot = NewSlot {
            starts_at_local: String::new(),
            time_zone: new.time_zone.clone(),
            duration_minutes: series.duration_minutes,
            link: link.clone(),
            place: place.clone(),
            note: note.clone(),
            panel: Vec::new(),
        };
        let row = row_of(work, opening.id, slot, (time.starts_at_local, starts_at));
        queries::insert_slot(work.conn, &row, &new.panel)?;
    }
    work.record(
        Change::new("opening.interview_slots_created", opening.id)
            .in_region(opening.region_id)
            .with(json!({ "slots": made })),
    )?;
    Ok(times)
}

/// The times of a series, each with what keeps it from becoming a slot.
fn times_of(
    work: &mut Work<'_>,
    series: &Series,
    zone: chrono_tz::Tz,
    panel: &[Contact],
) -> Result<Vec<SeriesSlot>, Problem> {
    let times = rules::series_times(series, zone, work.stamp());
    let spans: Vec<_> = times.iter().filter_map(|time| time.span).collect();
    let busy = match (spans.first(), spans.last()) {
        (Some((from, _)), Some((_, until))) => {
            let ids: Vec<Id> = panel.iter().map(|who| who.id).collect();
            queries::busy(work.conn, &ids, (*from, *until), None)?
        }
        _ => Vec::new(),
    };
    Ok(times
        .into_iter()
        .map(|time| {
            let double_booked: Vec<String> = match (time.obstacle, time.span) {
                (None, Some(span)) => panel
                    .iter()
                    .filter(|who| {
                        busy.iter()
                            .any(|(person, from, to)| *person == who.id && rules::overlap((*from, *to), span))
                    })
                    .map(|who| who.name.clone())
                    .collect(),
                _ => Vec::new(),
            };
            SeriesSlot {
                starts_at_local: time.local,
                starts_at: time.span.map(|(from, _)| from),
                obstacle: time
                    .obstacle
                    .or_else(|| (!double_booked.is_empty()).then_some(SlotObstacle::DoubleBooked)),
                double_booked,
            }
        })
        .collect())
}

fn refuse_double_bookings(times: &[SeriesSlot], zone: &str) -> Result<(), Problem> {
    let said: Vec<String> = times
        .iter()
        .filter(|time| time.obstacle == Some(SlotObstacle::DoubleBooked))
        .filter_map(|time| {
            Some(format!("{} ({})", told_in(utc(time.starts_at?), zone), time.double_booked.join(", ")))
        })
        .collect();
    if said.is_empty() {
        return Ok(());
    }
    let shown = said.iter().take(5).map(String::as_str).collect::<Vec<_>>().join("; ");
    Err(Problem::conflict(format!(
        "Members of the panel sit on another one at {} of these times: {shown}.",
        said.len()
    )))
}
