//! How each figure is measured. Where another page tells the same, it is asked of the same place: a figure has one value.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::measured::Measured;
use crate::evaluation;
use crate::matching::EnrolmentRole;
use crate::network::{Figure, FigureMissing};
use crate::platform::auth::Scope;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::reporting::queries;
use crate::succession::{self, Coverage};

const YEAR: Days = Days::new(365);
const QUARTER: Days = Days::new(90);
/// A pairing that has not met for so long needs somebody.
const SILENCE: Days = Days::new(45);

/// What the figures are now, in the whole network, whatever the caller's scope.
///
/// # Errors
/// When the database does not answer.
pub fn measure(work: &mut Work<'_>, figures: &[Figure]) -> Result<HashMap<Figure, Measured>, Problem> {
    work.with_scope(&Scope::everything(), |work| {
        let mut gauge = Gauge { work, coverage: None, cycle: None };
        let mut measured = HashMap::new();
        for figure in figures {
            if !measured.contains_key(figure) {
                measured.insert(*figure, gauge.measure(*figure)?);
            }
        }
        Ok(measured)
    })
}

/// Live enrolments of the running cycle.
#[derive(Clone, Copy)]
struct Cycle {
    mentors: i64,
    mentees: i64,
    matched: i64,
}

/// Reads once what several figures are made of.
struct Gauge<'a, 'b> {
    work: &'a mut Work<'b>,
    coverage: Option<Coverage>,
    cycle: Option<Option<Cycle>>,
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl Gauge<'_, '_> {
    fn today(&self) -> NaiveDate {
        self.work.now.date_naive()
    }

    /// So many days ago: what happened after that day happened in the last so many days.
    fn ago(&self, days: Days) -> NaiveDate {
        self.today().checked_sub_days(days).unwrap_or(NaiveDate::MIN)
    }

    fn moment_ago(&self, days: Days) -> NaiveDateTime {
        let now = self.work.stamp();
        now.checked_sub_days(days).unwrap_or(now)
    }

    fn measure(&mut self, figure: Figure) -> Result<Measured, Problem> {
        let today = self.today();
        Ok(match figure {
            Figure::SeatsCovered => Measured::count(number(self.coverage()?.covered_seats)),
            Figure::SeatsCoveredShare => {
                let coverage = self.coverage()?;
                let (covered, seats) = (number(coverage.covered_seats), number(coverage.seats));
                Measured::share(covered, seats, FigureMissing::NoSeats)
            }
            Figure::RegionsUncovered => Measured::count(self.regions_uncovered()?),
            Figure::UncoveredSeatDays => Measured::count(self.coverage()?.uncovered_days),
            Figure::CoordinatorsInTraining => {
                Measured::people(queries::people_in_training(self.work.conn, today)?)
            }
            Figure::Guides => Measured::people(queries::guides(self.work.conn, today)?),
            Figure::PeopleGraduated => {
                let after = self.ago(YEAR);
                Measured::people(queries::people_graduated(self.work.conn, after, today)?)
            }
            Figure::ApplicationsSubmitted => {
                let since = self.moment_ago(YEAR);
                Measured::people(queries::applications_since(self.work.conn, since)?)
            }
            Figure::DaysToAcceptance => self.days_to_acceptance()?,
            Figure::MentorsEnrolled => self.of_cycle(|cycle| Measured::people(cycle.mentors))?,
            Figure::MenteesEnrolled => self.of_cycle(|cycle| Measured::people(cycle.mentees))?,
            Figure::MenteesMatchedShare => self.of_cycle(|cycle| {
                Measured::share_of_people(cycle.matched, cycle.mentees, FigureMissing::NoMentees)
            })?,
            Figure::PairingsActive => Measured::people(queries::open_pairings(self.work.conn)?),
            Figure::PairingsWithoutMeetingShare => {
                let began = self.ago(SILENCE);
                let (all, without) = queries::pairings_not_meeting(self.work.conn, began)?;
                Measured::share_of_people(without, all, FigureMissing::NoPairings)
            }
            Figure::MeetingsLogged => {
                let after = self.ago(QUARTER);
                let (held, pairings) = queries::meetings_between(self.work.conn, after, today)?;
                Measured::count(held).resting_on(pairings)
            }
            Figure::ResourcesCurrent => Measured::count(queries::current_resources(self.work.conn, today)?),
            Figure::ResponseRate => self.response_rate()?,
        })
    }

    /// Today's coverage of all seats, with the uncovered days of the last 90 days: today is not among them.
    fn coverage(&mut self) -> Result<&Coverage, Problem> {
        if self.coverage.is_none() {
            let (from, to) = (self.ago(QUARTER), self.today());
            self.coverage = Some(succession::coverage(self.work, from, to)?);
        }
        self.coverage.as_ref().ok_or_else(|| Problem::internal("coverage was read"))
    }

    fn regions_uncovered(&mut self) -> Result<i64, Problem> {
        let regions = &self.coverage()?.regions;
        let uncovered =
            regions.iter().filter(|region| region.seats.iter().all(|seat| seat.covered_until.is_none()));
        Ok(number(uncovered.count()))
    }

    fn days_to_acceptance(&mut self) -> Result<Measured, Problem> {
        let since = self.moment_ago(YEAR);
        let accepted = queries::acceptances_since(self.work.conn, since)?;
        let days = accepted
            .into_iter()
            // Who accepted before the opening closed did not have to wait.
            .filter_map(|(closed, at)| at.map(|at| (at.date() - closed).num_days().max(0)))
            .collect();
        Ok(Measured::median(days, FigureMissing::NoAcceptances))
    }

    fn of_cycle(&mut self, tell: impl FnOnce(Cycle) -> Measured) -> Result<Measured, Problem> {
        let cycle = match self.cycle {
            Some(cycle) => cycle,
            None => self.read_cycle()?,
        };
        self.cycle = Some(cycle);
        Ok(cycle.map_or_else(|| Measured::missing(FigureMissing::NoRunningCycle), tell))
    }

    /// As the dashboard counts it.
    fn read_cycle(&mut self) -> Result<Option<Cycle>, Problem> {
        let now = self.work.stamp();
        let Work { conn, scope, .. } = &mut *self.work;
        let Some(cycle) = queries::current_cycle(conn)? else { return Ok(None) };
        let counts = queries::enrolment_counts(conn, scope, cycle.id)?;
        let of = |role| counts.iter().find(|(r, _)| *r == role).map_or(0, |(_, count)| *count);
        Ok(Some(Cycle {
            mentors: of(EnrolmentRole::Mentor),
            mentees: of(EnrolmentRole::Mentee),
            matched: queries::matched_mentees(conn, scope, cycle.id, now)?,
        }))
    }

    /// The rate that the results of the wave call rr2.
    fn response_rate(&mut self) -> Result<Measured, Problem> {
        let Some(wave) = evaluation::newest_closed_wave(self.work)? else {
            return Ok(Measured::missing(FigureMissing::NoClosedWave));
        };
        let cases = wave.dispositions;
        let count = |cases: u64| i64::try_from(cases).unwrap_or(i64::MAX);
        let responded = count(cases.complete + cases.partial);
        let asked = responded + count(cases.refusal + cases.non_contact + cases.other);
        let mut measured = Measured::share_of_people(responded, asked, FigureMissing::NobodyInvited);
        measured.value = wave.rate;
        Ok(measured)
    }
}
