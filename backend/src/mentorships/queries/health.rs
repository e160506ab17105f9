//! Rows of the questions to pairs and their answers.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::own_pairings;
use crate::mentorships::rules::{CheckInChoice, HealthReasonCode, PairAnswer, PairingState};
use crate::platform::auth::Scope;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{attended_words, check_ins, pair_answers, pair_questions, pairings};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = pair_questions)]
pub struct PairQuestionRow {
    pub id: Id,
    pub pairing_id: Id,
    /// A JSON list of codes: why the two were asked.
    pub reasons: String,
    pub asked_at: NaiveDateTime,
    pub answer_until: NaiveDateTime,
    pub acknowledged_at: Option<NaiveDateTime>,
    pub acknowledged_by: Option<Id>,
    pub closed_at: Option<NaiveDateTime>,
    pub version: i64,
    /// Since when nobody had answered the question before this one.
    pub alert_since: Option<NaiveDateTime>,
}

impl PairQuestionRow {
    #[must_use]
    pub fn reasons(&self) -> Vec<HealthReasonCode> {
        serde_json::from_str(&self.reasons).unwrap_or_default()
    }
}

/// One of the two, asked; with an answer or not.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = pair_answers)]
pub struct PairAnswerRow {
    pub id: Id,
    pub question_id: Id,
    pub person_id: Id,
    pub answer: Option<PairAnswer>,
    pub answered_at: Option<NaiveDateTime>,
}

/// The questions of several pairings that are not closed, by pairing.
pub fn open_pair_questions(
    conn: &mut AnyConnection,
    pairings: &[Id],
) -> QueryResult<HashMap<Id, PairQuestionRow>> {
    let rows: Vec<PairQuestionRow> = pair_questions::table
        .filter(pair_questions::pairing_id.eq_any(pairings.to_vec()))
        .filter(pair_questions::closed_at.is_null())
        .select(PairQuestionRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.pairing_id, row)).collect())
}

/// Active pairings of the scope's regions to which a question is open, none of `reader`'s own: only those can have
/// stalled by plain facts.
pub fn pairings_asked(
    conn: &mut AnyConnection,
    scope: &Scope,
    reader: Option<Id>,
    region: Option<Id>,
) -> QueryResult<Vec<Id>> {
    let mut query = pair_questions::table
        .inner_join(pairings::table)
        .filter(pair_questions::closed_at.is_null())
        .filter(pairings::state.eq(PairingState::Active))
        .into_boxed();
    if !scope.network {
        query = query.filter(pairings::region_id.eq_any(scope.regions.clone()));
    }
    if let Some(reader) = reader {
        query = query.filter(pairings::mentor_id.ne(reader).and(pairings::mentee_id.ne(reader)));
    }
    if let Some(region) = region {
        query = query.filter(pairings::region_id.eq(region));
    }
    query.order(pairings::id).select(pairings::id).load(conn)
}

/// Active pairings of regions in which one of the two has said that not all is well, none of `reader`'s own.
pub fn pairings_heard(conn: &mut AnyConnection, regions: &[Id], reader: Option<Id>) -> QueryResult<Vec<Id>> {
    let checked_in =
        check_ins::table.filter(check_ins::choice.ne(CheckInChoice::GoingWell)).select(check_ins::pairing_id);
    let answered = pair_questions::table
        .inner_join(pair_answers::table)
        .filter(pair_answers::answer.ne(Some(PairAnswer::Well)))
        .select(pair_questions::pairing_id);
    let mut query = pairings::table
        .filter(pairings::state.eq(PairingState::Active))
        .filter(pairings::region_id.eq_any(regions.to_vec()))
        .filter(pairings::id.eq_any(checked_in).or(pairings::id.eq_any(answered)))
        .into_boxed();
    if let Some(reader) = reader {
        query = query.filter(pairings::mentor_id.ne(reader).and(pairings::mentee_id.ne(reader)));
    }
    query.order(pairings::id).select(pairings::id).load(conn)
}

