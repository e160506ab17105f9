//! The tables as they are read: CSV with a header, every complaint with its file and line.

use super::ids::Ids;
use crate::model::{Arc, Lists};
use crate::worth::{MAX_PEOPLE, MAX_SCORE};
use csv::{ByteRecord, ReaderBuilder};
use serde::de::DeserializeOwned;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io::{BufRead, BufReader, Read};

/// The most seats of one mentor.
pub const MAX_CAPACITY: u32 = MAX_PEOPLE as u32;

/// After so many complaints the rest is not read.
const MOST_COMPLAINTS: usize = 20;

/// A table to read, and what to call it in a complaint.
pub struct Source<'a> {
    pub name: String,
    pub content: Box<dyn Read + 'a>,
}

/// The tables of a round.
pub struct Sources<'a> {
    /// `mentee,mentor,score`: the pairs that may meet. Scores are whole, 0 to 1,000,000.
    pub edges: Source<'a>,
    /// `mentor,capacity`: every mentor, with 0 to 1,048,576 seats.
    pub capacity: Source<'a>,
    /// `mentee,mentor`, each: pairs that must be, that must not be, and that were published before.
    pub locks: Option<Source<'a>>,
    pub vetoes: Option<Source<'a>>,
    pub published: Option<Source<'a>>,
    /// Points, 0 to 1,000,000, that a published pair is preferred by.
    pub keep: i32,
}

/// What is wrong with the tables, one sentence each, beginning with file and line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Complaints(pub Vec<String>);

impl fmt::Display for Complaints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Complaints {}

/// A round as read: people numbered in the order of their ids.
#[derive(Debug, Clone)]
pub struct Market {
    pub mentees: Vec<String>,
    pub mentors: Vec<String>,
    pub seats: Vec<u32>,
    /// The pairs that may meet, without vetoed ones, with what a published pair is preferred by.
    pub lists: Lists,
    /// Mentee and mentor by number.
    pub locks: Vec<(u32, u32)>,
    pub published: HashSet<(u32, u32)>,
    pub keep: i32,
}

