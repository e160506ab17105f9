//! Puts indicators together with what their figures are now and were before.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::catalogue::described;
use super::measured::Measured;
use super::measuring::measure;
use super::views::{FigureObservationView, MeasuredIndicatorView};
use crate::network::{
    self, Figure, FigureMissing, IndicatorRow, IndicatorView, indicator_progress, indicator_state,
};
use crate::platform::problem::Problem;
use crate::platform::work::Work;

/// How far back an indicator's own history goes; its observations go back to the first.
const HISTORY: Days = Days::new(90);

/// # Errors
/// When the database does not answer.
pub fn measured(work: &mut Work<'_>, rows: Vec<IndicatorRow>) -> Result<Vec<MeasuredIndicatorView>, Problem> {
    let figures: Vec<Figure> = rows.iter().map(|row| row.figure).collect();
    let now = measure(work, &figures)?;
    let today = work.now.date_naive();
    let since = today.checked_sub_days(HISTORY).unwrap_or(NaiveDate::MIN);
    let mut history: HashMap<Figure, Vec<network::ObservationRow>> = HashMap::new();
    for row in network::observations_since(work.conn, &figures, since)? {
        history.entry(row.figure).or_default().push(row);
    }
    rows.into_iter()
        .map(|row| {
            let measured = now.get(&row.figure).ok_or_else(|| Problem::internal("a figure was left out"))?;
            let past = history.get(&row.figure).cloned().unwrap_or_default();
            Ok(view(work, row, measured, past))
        })
        .collect()
}

fn view(
    work: &Work<'_>,
    row: IndicatorRow,
    measured: &Measured,
    past: Vec<network::ObservationRow>,
) -> MeasuredIndicatorView {
    let today = work.now.date_naive();
    let Measured { value, missing, numerator, denominator, .. } = measured.clone();
    MeasuredIndicatorView {
        figure_title: described(row.figure).title,
        value,
        // A figure without a value always says why.
        missing: missing.filter(|_: &FigureMissing| value.is_none()),
        numerator,
        denominator,
        computed_at: work.now,
        state: indicator_state(value, row.direction, row.target, row.due_on, today),
        reached: value.map(|value| row.direction.is_reached(value, row.target)),
        progress: indicator_progress(value, row.baseline, row.target),
        history: past.into_iter().map(FigureObservationView::from).collect(),
        indicator: IndicatorView::from(row),
    }
}

/// # Errors
/// 404 when there is none.
pub fn measured_one(work: &mut Work<'_>, row: IndicatorRow) -> Result<MeasuredIndicatorView, Problem> {
    measured(work, vec![row])?.pop().ok_or_else(|| Problem::not_found("indicator"))
}