/// Up to which word of the two their coordinators have attended to it, by pairing.
pub fn attended_until(conn: &mut AnyConnection, pairings: &[Id]) -> QueryResult<HashMap<Id, NaiveDateTime>> {
    let rows: Vec<(Id, NaiveDateTime)> = attended_words::table
        .filter(attended_words::pairing_id.eq_any(pairings.to_vec()))
        .select((attended_words::pairing_id, attended_words::said_until))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Writes down that the caller has attended to what one of the two has said until then. The pairing was taken before.
pub fn attend_to_words(work: &mut Work<'_>, pairing: Id, said_until: NaiveDateTime) -> Result<(), Problem> {
    diesel::delete(attended_words::table.find(pairing)).execute(work.conn)?;
    let now = work.stamp();
    diesel::insert_into(attended_words::table)
        .values((
            attended_words::pairing_id.eq(pairing),
            attended_words::said_until.eq(said_until),
            attended_words::attended_at.eq(now),
            attended_words::attended_by.eq(work.caller.person()),
        ))
        .execute(work.conn)?;
    Ok(())
}

/// Everything that was answered in several pairings, open questions and closed ones: pairing, person, answer, when.
pub type Answered = (Id, Id, Option<PairAnswer>, Option<NaiveDateTime>);

pub fn pair_answers_of(conn: &mut AnyConnection, pairings: &[Id]) -> QueryResult<HashMap<Id, Vec<Answered>>> {
    let rows: Vec<Answered> = pair_answers::table
        .inner_join(pair_questions::table)
        .filter(pair_questions::pairing_id.eq_any(pairings.to_vec()))
        .filter(pair_answers::answer.is_not_null())
        .order(pair_answers::id)
        .select((
            pair_questions::pairing_id,
            pair_answers::person_id,
            pair_answers::answer,
            pair_answers::answered_at,
        ))
        .load(conn)?;
    let mut found: HashMap<Id, Vec<Answered>> = HashMap::new();
    for row in rows {
        found.entry(row.0).or_default().push(row);
    }
    Ok(found)
}

/// The two of each question, with what they answered.
pub fn sides_of(conn: &mut AnyConnection, questions: &[Id]) -> QueryResult<HashMap<Id, Vec<PairAnswerRow>>> {
    let rows: Vec<PairAnswerRow> = pair_answers::table
        .filter(pair_answers::question_id.eq_any(questions.to_vec()))
        .order(pair_answers::id)
        .select(PairAnswerRow::as_select())
        .load(conn)?;
    let mut found: HashMap<Id, Vec<PairAnswerRow>> = HashMap::new();
    for row in rows {
        found.entry(row.question_id).or_default().push(row);
    }
    Ok(found)
}

/// The side of a question that a mailed link stands for, with its question.
pub fn side_by_id(conn: &mut AnyConnection, id: Id) -> QueryResult<Option<(PairAnswerRow, PairQuestionRow)>> {
    pair_answers::table
        .inner_join(pair_questions::table)
        .filter(pair_answers::id.eq(id))
        .select((PairAnswerRow::as_select(), PairQuestionRow::as_select()))
        .first(conn)
        .optional()
}

/// Questions that wait for somebody's answer, in pairings that are active.
pub fn questions_to(
    conn: &mut AnyConnection,
    person: Id,
) -> QueryResult<Vec<(PairAnswerRow, PairQuestionRow)>> {
    let active = own_pairings(person).filter(pairings::state.eq(PairingState::Active));
    pair_answers::table
        .inner_join(pair_questions::table)
        .filter(pair_answers::person_id.eq(person).and(pair_answers::answer.is_null()))
        .filter(pair_questions::closed_at.is_null())
        .filter(pair_questions::pairing_id.eq_any(active))
        .order(pair_answers::id)
        .limit(50)
        .select((PairAnswerRow::as_select(), PairQuestionRow::as_select()))
        .load(conn)
}

pub fn insert_pair_question(
    conn: &mut AnyConnection,
    row: &PairQuestionRow,
    sides: &[PairAnswerRow],
) -> Result<(), Problem> {
    diesel::insert_into(pair_questions::table).values(row.clone()).execute(conn)?;
    for side in sides {
        diesel::insert_into(pair_answers::table).values(side.clone()).execute(conn)?;
    }
    Ok(())
}

/// Closes the open question of a pairing, if there is one.
pub fn close_pair_question(work: &mut Work<'_>, pairing: Id) -> Result<(), Problem> {
    let now = work.stamp();
    diesel::update(
        pair_questions::table
            .filter(pair_questions::pairing_id.eq(pairing).and(pair_questions::closed_at.is_null())),
    )
    .set((pair_questions::closed_at.eq(Some(now)), pair_questions::version.eq(pair_questions::version + 1)))
    .execute(work.conn)?;
    Ok(())
}

/// Writes an answer; what was answered before gives way.
pub fn write_pair_answer(
    conn: &mut AnyConnection,
    side: Id,
    answer: PairAnswer,
    now: NaiveDateTime,
) -> Result<(), Problem> {
    diesel::update(pair_answers::table.filter(pair_answers::id.eq(side)))
        .set((pair_answers::answer.eq(Some(answer)), pair_answers::answered_at.eq(Some(now))))
        .execute(conn)?;
    Ok(())
}

/// Says that a coordinator has taken the alert up.
pub fn acknowledge_pair_question(work: &mut Work<'_>, question: Id) -> Result<(), Problem> {
    let now = work.stamp();
    diesel::update(pair_questions::table.filter(pair_questions::id.eq(question)))
        .set((
            pair_questions::acknowledged_at.eq(Some(now)),
            pair_questions::acknowledged_by.eq(work.caller.person()),
            pair_questions::version.eq(pair_questions::version + 1),
        ))
        .execute(work.conn)?;
    Ok(())
}