impl Market {
    /// # Errors
    /// Everything found wrong, at most 20 sentences.
    pub fn read(sources: Sources<'_>) -> Result<Self, Complaints> {
        let mut complaints = Complaints::default();
        if !(0..=MAX_SCORE).contains(&sources.keep) {
            complaints
                .0
                .push(format!("The points that keep a pair must be 0 to {MAX_SCORE}, not {}.", sources.keep));
        }
        let capacity = sources.capacity.name.clone();
        let mut mentors = Ids::default();
        let mut seats = Vec::new();
        each(sources.capacity, ["mentor", "capacity"], &mut complaints, |[mentor, count]| {
            let count = number(count, i64::from(MAX_CAPACITY)).map_err(|why| format!("capacity {why}"))?;
            if !mentors.add(mentor)? {
                return Err(format!("the mentor {} is listed before", shown(mentor)));
            }
            seats.push(count as u32);
            Ok(())
        });
        let mut mentees = Ids::default();
        let mut pairs: Vec<Pair> = Vec::new();
        let edges = sources.edges.name.clone();
        let mut line = 1;
        each_at(
            sources.edges,
            ["mentee", "mentor", "score"],
            &mut complaints,
            |at, [mentee, mentor, score]| {
                line = at;
                let score = number(score, i64::from(MAX_SCORE)).map_err(|why| format!("score {why}"))?;
                let mentor = mentors.of(mentor).ok_or_else(|| unknown("mentor", mentor))?;
                mentees.add(mentee)?;
                pairs.push(Pair { mentee: mentees.last, mentor, score: score as i32, line: at as u32 });
                Ok(())
            },
        );
        if complaints.0.is_empty() {
            if mentors.names.is_empty() {
                complaints.0.push(format!("{capacity} lists no mentor."));
            } else if pairs.is_empty() {
                complaints.0.push(format!("{edges} lists no pair."));
            }
            if mentors.names.len() >= MAX_PEOPLE || mentees.names.len() >= MAX_PEOPLE {
                complaints.0.push(format!("{edges} has more than {} people on a side.", MAX_PEOPLE - 1));
            }
        }
        complaints.check()?;

        let (mentee_rank, mentees) = mentees.sorted();
        let (mentor_rank, mentors) = mentors.sorted();
        let mut ranked_seats = vec![0; seats.len()];
        for (at, count) in seats.into_iter().enumerate() {
            ranked_seats[mentor_rank.places[at] as usize] = count;
        }
        for pair in &mut pairs {
            pair.mentee = mentee_rank.places[pair.mentee as usize];
            pair.mentor = mentor_rank.places[pair.mentor as usize];
        }
        pairs.sort_unstable_by_key(|pair| (pair.mentee, pair.mentor, pair.line));
        for twice in
            pairs.windows(2).filter(|two| (two[0].mentee, two[0].mentor) == (two[1].mentee, two[1].mentor))
        {
            let (first, second) = (twice[0].line, twice[1].line);
            complaints.add(&edges, u64::from(second), &format!("the pair is listed before, in line {first}"));
        }
        let mut market = Self {
            mentees,
            mentors,
            seats: ranked_seats,
            lists: Lists::default(),
            locks: Vec::new(),
            published: HashSet::new(),
            keep: sources.keep,
        };
        let named = |[mentee, mentor]: [&[u8]; 2]| {
            let mentee = mentee_rank.of(mentee).ok_or_else(|| unknown("mentee", mentee))?;
            let mentor = mentor_rank.of(mentor).ok_or_else(|| unknown("mentor", mentor))?;
            Ok::<_, String>((mentee, mentor))
        };
        let mut vetoes = HashSet::new();
        if let Some(source) = sources.vetoes {
            each(source, ["mentee", "mentor"], &mut complaints, |ids| {
                vetoes.insert(named(ids)?);
                Ok(())
            });
        }
        if let Some(source) = sources.published {
            // People of an earlier round may be gone.
            each(source, ["mentee", "mentor"], &mut complaints, |ids| {
                market.published.extend(named(ids).ok());
                Ok(())
            });
        }
        if let Some(source) = sources.locks {
            let mut locked = HashSet::new();
            let mut taken: HashMap<u32, u32> = HashMap::new();
            each(source, ["mentee", "mentor"], &mut complaints, |ids| {
                let (mentee, mentor) = named(ids)?;
                if pairs.binary_search_by_key(&(mentee, mentor), |pair| (pair.mentee, pair.mentor)).is_err() {
                    return Err("the locked pair is not among the pairs that may meet".to_owned());
                }
                if vetoes.contains(&(mentee, mentor)) {
                    return Err("the pair is locked and vetoed".to_owned());
                }
                if !locked.insert(mentee) {
                    return Err(format!("the mentee {} is locked before", shown(ids[0])));
                }
                let taken = taken.entry(mentor).or_insert(0);
                *taken += 1;
                if *taken > market.seats[mentor as usize] {
                    return Err(format!("the seats of the mentor {} are all locked before", shown(ids[1])));
                }
                market.locks.push((mentee, mentor));
                Ok(())
            });
        }
        complaints.check()?;
        pairs.retain(|pair| !vetoes.contains(&(pair.mentee, pair.mentor)));
        let mut ends = vec![0; market.mentees.len()];
        for (at, pair) in pairs.iter().enumerate() {
            ends[pair.mentee as usize] = at as u32 + 1;
        }
        for at in 1..ends.len() {
            ends[at] = ends[at].max(ends[at - 1]);
        }
        let arcs = pairs.into_iter().map(|pair| {
            let is_published = market.published.contains(&(pair.mentee, pair.mentor));
            Arc { to: pair.mentor, score: pair.score + if is_published { market.keep } else { 0 } }
        });
        market.lists = Lists::new(&ends, arcs.collect());
        Ok(market)
    }

    /// The points of a pair as the table gave them.
    #[must_use]
    pub fn points(&self, mentee: u32, mentor: u32) -> Option<i32> {
        let score = self.lists.score(mentee as usize, mentor as usize)?;
        Some(score - if self.published.contains(&(mentee, mentor)) { self.keep } else { 0 })
    }
}

/// A value from each line of JSON; every line must hold one.
///
/// # Errors
/// Everything found wrong, at most 20 sentences.
pub fn lines_of_json<T: DeserializeOwned>(source: Source<'_>) -> Result<Vec<T>, Complaints> {
    let (mut values, mut complaints) = (Vec::new(), Complaints::default());
    for (at, line) in BufReader::new(source.content).lines().enumerate() {
        let read = line.map_err(|error| error.to_string());
        match read.and_then(|line| serde_json::from_str(&line).map_err(|error| error.to_string())) {
            Ok(value) => values.push(value),
            Err(error) => complaints.add(&source.name, at as u64 + 1, &error),
        }
        if complaints.0.len() >= MOST_COMPLAINTS {
            break;
        }
    }
    complaints.check()?;
    Ok(values)
}

