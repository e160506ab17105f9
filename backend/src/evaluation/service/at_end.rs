//! The two of a pairing that has ended are asked by the waves of their cycle that are open, each once. A wave that is opened
//! later asks them with everybody else: ended pairings are of its audience too.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::waves::invite;
use crate::evaluation::queries;
use crate::evaluation::rules::{self, RespondentRole};
use crate::platform::db::Id;
use crate::platform::jobs::JobRun;
use crate::platform::problem::Problem;
use crate::platform::record::Change;
use crate::platform::work::Work;

/// The job behind [`crate::mentorships::ASK_AT_END`].
///
/// # Errors
/// When the database does not answer; 412 when a wave was changed at the same moment: the job tries again.
pub fn run_ask_at_end(run: &JobRun<'_>) -> Result<Value, Problem> {
    let named =
        |what: &str| serde_json::from_value::<Id>(run.payload[what].clone()).map_err(Problem::internal);
    let (cycle, region) = (named("cycle_id")?, named("region_id")?);
    let asked = BTreeMap::from([
        (named("mentor_id")?, (RespondentRole::Mentor, region)),
        (named("mentee_id")?, (RespondentRole::Mentee, region)),
    ]);
    let invited = run.write(|work| ask(work, cycle, &asked))?;
    Ok(json!({ "invited": invited }))
}

fn ask(work: &mut Work<'_>, cycle: Id, two: &BTreeMap<Id, (RespondentRole, Id)>) -> Result<usize, Problem> {
    let today = work.now.date_naive();
    let mut invited = 0;
    for mut wave in queries::open_waves_of(work.conn, cycle)? {
        let study = queries::get_study(work.conn, wave.study_id)?;
        if rules::has_expired(study.expires_on, today) {
            continue;
        }
        let asked = two.iter().filter(|(_, (role, _))| wave.audience.includes(*role));
        let asked = asked.map(|(id, place)| (*id, *place)).collect();
        let people = queries::respondents(work.conn, wave.id, &asked)?;
        if people.is_empty() {
            continue;
        }
        invite(work, &study, &wave, &people)?;
        invited += people.len();
        wave.invited += i32::try_from(people.len()).map_err(Problem::internal)?;
        wave.updated_at = work.stamp();
        wave.version += 1;
        queries::update_wave(work.conn, &wave)?;
        work.record(Change::new("wave.invited", wave.id).with(json!({ "invited": wave.invited })))?;
    }
    Ok(invited)
}
