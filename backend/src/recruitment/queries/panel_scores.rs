//! What members of panels scored.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::schema::{panel_points, panel_scores};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = panel_scores)]
pub struct PanelScoreRow {
    pub id: Id,
    pub interview_id: Id,
    pub panelist_id: Id,
    pub notes: String,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub version: i64,
}

/// The scores of these interviews' panels, oldest first.
pub fn panel_scores_of(conn: &mut AnyConnection, interviews: &[Id]) -> QueryResult<Vec<PanelScoreRow>> {
    let mut found = Vec::new();
    for some in interviews.chunks(500) {
        let mut rows: Vec<PanelScoreRow> = panel_scores::table
            .filter(panel_scores::interview_id.eq_any(some.to_vec()))
            .order(panel_scores::id)
            .select(PanelScoreRow::as_select())
            .load(conn)?;
        found.append(&mut rows);
    }
    Ok(found)
}

pub fn find_panel_score(
    conn: &mut AnyConnection,
    interview: Id,
    panelist: Id,
) -> QueryResult<Option<PanelScoreRow>> {
    panel_scores::table
        .filter(panel_scores::interview_id.eq(interview).and(panel_scores::panelist_id.eq(panelist)))
        .select(PanelScoreRow::as_select())
        .first(conn)
        .optional()
}

/// (criterion, score) of each of these.
pub fn points_of(conn: &mut AnyConnection, scores: &[Id]) -> QueryResult<HashMap<Id, Vec<(Id, i32)>>> {
    let mut found: HashMap<Id, Vec<(Id, i32)>> = HashMap::new();
    for some in scores.chunks(500) {
        let rows: Vec<(Id, Id, i32)> = panel_points::table
            .filter(panel_points::panel_score_id.eq_any(some.to_vec()))
            .select((panel_points::panel_score_id, panel_points::criterion_id, panel_points::score))
            .load(conn)?;
        for (score, criterion, points) in rows {
            found.entry(score).or_default().push((criterion, points));
        }
    }
    Ok(found)
}

/// Writes somebody's scores (version 1: their first); 412 when they moved since they were read.
pub fn save_panel_score(
    conn: &mut AnyConnection,
    row: &PanelScoreRow,
    points: &[(Id, i32)],
) -> Result<(), Problem> {
    if row.version == 1 {
        diesel::insert_into(panel_scores::table).values(row.clone()).execute(conn)?;
    } else {
        let rows = diesel::update(
            panel_scores::table
                .filter(panel_scores::id.eq(row.id).and(panel_scores::version.eq(row.version - 1))),
        )
        .set((
            panel_scores::notes.eq(&row.notes),
            panel_scores::updated_at.eq(row.updated_at),
            panel_scores::version.eq(row.version),
        ))
        .execute(conn)?;
        if rows != 1 {
            return Err(Problem::stale());
        }
    }
    diesel::delete(panel_points::table.filter(panel_points::panel_score_id.eq(row.id))).execute(conn)?;
    for (criterion, score) in points {
        diesel::insert_into(panel_points::table)
            .values((
                panel_points::panel_score_id.eq(row.id),
                panel_points::criterion_id.eq(*criterion),
                panel_points::score.eq(*score),
            ))
            .execute(conn)?;
    }
    Ok(())
}
