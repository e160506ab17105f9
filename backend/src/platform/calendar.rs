//! Calendar files (RFC 5545, RFC 5546): one event, written so that every calendar reads it. A small writer of our own, since
//! one event with its method and sequence is all that is needed.

use std::fmt::Write;

use chrono::{DateTime, Utc};

/// What the reader's calendar is to do with the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Take it as it is: for downloads.
    Publish,
    /// Invites the attendee, or moves what they were invited to.
    Request,
    /// Takes the event out again.
    Cancel,
}

impl Method {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Somebody with a mail address.
#[derive(Debug, Clone)]
pub struct Mailbox {
    pub name: String,
    pub address: String,
}

/// One event. `uid` stays the same for as long as it is the same event; `sequence` grows with every change.
#[derive(Debug, Clone)]
pub struct Event {
    pub uid: String,
    pub sequence: i32,
    /// When this was written.
    pub stamp: DateTime<Utc>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub summary: String,
    pub description: String,
    /// A place, or where on the web.
    pub location: String,
    /// Only an address of the web.
    pub url: Option<String>,
    pub organizer: Mailbox,
    pub attendee: Mailbox,
    /// Whether the attendee has chosen this time themselves.
    pub accepted: bool,
}

/// The longest line, octets without its end.
const LINE: usize = 75;

/// The event as a file with the media type `text/calendar`.
#[must_use]
pub fn written(method: Method, event: &Event) -> String {
    let mut file = String::new();
    let mut line = |text: &str| fold(text, &mut file);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Perennial//Perennial//EN");
    line("CALSCALE:GREGORIAN");
    line(&format!("METHOD:{}", method.as_str()));
    line("BEGIN:VEVENT");
    line(&format!("UID:{}", text(&event.uid)));
    line(&format!("SEQUENCE:{}", event.sequence));
    line(&format!("DTSTAMP:{}", moment(event.stamp)));
    line(&format!("DTSTART:{}", moment(event.starts_at)));
    line(&format!("DTEND:{}", moment(event.ends_at)));
    line(&format!("SUMMARY:{}", text(&event.summary)));
    if !event.description.is_empty() {
        line(&format!("DESCRIPTION:{}", text(&event.description)));
    }
    if !event.location.is_empty() {
        line(&format!("LOCATION:{}", text(&event.location)));
    }
    if let Some(url) = &event.url {
        line(&format!("URL:{}", plain(url)));
    }
    line(&format!("STATUS:{}", if method == Method::Cancel { "CANCELLED" } else { "CONFIRMED" }));
    line("TRANSP:OPAQUE");
    // What is published is for anybody who has the file; who was invited is the attendee's own affair (RFC 5546, 3.2.1).
    if method != Method::Publish {
        line(&format!("ORGANIZER;{}:mailto:{}", name_of(&event.organizer), plain(&event.organizer.address)));
        line(&format!(
            "ATTENDEE;{};ROLE=REQ-PARTICIPANT;PARTSTAT={};RSVP=FALSE:mailto:{}",
            name_of(&event.attendee),
            if event.accepted { "ACCEPTED" } else { "NEEDS-ACTION" },
            plain(&event.attendee.address)
        ));
    }
    line("END:VEVENT");
    line("END:VCALENDAR");
    file
}

/// The method that a written file names, for the media type of the part of a mail that carries it.
#[must_use]
pub fn method_of(file: &str) -> &str {
    file.lines().find_map(|line| line.strip_prefix("METHOD:")).unwrap_or("PUBLISH").trim_end()
}

fn moment(time: DateTime<Utc>) -> String {
    time.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A value of the type TEXT: what has a meaning is escaped, control characters are left out.
fn text(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A value that is neither text nor quoted: nothing in it may end the line.
fn plain(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).collect()
}

/// A name as a parameter; quotes cannot be escaped there.
fn name_of(who: &Mailbox) -> String {
    let name: String = who.name.chars().map(|c| if c == '"' { '\'' } else { c }).collect();
    format!("CN=\"{}\"", plain(&name))
}

/// Breaks a line after at most 75 octets, never inside a character; each further part begins with a space.
fn fold(line: &str, file: &mut String) {
    let mut rest = line;
    let mut room = LINE;
    loop {
        if rest.len() <= room {
            let _ = write!(file, "{rest}\r\n");
            return;
        }
        let mut end = room;
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (part, after) = rest.split_at(end);
        let _ = write!(file, "{part}\r\n ");
        rest = after;
        room = LINE - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Event {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        Event {
            uid: "interview-1@perennial".into(),
            sequence: 2,
            stamp: at("2027-03-01T12:00:00Z"),
            starts_at: at("2027-03-09T15:00:00Z"),
            ends_at: at("2027-03-09T15:30:00Z"),
            summary: "Interview: coordinator, Great Lakes; C:\\x".into(),
            description: "First line\r\nsecond line\u{7}".into(),
            location: "https://meet.example/room".into(),
            url: Some("https://meet.example/room".into()),
            organizer: Mailbox { name: "Perennial".into(), address: "perennial@localhost".into() },
            attendee: Mailbox { name: "Ana \"A\" Flores".into(), address: "ana@x.example".into() },
            accepted: true,
        }
    }

    fn unfolded(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn an_event_is_written_as_calendars_read_it() {
        let lines = unfolded(&written(Method::Request, &event()));
        assert_eq!(
            lines,
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Perennial//Perennial//EN",
                "CALSCALE:GREGORIAN",
                "METHOD:REQUEST",
                "BEGIN:VEVENT",
                "UID:interview-1@perennial",
                "SEQUENCE:2",
                "DTSTAMP:20270301T120000Z",
                "DTSTART:20270309T150000Z",
                "DTEND:20270309T153000Z",
                "SUMMARY:Interview: coordinator\\, Great Lakes\\; C:\\\\x",
                "DESCRIPTION:First line\\nsecond line",
                "LOCATION:https://meet.example/room",
                "URL:https://meet.example/room",
                "STATUS:CONFIRMED",
                "TRANSP:OPAQUE",
                "ORGANIZER;CN=\"Perennial\":mailto:perennial@localhost",
                "ATTENDEE;CN=\"Ana 'A' Flores\";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:ana@x.example",
                "END:VEVENT",
                "END:VCALENDAR",
            ]
        );
    }

    #[test]
    fn a_cancelled_event_says_so_and_a_published_one_names_nobody() {
        let cancelled = written(Method::Cancel, &event());
        assert!(cancelled.contains("\r\nSTATUS:CANCELLED\r\n"));
        assert_eq!(method_of(&cancelled), "CANCEL");
        let published = written(Method::Publish, &event());
        assert!(!published.contains("ATTENDEE") && !published.contains("ORGANIZER"));
        assert_eq!(method_of(&published), "PUBLISH");
    }

    /// Every length around the fold, in characters of one to four octets.
    #[test]
    fn lines_are_folded_between_characters_and_come_back_whole() {
        for c in ["a", "é", "字", "🌱"] {
            for n in 0..200 {
                let line = format!("X:{}", c.repeat(n));
                let mut file = String::new();
                fold(&line, &mut file);
                for part in file.split_terminator("\r\n") {
                    assert!(part.len() <= LINE, "{} octets", part.len());
                }
                assert_eq!(unfolded(&file), [line]);
            }
        }
    }

    #[test]
    fn nothing_in_a_value_begins_a_line_of_its_own() {
        let mut hostile = event();
        hostile.summary = "x\r\nATTENDEE:mailto:evil@x.example\n".into();
        hostile.location = "a\rb".into();
        hostile.url = Some("https://x.example/\r\nX:1".into());
        hostile.attendee.name = "A\"\r\nX:1".into();
        let file = written(Method::Request, &hostile);
        assert!(!file.contains('\n') || file.matches('\n').count() == file.matches("\r\n").count());
        let names: Vec<String> =
            unfolded(&file).iter().map(|l| l.split([':', ';']).next().unwrap().to_owned()).collect();
        assert_eq!(names.iter().filter(|n| *n == "ATTENDEE").count(), 1);
        assert!(!names.contains(&"X".to_owned()));
    }
}
