//! Reads calendar files as strictly as the strictest calendar, sharing nothing with the writer.

use std::collections::BTreeMap;

/// The properties of the one event, and the method.
pub struct Read {
    pub method: String,
    /// Name to value, unescaped where it is text.
    pub event: BTreeMap<String, String>,
}

impl Read {
    #[track_caller]
    pub fn get(&self, name: &str) -> &str {
        self.event.get(name).map_or_else(|| panic!("no {name} in {:?}", self.event), String::as_str)
    }
}

/// RFC 5545, 3.1: lines end in CRLF and have at most 75 octets; what follows a CRLF and a space continues the line.
#[track_caller]
pub fn read(file: &str) -> Read {
    assert!(file.ends_with("\r\n"), "the last line ends too");
    let mut lines: Vec<String> = Vec::new();
    for raw in file.split_terminator("\r\n") {
        assert!(!raw.contains(['\r', '\n']), "a bare line break in {raw:?}");
        assert!(raw.len() <= 75, "{} octets: {raw}", raw.len());
        match raw.strip_prefix(' ') {
            Some(more) => lines.last_mut().expect("a first line").push_str(more),
            None => lines.push(raw.to_owned()),
        }
    }
    assert_eq!(lines.first().map(String::as_str), Some("BEGIN:VCALENDAR"));
    assert_eq!(lines.last().map(String::as_str), Some("END:VCALENDAR"));
    let mut open: Vec<String> = Vec::new();
    let (mut calendar, mut event) = (BTreeMap::new(), BTreeMap::new());
    for line in &lines {
        let (name, value) = split(line);
        match name.as_str() {
            "BEGIN" => open.push(value),
            "END" => assert_eq!(open.pop().as_deref(), Some(value.as_str())),
            _ => {
                let into = match open.last().map(String::as_str) {
                    Some("VCALENDAR") => &mut calendar,
                    Some("VEVENT") => &mut event,
                    other => panic!("{line} within {other:?}"),
                };
                let before = into.insert(name.clone(), value);
                assert_eq!(before, None, "{name} comes twice");
            }
        }
    }
    assert!(open.is_empty());
    assert_eq!(calendar.get("VERSION").map(String::as_str), Some("2.0"));
    assert!(calendar.get("PRODID").is_some_and(|id| !id.is_empty()));
    for needed in ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"] {
        assert!(event.contains_key(needed), "{needed} is needed");
    }
    for moment in ["DTSTAMP", "DTSTART", "DTEND"] {
        let text = &event[moment];
        chrono::NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%SZ")
            .unwrap_or_else(|e| panic!("{text}: {e}"));
    }
    let method = calendar.remove("METHOD").expect("a method");
    if method != "PUBLISH" {
        // RFC 5546, 3.2.2 and 3.2.5.
        assert!(event["ORGANIZER"].starts_with("mailto:") && event["ATTENDEE"].starts_with("mailto:"));
    }
    for text in ["SUMMARY", "DESCRIPTION", "LOCATION", "UID"] {
        if let Some(value) = event.get_mut(text) {
            *value = unescaped(value);
        }
    }
    Read { method, event }
}

/// Name and value of a line; a quoted parameter may hold colons and semicolons.
fn split(line: &str) -> (String, String) {
    let mut quoted = false;
    let colon = line
        .char_indices()
        .find(|(_, c)| {
            quoted ^= *c == '"';
            *c == ':' && !quoted
        })
        .map_or_else(|| panic!("no value in {line}"), |(at, _)| at);
    let name = line[..colon].split(';').next().unwrap();
    assert!(name.chars().all(|c| c.is_ascii_uppercase() || c == '-'), "{name}");
    (name.to_owned(), line[colon + 1..].to_owned())
}

fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => text.push(c),
                other => panic!("\\{other:?} means nothing"),
            },
            ';' | ',' => panic!("{c} stands unescaped in {value}"),
            c => text.push(c),
        }
    }
    text
}
