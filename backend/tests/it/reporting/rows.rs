//! A cycle with people in it, written as rows: the dashboard reads what other slices wrote.

use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use perennial::platform::db::Id;
use perennial::schema::{agreements, cycles, enrolments, jobs, meetings, pairings, proposals, rounds};

use crate::support::{Client, Network};

pub fn id(text: &str) -> Id {
    text.parse().unwrap()
}

pub fn cycle(network: &Network, name: &str, state: &str, starts_on: NaiveDate) -> Id {
    network.operator(|work| {
        let cycle = work.new_id();
        diesel::insert_into(cycles::table)
            .values((
                cycles::id.eq(cycle),
                cycles::name.eq(name),
                cycles::starts_on.eq(starts_on),
                cycles::ends_on.eq(starts_on + Days::new(180)),
                cycles::state.eq(state),
                cycles::answer_within_days.eq(14),
                cycles::created_at.eq(work.stamp()),
                cycles::updated_at.eq(work.stamp()),
                cycles::version.eq(1_i64),
            ))
            .execute(work.conn)?;
        Ok(cycle)
    })
}

/// Two people of a region in a cycle, and a published proposal of them.
pub struct Pair {
    pub mentor: Client,
    pub mentee: Client,
    pub region: Id,
    pub cycle: Id,
    pub proposal: Id,
}

fn enrolment(network: &Network, pair: (Id, Id), person: &Client, role: &str) -> Id {
    let (cycle, region) = pair;
    network.operator(|work| {
        let enrolment = work.new_id();
        diesel::insert_into(enrolments::table)
            .values((
                (
                    enrolments::id.eq(enrolment),
                    enrolments::cycle_id.eq(cycle),
                    enrolments::person_id.eq(id(&person.person_id)),
                    enrolments::region_id.eq(region),
                    enrolments::role.eq(role),
                    enrolments::state.eq("enrolled"),
                    enrolments::capacity.eq(1),
                    enrolments::setting.eq("public"),
                ),
                (
                    enrolments::career_stage.eq("early"),
                    enrolments::years_of_experience.eq(3),
                    enrolments::interests.eq("[]"),
                    enrolments::goals.eq("[]"),
                    enrolments::languages.eq("[\"en\"]"),
                    enrolments::time_zone.eq("America/Chicago"),
                    enrolments::created_at.eq(work.stamp()),
                    enrolments::updated_at.eq(work.stamp()),
                    enrolments::version.eq(1_i64),
                ),
            ))
            .execute(work.conn)?;
        Ok(enrolment)
    })
}

impl Pair {
    /// `published` says whether both have been asked.
    pub fn proposed(network: &Network, cycle: Id, region: &str, published: bool) -> Self {
        let (mentor, mentee) = (network.nobody(), network.nobody());
        let region = id(&network.region(region));
        let enrolled = [(&mentor, "mentor"), (&mentee, "mentee")]
            .map(|(person, role)| enrolment(network, (cycle, region), person, role));
        let proposal = network.operator(|work| {
            let (round, proposal, now) = (work.new_id(), work.new_id(), work.stamp());
            diesel::insert_into(rounds::table)
                .values((
                    rounds::id.eq(round),
                    rounds::cycle_id.eq(cycle),
                    rounds::region_id.eq(region),
                    rounds::state.eq(if published { "published" } else { "ready" }),
                    rounds::objective.eq("most_total_fit"),
                    rounds::policy.eq("{}"),
                    (rounds::mentors.eq(1), rounds::mentees.eq(1), rounds::matched.eq(1)),
                    (rounds::total_points.eq(70_i64), rounds::dual_bound.eq(70_i64)),
                    (rounds::created_at.eq(now), rounds::updated_at.eq(now), rounds::version.eq(1_i64)),
                ))
                .execute(work.conn)?;
            diesel::insert_into(proposals::table)
                .values((
                    (proposals::id.eq(proposal), proposals::round_id.eq(round)),
                    (proposals::cycle_id.eq(cycle), proposals::region_id.eq(region)),
                    proposals::mentor_enrolment_id.eq(enrolled[0]),
                    proposals::mentee_enrolment_id.eq(enrolled[1]),
                    proposals::mentor_id.eq(id(&mentor.person_id)),
                    proposals::mentee_id.eq(id(&mentee.person_id)),
                    (proposals::points.eq(70), proposals::points_possible.eq(100)),
                    (proposals::factors.eq("[]"), proposals::alternatives.eq("[]")),
                    proposals::state.eq(if published { "published" } else { "proposed" }),
                    proposals::answer_by.eq(published.then(|| now + Days::new(14))),
                    (proposals::created_at.eq(now), proposals::updated_at.eq(now)),
                    proposals::version.eq(1_i64),
                ))
                .execute(work.conn)?;
            Ok(proposal)
        });
        Self { mentor, mentee, region, cycle, proposal }
    }

