//! Future times: agreed as local time in a zone, kept so, and derived to UTC; told to people in their own zone.

use chrono::{DateTime, Datelike, LocalResult, NaiveDateTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::problem::FieldError;

/// A local time as written: `2027-03-01T14:00`, seconds if wanted, no zone.
#[must_use]
pub fn local_time(text: &str) -> Option<NaiveDateTime> {
    let parsed = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())?;
    ((2000..2200).contains(&parsed.year()) && text.is_ascii() && parsed.nanosecond() == 0).then_some(parsed)
}

/// What a local time in a zone is in UTC. When clocks are turned back an hour happens twice: the
/// first one is meant. When they are turned forward one does not happen at all: `None`.
#[must_use]
pub fn to_utc(local: NaiveDateTime, zone: Tz) -> Option<NaiveDateTime> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(time) | LocalResult::Ambiguous(time, _) => Some(time.naive_utc()),
        LocalResult::None => None,
    }
}

/// A zone by its IANA name, or what is wrong with it, at `/time_zone`.
///
/// # Errors
/// A field error when there is no such zone.
pub fn time_zone(name: &str) -> Result<Tz, FieldError> {
    name.parse::<Tz>().map_err(|_| {
        FieldError::new("/time_zone", "time_zone", "This is no IANA time zone, such as America/Chicago.")
    })
}

/// Local time and zone as stored with their UTC, or everything that is wrong with them, at
/// `/starts_at_local` and `/time_zone`.
///
/// # Errors
/// A field error for each: no such time as written, no such zone, a time that the zone leaves out.
pub fn agreed_time(local: &str, zone: &str) -> Result<(NaiveDateTime, NaiveDateTime), Vec<FieldError>> {
    let at = local_time(local).ok_or_else(|| {
        FieldError::new(
            "/starts_at_local",
            "local_time",
            "Write local time without a zone, such as 2027-03-01T14:00, in a year from 2000 to 2199.",
        )
    });
    match (at, time_zone(zone)) {
        (Ok(at), Ok(tz)) => match to_utc(at, tz) {
            Some(utc) => Ok((at, utc)),
            None => Err(vec![FieldError::new(
                "/starts_at_local",
                "no_such_time",
                format!("Clocks are turned forward: {local} does not happen in {zone}."),
            )]),
        },
        (at, tz) => Err([at.err(), tz.err()].into_iter().flatten().collect()),
    }
}

/// A moment in a person's zone, in words that name the zone: `Tuesday, March 9, 2027, 2:00 PM EST
/// (America/New_York)`. In UTC when nobody knows the zone.
#[must_use]
pub fn told_in(moment: DateTime<Utc>, zone: &str) -> String {
    let (tz, name) = zone.parse::<Tz>().map_or((Tz::UTC, "UTC"), |tz| (tz, zone));
    let local = moment.with_timezone(&tz);
    let abbreviation = local.format("%Z").to_string();
    // Zones without letters of their own are abbreviated by their offset: "+10", say.
    let abbreviation =
        if abbreviation.starts_with(['+', '-']) { format!("UTC{abbreviation}") } else { abbreviation };
    format!("{} {abbreviation} ({})", local.format("%A, %B %-d, %Y, %-I:%M %p"), name.replace('_', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(local: &str, zone: &str) -> Result<String, Vec<String>> {
        agreed_time(local, zone)
            .map(|(_, utc)| utc.format("%Y-%m-%dT%H:%M").to_string())
            .map_err(|wrong| wrong.into_iter().map(|e| format!("{} {}", e.pointer, e.code)).collect())
    }

    #[test]
    fn local_time_becomes_utc_by_the_zone_of_that_day() {
        assert_eq!(utc("2027-01-15T14:00", "America/Chicago"), Ok("2027-01-15T20:00".into()));
        assert_eq!(utc("2027-07-15T14:00:00", "America/Chicago"), Ok("2027-07-15T19:00".into()));
        assert_eq!(utc("2027-07-15T14:00", "Pacific/Guam"), Ok("2027-07-15T04:00".into()));
    }

    #[test]
    fn a_time_that_clocks_leave_out_is_refused() {
        assert_eq!(
            utc("2027-03-14T02:30", "America/New_York"),
            Err(vec!["/starts_at_local no_such_time".into()])
        );
        assert_eq!(utc("2027-03-14T02:30", "America/Phoenix"), Ok("2027-03-14T09:30".into()));
    }

    #[test]
    fn of_an_hour_that_happens_twice_the_first_is_meant() {
        assert_eq!(utc("2027-11-07T01:30", "America/New_York"), Ok("2027-11-07T05:30".into()));
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        assert_eq!(
            utc("2027-03-14T02:30Z", "Mars/Olympus"),
            Err(vec!["/starts_at_local local_time".into(), "/time_zone time_zone".into()])
        );
        for wrong in
            ["", "2027-13-01T10:00", "1999-12-31T10:00", "2027-03-14", "2027-03-14 10:00", "2027-03-14T25:00"]
        {
            assert_eq!(local_time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_moment_is_told_in_the_persons_zone_and_the_zone_is_named() {
        let moment = "2027-03-14T19:00:00Z".parse::<DateTime<Utc>>().unwrap();
        for (zone, told) in [
            ("America/New_York", "Sunday, March 14, 2027, 3:00 PM EDT (America/New York)"),
            ("Pacific/Guam", "Monday, March 15, 2027, 5:00 AM ChST (Pacific/Guam)"),
            ("America/Sao_Paulo", "Sunday, March 14, 2027, 4:00 PM UTC-03 (America/Sao Paulo)"),
            ("Mars/Olympus", "Sunday, March 14, 2027, 7:00 PM UTC (UTC)"),
        ] {
            assert_eq!(told_in(moment, zone), told);
        }
    }
}