/// A file of one JSON value.
///
/// # Errors
/// One sentence, with line and column.
pub fn json<T: DeserializeOwned>(source: Source<'_>) -> Result<T, Complaints> {
    serde_json::from_reader(BufReader::new(source.content)).map_err(|error| {
        let mut complaints = Complaints::default();
        complaints.add(&source.name, error.line() as u64, &error.to_string());
        complaints
    })
}

/// Two ids of a table, and their line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairOfIds {
    pub line: u64,
    pub ids: (String, String),
}

/// A table of two ids a line, where who they are is somebody else's to check.
///
/// # Errors
/// Everything found wrong, at most 20 sentences.
pub fn pairs_of_ids(source: Source<'_>, header: [&str; 2]) -> Result<Vec<PairOfIds>, Complaints> {
    let mut complaints = Complaints::default();
    let mut pairs = Vec::new();
    each_at(source, header, &mut complaints, |line, ids| {
        let [one, other] = ids.map(|id| std::str::from_utf8(id).map(str::to_owned));
        let (Ok(one), Ok(other)) = (one, other) else {
            return Err("an id is not UTF-8".to_owned());
        };
        pairs.push(PairOfIds { line, ids: (one, other) });
        Ok(())
    });
    complaints.check()?;
    Ok(pairs)
}

struct Pair {
    mentee: u32,
    mentor: u32,
    score: i32,
    line: u32,
}

impl Complaints {
    fn add(&mut self, file: &str, line: u64, what: &str) {
        if self.0.len() < MOST_COMPLAINTS {
            self.0.push(format!("{file}:{line}: {what}."));
        }
    }

    fn check(&self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self.clone()) }
    }
}

fn shown(id: &[u8]) -> String {
    format!("{:?}", String::from_utf8_lossy(id))
}

fn unknown(side: &str, id: &[u8]) -> String {
    format!("there is no {side} {}", shown(id))
}

/// A whole number from 0 to `most`, or what it is instead.
fn number(text: &[u8], most: i64) -> Result<i64, String> {
    let found = std::str::from_utf8(text).ok().and_then(|text| text.trim().parse::<i64>().ok());
    match found {
        Some(number) if (0..=most).contains(&number) => Ok(number),
        Some(number) => Err(format!("must be from 0 to {most}, not {number}")),
        None => Err(format!("must be a whole number from 0 to {most}, not {}", shown(text))),
    }
}

pub(super) fn each<const N: usize>(
    source: Source<'_>,
    header: [&str; N],
    complaints: &mut Complaints,
    mut row: impl FnMut([&[u8]; N]) -> Result<(), String>,
) {
    each_at(source, header, complaints, |_, fields| row(fields));
}

/// Hands every record to `row` with its line. The header must name the columns, in this order; more may follow.
pub(super) fn each_at<const N: usize>(
    source: Source<'_>,
    header: [&str; N],
    complaints: &mut Complaints,
    mut row: impl FnMut(u64, [&[u8]; N]) -> Result<(), String>,
) {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(source.content);
    let mut record = ByteRecord::new();
    let mut is_first = true;
    loop {
        let read = reader.read_byte_record(&mut record);
        let line = record.position().map_or_else(|| reader.position().line(), csv::Position::line);
        match read {
            Ok(true) => {}
            Ok(false) if is_first => {
                complaints.add(
                    &source.name,
                    1,
                    &format!("the file is empty; its first line is {}", header.join(",")),
                );
                return;
            }
            Ok(false) => return,
            Err(error) => {
                complaints.add(&source.name, line, &format!("cannot be read: {error}"));
                return;
            }
        }
        if std::mem::take(&mut is_first) {
            let named = record.iter().map(|field| field.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(field));
            if !named.take(N).eq(header.iter().map(|name| name.as_bytes())) {
                complaints.add(&source.name, line, &format!("the first line must be {}", header.join(",")));
                return;
            }
            continue;
        }
        let mut fields: [&[u8]; N] = [&[]; N];
        let count = record.len();
        for (field, text) in fields.iter_mut().zip(&record) {
            *field = text;
        }
        let outcome = if count < N { Err(format!("has {count} fields, not {N}")) } else { row(line, fields) };
        if let Err(what) = outcome {
            complaints.add(&source.name, line, &what);
            if complaints.0.len() >= MOST_COMPLAINTS {
                return;
            }
        }
    }
}
