//! Puts together what strangers read.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::views::{
    PublicCharterView, PublicIndicatorView, PublicMemberView, PublicMilestoneView, PublicObjectiveView,
    PublicPlanView,
};
use crate::identity;
use crate::network::{
    self, CharterRow, Figure, IndicatorRow, MilestoneRow, ObjectiveRow, PublishedPieces, indicator_state,
};
use crate::platform::db::Id;
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::reporting::indicators::{Measured, Shown, described, measure};

/// # Errors
/// When the database does not answer.
pub fn public_plan(work: &mut Work<'_>, pieces: PublishedPieces) -> Result<PublicPlanView, Problem> {
    let mut view = PublicPlanView {
        on: work.now.date_naive(),
        charter: if pieces.charter { network::newest_charter(work.conn)?.map(charter) } else { None },
        members: if pieces.members { Some(members(work)?) } else { None },
        objectives: if pieces.plan { Some(objectives(work, pieces.indicators)?) } else { None },
        digest: 0,
    };
    let bytes = serde_json::to_vec(&view).map_err(Problem::internal)?;
    let first: [u8; 8] = Sha256::digest(&bytes)[..8].try_into().map_err(Problem::internal)?;
    view.digest = i64::from_be_bytes(first) & i64::MAX;
    Ok(view)
}

fn charter(row: CharterRow) -> PublicCharterView {
    PublicCharterView {
        number: row.number,
        goals: row.goals(),
        mission: row.mission,
        structure: row.structure,
        adopted_on: row.adopted_on,
    }
}

fn members(work: &mut Work<'_>) -> Result<Vec<PublicMemberView>, Problem> {
    let seats = network::held_seats(work.conn, work.now.date_naive())?;
    let shown = network::shown_names(work.conn)?;
    let consenting: Vec<Id> =
        seats.iter().map(|seat| seat.person_id).filter(|person| shown.contains(person)).collect();
    // Names that nobody gave free are not even read.
    let names = identity::person_names(work.conn, &consenting)?;
    Ok(seats
        .into_iter()
        .map(|seat| PublicMemberView { name: names.get(&seat.person_id).cloned(), title: seat.title })
        .collect())
}

fn objectives(work: &mut Work<'_>, with_indicators: bool) -> Result<Vec<PublicObjectiveView>, Problem> {
    let (rows, milestones) = network::whole_plan(work.conn)?;
    let mut by_objective: HashMap<Id, Vec<MilestoneRow>> = HashMap::new();
    for milestone in milestones {
        by_objective.entry(milestone.objective_id).or_default().push(milestone);
    }
    let mut indicators = if with_indicators { Some(indicators(work)?) } else { None };
    Ok(rows
        .into_iter()
        .map(|row: ObjectiveRow| PublicObjectiveView {
            milestones: by_objective
                .remove(&row.id)
                .unwrap_or_default()
                .into_iter()
                .map(|milestone| milestone_view(work, milestone))
                .collect(),
            indicators: indicators.as_mut().map(|of| of.remove(&row.id).unwrap_or_default()),
            title: row.title,
            description: row.description,
        })
        .collect())
}

fn milestone_view(work: &Work<'_>, row: MilestoneRow) -> PublicMilestoneView {
    PublicMilestoneView {
        overdue: network::is_overdue(row.state, row.due_on, work.now.date_naive()),
        title: row.title,
        due_on: row.due_on,
        state: row.state,
    }
}

fn indicators(work: &mut Work<'_>) -> Result<HashMap<Id, Vec<PublicIndicatorView>>, Problem> {
    let rows = network::all_indicators(work.conn)?;
    let figures: Vec<Figure> = rows.iter().map(|row| row.figure).collect();
    let measured = measure(work, &figures)?;
    let mut by_objective: HashMap<Id, Vec<PublicIndicatorView>> = HashMap::new();
    for row in rows {
        let measured = measured.get(&row.figure).ok_or_else(|| Problem::internal("a figure was left out"))?;
        by_objective.entry(row.objective_id).or_default().push(indicator_view(work, row, measured));
    }
    Ok(by_objective)
}

fn indicator_view(work: &Work<'_>, row: IndicatorRow, measured: &Measured) -> PublicIndicatorView {
    let (value, missing, suppressed) = match measured.to_strangers() {
        Shown::Value(value) => (Some(value), None, false),
        Shown::Missing(reason) => (None, Some(reason), false),
        Shown::Suppressed => (None, None, true),
    };
    // Whether a withheld value has reached a known target would say how large it is.
    let state = (!suppressed)
        .then(|| indicator_state(value, row.direction, row.target, row.due_on, work.now.date_naive()));
    let words = described(row.figure);
    PublicIndicatorView {
        figure: row.figure,
        title: row.title,
        figure_title: words.title,
        definition: words.definition,
        unit: row.figure.unit(),
        target: row.target,
        direction: row.direction,
        due_on: row.due_on,
        value,
        suppressed,
        missing,
        state,
    }
}
