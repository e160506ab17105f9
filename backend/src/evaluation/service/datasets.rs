//! Datasets: microdata of a closed wave for the evaluators of its study, with the codebook of exactly
//! their columns. Text answers stay here: they leave only after somebody has read them for names.

use std::collections::HashMap;

use serde_json::json;

use super::results::Collected;
use super::studies::policy;
use super::waves;
use crate::evaluation::queries::{self, ItemRow, WaveRow};
use crate::evaluation::rules::{self, CodebookEntry, ItemKind, WaveState};
use crate::network;
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::spreadsheet::harmless;
use crate::platform::work::Work;

fn exported(items: Vec<ItemRow>) -> Vec<ItemRow> {
    items.into_iter().filter(|row| row.item.kind != ItemKind::Text).collect()
}

/// The codebook of a wave's dataset.
///
/// # Errors
/// 404 outside the scope.
pub fn wave_codebook(work: &mut Work<'_>, id: Id) -> Result<Vec<CodebookEntry>, Problem> {
    let wave = waves::find(work, id)?;
    let items = exported(queries::items_of(work.conn, wave.instrument_id)?);
    Ok(rules::codebook(&items.iter().map(ItemRow::measured).collect::<Vec<_>>()))
}

/// # Errors
/// As [`wave_codebook`].
pub fn codebook_csv(work: &mut Work<'_>, id: Id) -> Result<String, Problem> {
    let rows = wave_codebook(work, id)?;
    let listed = |codes: &[rules::CodebookCode]| {
        codes.iter().map(|c| format!("{}={}", c.code, c.label)).collect::<Vec<_>>().join("; ")
    };
    let mut lines: Vec<Vec<String>> = vec![
        ["position", "name", "label", "variable", "kind", "content", "type", "codes", "missing_codes"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for row in rows {
        let fields = [
            row.position.to_string(),
            row.name,
            row.label,
            row.variable.unwrap_or_default(),
            row.kind.map(|kind| kind.to_string()).unwrap_or_default(),
            row.content.to_string(),
            row.column_type.to_string(),
            listed(&row.codes),
            listed(&row.missing_codes),
        ];
        lines.push(fields.iter().map(|field| harmless(field)).collect());
    }
    csv(&lines)
}

/// One row for each response, in the order of their pseudonyms, which says nothing. Role, region and month
/// are shown as far as k responses or more share them. The read itself is written to the audit log.
///
/// # Errors
/// 404 outside the scope; 409 while the wave is not closed, after the study has expired, and with fewer
/// than k responses.
pub fn dataset_csv(work: &mut Work<'_>, id: Id) -> Result<String, Problem> {
    let wave = waves::find(work, id)?;
    let study = queries::get_study(work.conn, wave.study_id)?;
    if wave.state != WaveState::Closed {
        return Err(Problem::conflict(format!(
            "The wave is {}: its dataset is ready once closed.",
            wave.state
        )));
    }
    if rules::has_expired(study.expires_on, work.now.date_naive()) {
        return Err(Problem::conflict(format!("The study expired on {}.", study.expires_on)));
    }
    let k = policy(study.k)?.k();
    let mut collected = Collected::read(work, &wave)?;
    collected.items = exported(collected.items);
    let lines = lines(work, &wave, &collected, k)?;
    let detail =
        json!({ "rows": collected.responses.len(), "k": k, "consent_version": study.consent_version });
    work.audit("dataset.read", "wave", wave.id, &detail)?;
    csv(&lines)
}

fn lines(
    work: &mut Work<'_>,
    wave: &WaveRow,
    collected: &Collected,
    k: u32,
) -> Result<Vec<Vec<String>>, Problem> {
    let measured: Vec<_> = collected.items.iter().map(ItemRow::measured).collect();
    let quasi: Vec<[String; 3]> = collected
        .responses
        .iter()
        .map(|r| [r.role.to_string(), r.region_id.to_string(), r.submitted_month.clone()])
        .collect();
    let Some(quasi) = rules::generalised(quasi, k as usize) else {
        return Err(Problem::conflict(format!("Not enough answers yet: a dataset needs {k} responses.")));
    };
    let regions: HashMap<String, String> =
        network::region_names(work.conn)?.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let mut lines = vec![rules::header(&measured)];
    for (response, [role, region, month]) in collected.responses.iter().zip(quasi) {
        let region = regions.get(&region).cloned().unwrap_or(region);
        let mut line: Vec<String> =
            [&response.pseudonym, &wave.name, &role, &region, &month].map(|text| harmless(text)).to_vec();
        let answers: Vec<_> = collected.items.iter().map(|item| collected.answer(response, item)).collect();
        line.extend(rules::fields(&measured, &answers));
        lines.push(line);
    }
    Ok(lines)
}

fn csv(lines: &[Vec<String>]) -> Result<String, Problem> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for line in lines {
        writer.write_record(line).map_err(Problem::internal)?;
    }
    let bytes = writer.into_inner().map_err(Problem::internal)?;
    String::from_utf8(bytes).map_err(Problem::internal)
}
