//! Pairings to ask and to count, written as rows: how they come about is asked where they are made.

use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use perennial::identity::{self, NewAccount};
use perennial::platform::db::Id;
use perennial::platform::work::Work;
use perennial::schema::{agreements, cycles, enrolments, pairings, proposals, rounds};

use super::Network;

/// Two people in a pairing.
#[derive(Debug, Clone)]
pub struct Pair {
    pub pairing: Id,
    pub mentor_email: String,
    pub mentee: Id,
    pub mentee_email: String,
}

fn person(work: &mut Work<'_>, name: &str, region: Id) -> (Id, String) {
    let email = format!("{}@pairs.example", work.new_id());
    let account = NewAccount {
        name,
        email: &email,
        password_hash: None,
        institution: None,
        jurisdiction: None,
        region: Some(region),
        time_zone: "America/Chicago",
    };
    (identity::create_account(work, account).unwrap(), email)
}

fn enrol(work: &mut Work<'_>, cycle: Id, person: Id, region: Id, role: &str) -> Id {
    let (id, now) = (work.new_id(), work.stamp());
    diesel::insert_into(enrolments::table)
        .values((
            enrolments::id.eq(id),
            enrolments::cycle_id.eq(cycle),
            enrolments::person_id.eq(person),
            enrolments::region_id.eq(region),
            enrolments::role.eq(role.to_owned()),
            enrolments::state.eq("enrolled"),
            enrolments::capacity.eq(1),
            enrolments::setting.eq("public"),
            enrolments::career_stage.eq("mid"),
            enrolments::years_of_experience.eq(5),
            enrolments::interests.eq("[]"),
            enrolments::goals.eq("[]"),
            enrolments::languages.eq("[]"),
            enrolments::time_zone.eq("America/Chicago"),
            enrolments::created_at.eq(now),
            enrolments::updated_at.eq(now),
            enrolments::version.eq(1_i64),
        ))
        .execute(work.conn)
        .unwrap();
    id
}

impl Network {
    /// A cycle of a year that began a month ago.
    pub fn cycle(&self) -> Id {
        self.operator(|work| {
            let (id, now) = (work.new_id(), work.stamp());
            diesel::insert_into(cycles::table)
                .values((
                    cycles::id.eq(id),
                    cycles::name.eq("Spring"),
                    cycles::starts_on.eq(now.date() - Days::new(30)),
                    cycles::ends_on.eq(now.date() + Days::new(335)),
                    cycles::state.eq("mentoring"),
                    cycles::answer_within_days.eq(14),
                    cycles::created_at.eq(now),
                    cycles::updated_at.eq(now),
                    cycles::version.eq(1_i64),
                ))
                .execute(work.conn)?;
            Ok(id)
        })
    }

    /// `n` pairings of new people in a region of the cycle, all active.
    pub fn pairs(&self, cycle: Id, region: &str, n: usize) -> Vec<Pair> {
        let region: Id = self.region(region).parse().unwrap();
        let started = self.now().date_naive() - Days::new(20);
        self.operator(|work| {
            let round = round(work, cycle);
            Ok((0..n).map(|_| pair(work, cycle, round, region, started)).collect())
        })
    }

    /// The pairing is paused.
    pub fn pause(&self, pairing: Id) {
        self.operator(|work| {
            let row = pairings::table.filter(pairings::id.eq(pairing));
            diesel::update(row)
                .set((pairings::state.eq("paused"), pairings::pause_reason.eq(Some("leave"))))
                .execute(work.conn)?;
            Ok(())
        });
    }

    /// Both have signed an agreement.
    pub fn agree(&self, pair: &Pair) {
        self.operator(|work| {
            let now = work.stamp();
            diesel::insert_into(agreements::table)
                .values((
                    agreements::id.eq(work.new_id()),
                    agreements::pairing_id.eq(pair.pairing),
                    agreements::goals.eq("[]"),
                    agreements::cadence.eq("monthly"),
                    agreements::confidentiality.eq("What is said stays here."),
                    agreements::ends_on.eq(now.date() + Days::new(90)),
                    agreements::mentor_signed_at.eq(Some(now)),
                    agreements::mentee_signed_at.eq(Some(now)),
                    agreements::created_at.eq(now),
                    agreements::updated_at.eq(now),
                    agreements::version.eq(1_i64),
                ))
                .execute(work.conn)?;
            Ok(())
        });
    }
}

fn round(work: &mut Work<'_>, cycle: Id) -> Id {
    let (id, now) = (work.new_id(), work.stamp());
    diesel::insert_into(rounds::table)
        .values((
            rounds::id.eq(id),
            rounds::cycle_id.eq(cycle),
            rounds::state.eq("published"),
            rounds::objective.eq("most_total_fit"),
            rounds::policy.eq("{}"),
            rounds::mentors.eq(1),
            rounds::mentees.eq(1),
            rounds::matched.eq(1),
            rounds::total_points.eq(1_i64),
            rounds::dual_bound.eq(1_i64),
            rounds::created_at.eq(now),
            rounds::updated_at.eq(now),
            rounds::version.eq(1_i64),
        ))
        .execute(work.conn)
        .unwrap();
    id
}

fn pair(work: &mut Work<'_>, cycle: Id, round: Id, region: Id, started: NaiveDate) -> Pair {
    let (mentor, mentor_email) = person(work, "Mentor", region);
    let (mentee, mentee_email) = person(work, "Mentee", region);
    let of_mentor = enrol(work, cycle, mentor, region, "mentor");
    let of_mentee = enrol(work, cycle, mentee, region, "mentee");
    let (proposal, pairing, now) = (work.new_id(), work.new_id(), work.stamp());
    diesel::insert_into(proposals::table)
        .values((
            proposals::id.eq(proposal),
            proposals::round_id.eq(round),
            proposals::cycle_id.eq(cycle),
            proposals::region_id.eq(region),
            proposals::mentor_enrolment_id.eq(of_mentor),
            proposals::mentee_enrolment_id.eq(of_mentee),
            proposals::mentor_id.eq(mentor),
            proposals::mentee_id.eq(mentee),
            proposals::points.eq(1),
            proposals::points_possible.eq(1),
            proposals::factors.eq("[]"),
            proposals::alternatives.eq("[]"),
            proposals::state.eq("accepted"),
            proposals::created_at.eq(now),
            proposals::updated_at.eq(now),
            proposals::version.eq(1_i64),
        ))
        .execute(work.conn)
        .unwrap();
    diesel::insert_into(pairings::table)
        .values((
            pairings::id.eq(pairing),
            pairings::cycle_id.eq(cycle),
            pairings::proposal_id.eq(proposal),
            pairings::region_id.eq(region),
            pairings::mentor_id.eq(mentor),
            pairings::mentee_id.eq(mentee),
            pairings::state.eq("active"),
            pairings::started_on.eq(started),
            pairings::ends_on.eq(started + Days::new(200)),
            pairings::created_at.eq(now),
            pairings::updated_at.eq(now),
            pairings::version.eq(1_i64),
        ))
        .execute(work.conn)
        .unwrap();
    Pair { pairing, mentor_email, mentee, mentee_email }
}
