//! Results: counted from the answers, protected all together, never one table at a time.

use std::collections::HashMap;

use evidence::{Answer, Dispositions, Group, Grouping, Missing, Table, Thresholds};

use super::studies::policy;
use super::waves;
use crate::evaluation::queries::{self, InstrumentRow, ItemRow, Recorded, StudyRow, WaveRow};
use crate::evaluation::rules::{ItemResult, RespondentRole, ResultStatistic, WaveAudience, WaveState};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// What may be said about a wave. While answers still come, only how many did: results read before and
/// after one more answer would tell that answer.
pub struct WaveResults {
    pub wave: WaveRow,
    pub study: StudyRow,
    pub instrument: InstrumentRow,
    pub responded: u64,
    pub dispositions: Option<Dispositions>,
    pub rates: Vec<ResultStatistic>,
    pub items: Vec<ItemResult>,
}

/// The answers of a wave that was found in scope.
pub struct Collected {
    pub items: Vec<ItemRow>,
    pub responses: Vec<Recorded>,
    answers: HashMap<(Id, Id), Answer>,
}

impl Collected {
    pub fn read(work: &mut Work<'_>, wave: &WaveRow) -> Result<Self, Problem> {
        Ok(Self {
            items: queries::items_of(work.conn, wave.instrument_id)?,
            responses: queries::responses_of_wave(work.conn, wave.id)?,
            answers: queries::answers_of_wave(work.conn, wave.id)?,
        })
    }

    /// What this response says about this item.
    #[must_use]
    pub fn answer(&self, response: &Recorded, item: &ItemRow) -> Answer {
        self.answers.get(&(response.id, item.id)).cloned().unwrap_or(Answer::Missing(Missing::NotAsked))
    }

    fn answers_to(&self, item: &ItemRow) -> Vec<Answer> {
        self.responses.iter().map(|response| self.answer(response, item)).collect()
    }
}

/// # Errors
/// 404 outside the scope.
pub fn wave_results(work: &mut Work<'_>, id: Id) -> Result<WaveResults, Problem> {
    let wave = waves::find(work, id)?;
    let study = queries::get_study(work.conn, wave.study_id)?;
    let instrument = queries::find_instrument(work.conn, work.scope, wave.instrument_id)?
        .ok_or_else(|| Problem::not_found("instrument"))?;
    let collected = Collected::read(work, &wave)?;
    let responded = collected.responses.len() as u64;
    if wave.state != WaveState::Closed {
        return Ok(WaveResults {
            wave,
            study,
            instrument,
            responded,
            dispositions: None,
            rates: vec![],
            items: vec![],
        });
    }
    let (dispositions, rates) = response_rates(&wave, &collected)?;
    let items = protected(&wave, &study, &collected)?;
    Ok(WaveResults { wave, study, instrument, responded, dispositions: Some(dispositions), rates, items })
}

/// How the wave closed last was answered, in the whole network.
pub struct WaveResponse {
    pub dispositions: Dispositions,
    /// Complete and partial answers of all cases, as the results of the wave tell it; `None` when it asked nobody.
    pub rate: Option<f64>,
}

/// # Errors
/// When the database does not answer.
pub fn newest_closed_wave(work: &mut Work<'_>) -> Result<Option<WaveResponse>, Problem> {
    let Some(wave) = queries::newest_closed_wave(work.conn)? else { return Ok(None) };
    let collected = Collected::read(work, &wave)?;
    let (dispositions, rates) = response_rates(&wave, &collected)?;
    let rate = rates.iter().find(|rate| rate.name == "rr2").and_then(|rate| rate.value);
    Ok(Some(WaveResponse { dispositions, rate }))
}

/// Everybody invited is in a pairing, so eligibility is known of all: `e` is 1, and silence is a
/// non-contact.
fn response_rates(
    wave: &WaveRow,
    collected: &Collected,
) -> Result<(Dispositions, Vec<ResultStatistic>), Problem> {
    let thresholds = Thresholds::default();
    let mut cases = Dispositions::default();
    for response in &collected.responses {
        let answers = collected.items.iter().map(|item| collected.answer(response, item));
        let asked: Vec<_> = answers.filter(|answer| *answer != Answer::Missing(Missing::NotAsked)).collect();
        let answered = asked.iter().filter(|answer| matches!(answer, Answer::Value(_))).count();
        match thresholds.classify(answered as u64, asked.len() as u64) {
            evidence::Completion::Complete => cases.complete += 1,
            evidence::Completion::Partial => cases.partial += 1,
            evidence::Completion::BreakOff => cases.refusal += 1,
        }
    }
    let invited = u64::try_from(wave.invited).unwrap_or(0);
    cases.non_contact = invited.saturating_sub(collected.responses.len() as u64);
    let rates = evidence::response_rates(&cases, 1.0, &thresholds).map_err(Problem::internal)?;
    Ok((cases, rates.rates.iter().map(ResultStatistic::from).collect()))
}

fn protected(wave: &WaveRow, study: &StudyRow, collected: &Collected) -> Result<Vec<ItemResult>, Problem> {
    let population = wave.id.to_string();
    let by_role = by_role();
    let roles: Vec<&str> = collected.responses.iter().map(|response| response.role.as_str()).collect();
    let mut tables = Vec::new();
    for row in &collected.items {
        let (item, answers) = (row.measured(), collected.answers_to(row));
        tables.push(Table::one_way(&population, &item, &answers).map_err(Problem::internal)?);
        if wave.audience == WaveAudience::Pairs {
            let table = Table::breakdown(&population, &item, &by_role, &roles, &answers);
            tables.push(table.map_err(Problem::internal)?);
        }
    }
    let shown = evidence::protect(&tables, &policy(study.k)?).map_err(Problem::internal)?;
    let each = if wave.audience == WaveAudience::Pairs { 2 } else { 1 };
    Ok(collected
        .items
        .iter()
        .zip(shown.chunks(each))
        .map(|(row, tables)| ItemResult::of(row.item.kind, &tables[0], tables.get(1)))
        .collect())
}

fn by_role() -> Grouping {
    let group = |role: &RespondentRole| Group { key: role.to_string(), label: role.to_string() };
    Grouping {
        variable: "role".into(),
        label: "Role".into(),
        groups: RespondentRole::ALL.iter().map(group).collect(),
    }
}