    /// Both have accepted.
    pub fn paired(&self, network: &Network) -> Id {
        network.operator(|work| {
            diesel::update(proposals::table.filter(proposals::id.eq(self.proposal)))
                .set((
                    proposals::state.eq("accepted"),
                    proposals::mentor_answer.eq("accepted"),
                    proposals::mentee_answer.eq("accepted"),
                ))
                .execute(work.conn)?;
            let (pairing, now) = (work.new_id(), work.stamp());
            diesel::insert_into(pairings::table)
                .values((
                    pairings::id.eq(pairing),
                    pairings::cycle_id.eq(self.cycle),
                    pairings::proposal_id.eq(self.proposal),
                    pairings::region_id.eq(self.region),
                    pairings::mentor_id.eq(id(&self.mentor.person_id)),
                    pairings::mentee_id.eq(id(&self.mentee.person_id)),
                    pairings::state.eq("active"),
                    pairings::started_on.eq(now.date()),
                    pairings::ends_on.eq(now.date() + Days::new(180)),
                    (pairings::created_at.eq(now), pairings::updated_at.eq(now)),
                    pairings::version.eq(1_i64),
                ))
                .execute(work.conn)?;
            Ok(pairing)
        })
    }
}

pub fn agreement(network: &Network, pairing: Id, mentor_signed: bool, mentee_signed: bool) {
    network.operator(|work| {
        let now = work.stamp();
        diesel::insert_into(agreements::table)
            .values((
                agreements::id.eq(work.new_id()),
                agreements::pairing_id.eq(pairing),
                agreements::goals.eq("[]"),
                agreements::cadence.eq("monthly"),
                agreements::confidentiality.eq("What is said stays here."),
                agreements::ends_on.eq(now.date()),
                agreements::mentor_signed_at.eq(mentor_signed.then_some(now)),
                agreements::mentee_signed_at.eq(mentee_signed.then_some(now)),
                (agreements::created_at.eq(now), agreements::updated_at.eq(now)),
                agreements::version.eq(1_i64),
            ))
            .execute(work.conn)?;
        Ok(())
    });
}

pub fn meeting(network: &Network, pairing: Id, by: &Client) {
    network.operator(|work| {
        let now = work.stamp();
        diesel::insert_into(meetings::table)
            .values((
                meetings::id.eq(work.new_id()),
                meetings::pairing_id.eq(pairing),
                meetings::held_on.eq(now.date()),
                meetings::duration_minutes.eq(60),
                meetings::channel.eq("video"),
                meetings::logged_by.eq(id(&by.person_id)),
                meetings::created_at.eq(now),
                meetings::version.eq(1_i64),
            ))
            .execute(work.conn)?;
        Ok(())
    });
}

/// A queued job that no worker takes yet.
pub fn job_of_tomorrow(network: &Network, by: &Client) -> Id {
    network.operator(|work| {
        let (job, now) = (work.new_id(), work.stamp());
        diesel::insert_into(jobs::table)
            .values((
                (jobs::id.eq(job), jobs::kind.eq("run_round"), jobs::state.eq("queued")),
                (jobs::payload.eq("{}"), jobs::done.eq(0_i64), jobs::total.eq(0_i64)),
                (jobs::attempts.eq(0), jobs::run_after.eq(now + Days::new(1))),
                (jobs::cancel_requested.eq(false), jobs::created_by.eq(id(&by.person_id))),
                (jobs::created_at.eq(now), jobs::updated_at.eq(now), jobs::version.eq(1_i64)),
            ))
            .execute(work.conn)?;
        Ok(job)
    })
}
