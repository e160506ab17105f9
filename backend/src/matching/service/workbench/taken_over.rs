//! Vetoes count in the whole cycle: a round takes over those of the rounds before it, as edits before its first. They keep
//! their reasons and who made them, undoing does not reach them, and lifting one there lifts it from then on.

use std::collections::{BTreeMap, HashMap};

use crate::matching::queries::enrolments::EnrolmentRow;
use crate::matching::queries::workbench::edits::{self, RoundEditRow};
use crate::matching::rules::{PairOf, RoundEditKind};
use crate::matching::service::pool::Pool;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// The vetoes that hold in a cycle, in the order of their pairs.
pub struct TakenOver(Vec<RoundEditRow>);

impl TakenOver {
    /// What was decided last about a pair, in whichever round, counts.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn of_cycle(work: &mut Work<'_>, cycle: Id) -> Result<Self, Problem> {
        let mut last: BTreeMap<PairOf, RoundEditRow> = BTreeMap::new();
        for row in edits::vetoes_of_cycle(work.conn, cycle)? {
            if let Some(pair) = row.pair() {
                last.insert(pair, row);
            }
        }
        Ok(Self(last.into_values().filter(|row| row.kind == RoundEditKind::Veto).collect()))
    }

    /// The veto of a pair.
    #[must_use]
    pub fn of_pair(&self, pair: PairOf) -> Option<&RoundEditRow> {
        self.0.iter().find(|row| row.pair() == Some(pair))
    }

    /// All vetoed pairs.
    pub fn pairs(&self) -> impl Iterator<Item = PairOf> + '_ {
        self.0.iter().filter_map(RoundEditRow::pair)
    }

    /// Keeps the pairs of a pool apart.
    pub fn apply(&self, pool: &mut Pool) {
        let named = Named::of(pool);
        let vetoes: Vec<(String, String)> = self.0.iter().filter_map(|row| named.both(row.pair()?)).collect();
        pool.problem.vetoes.extend(vetoes);
    }

    /// Writes those about people of the pool as edits of a round: the last of them is number 0.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn write(&self, work: &mut Work<'_>, round: Id, pool: &Pool) -> Result<(), Problem> {
        let named = Named::of(pool);
        let theirs: Vec<&RoundEditRow> =
            self.0.iter().filter(|row| row.pair().and_then(|pair| named.both(pair)).is_some()).collect();
        for (row, back) in theirs.iter().rev().zip(0_i64..) {
            let taken = RoundEditRow {
                id: work.new_id(),
                round_id: round,
                seq: -back,
                taken_from_round_id: Some(row.round_id),
                ..(*row).clone()
            };
            edits::insert(work.conn, &taken)?;
        }
        Ok(())
    }
}

/// The matcher's ids of a pool, by enrolment.
struct Named<'p> {
    mentors: HashMap<Id, &'p String>,
    mentees: HashMap<Id, &'p String>,
}

impl<'p> Named<'p> {
    fn of(pool: &'p Pool) -> Self {
        let by_enrolment = |people: &'p HashMap<String, EnrolmentRow>| {
            people.iter().map(|(person, row)| (row.id, person)).collect()
        };
        Self { mentors: by_enrolment(&pool.mentors), mentees: by_enrolment(&pool.mentees) }
    }

    /// As the matcher names a pair: mentee, mentor.
    fn both(&self, pair: PairOf) -> Option<(String, String)> {
        let (mentee, mentor) = (self.mentees.get(&pair.mentee)?, self.mentors.get(&pair.mentor)?);
        Some(((*mentee).clone(), (*mentor).clone()))
    }
}
