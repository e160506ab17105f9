//! Responses and answers. A response carries a random pseudonym, role, region and month; the invitation it
//! came by stays in the database for confidential waves and is in no answer of the API.

use std::collections::HashMap;

use diesel::prelude::*;
use evidence::{Answer, Missing, Value};

use crate::evaluation::rules::{Disposition, RespondentRole};
use crate::on_backend;
use crate::platform::db::{AnyConnection, Id};
use crate::platform::problem::Problem;
use crate::platform::work::Work;
use crate::schema::{answers, responses, wave_invitations};

/// The invitation of the respondent who calls.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = wave_invitations)]
pub struct Invitation {
    pub id: Id,
    pub wave_id: Id,
    pub role: RespondentRole,
    pub region_id: Id,
    pub disposition: Disposition,
}

/// A response as statistics and datasets read it: nothing that leads back to a person.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = responses)]
pub struct Recorded {
    pub id: Id,
    pub pseudonym: String,
    pub role: RespondentRole,
    pub region_id: Id,
    pub submitted_month: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = answers)]
struct StoredAnswer {
    response_id: Id,
    item_id: Id,
    code: Option<i64>,
    number: Option<f64>,
    text: Option<String>,
    missing: Option<String>,
}

impl StoredAnswer {
    fn of(response_id: Id, item_id: Id, answer: &Answer) -> Result<Self, Problem> {
        let mut row = Self { response_id, item_id, code: None, number: None, text: None, missing: None };
        match answer {
            Answer::Value(Value::Choice(code)) => row.code = Some(*code),
            Answer::Value(Value::Number(number)) => row.number = Some(*number),
            Answer::Value(Value::Text(text)) => row.text = Some(text.clone()),
            Answer::Value(Value::Choices(_)) => {
                return Err(Problem::internal("no instrument has items of multiple choice yet"));
            }
            Answer::Missing(reason) => row.missing = Some(reason.code().to_owned()),
        }
        Ok(row)
    }

    fn answer(self) -> Answer {
        match self {
            Self { code: Some(code), .. } => Answer::Value(Value::Choice(code)),
            Self { number: Some(number), .. } => Answer::Value(Value::Number(number)),
            Self { text: Some(text), .. } => Answer::Value(Value::Text(text)),
            Self { missing, .. } => Answer::Missing(
                Missing::ALL
                    .into_iter()
                    .find(|reason| missing.as_deref() == Some(reason.code()))
                    .unwrap_or(Missing::NotAsked),
            ),
        }
    }
}

/// The one invitation that the caller's link is for.
pub fn find_invitation(work: &mut Work<'_>) -> Result<Invitation, Problem> {
    let id = work.scope.link.ok_or_else(|| Problem::not_found("invitation"))?;
    wave_invitations::table
        .filter(wave_invitations::id.eq(id))
        .select(Invitation::as_select())
        .first(work.conn)
        .optional()?
        .ok_or_else(|| Problem::not_found("invitation"))
}

/// Marks the invitation as answered; `false` when it was already. Of two answers at once, one wins.
pub fn complete_invitation(conn: &mut AnyConnection, id: Id) -> QueryResult<bool> {
    let rows = diesel::update(
        wave_invitations::table
            .filter(wave_invitations::id.eq(id).and(wave_invitations::disposition.eq(Disposition::Invited))),
    )
    .set(wave_invitations::disposition.eq(Disposition::Completed))
    .execute(conn)?;
    Ok(rows == 1)
}

/// Writes a response with its answers, in the order of `items`.
pub fn insert_response(
    work: &mut Work<'_>,
    invitation: &Invitation,
    pseudonym: &str,
    consent_version: i32,
    items: &[Id],
    given: &[Answer],
) -> Result<(), Problem> {
    let id = work.new_id();
    diesel::insert_into(responses::table)
        .values((
            responses::id.eq(id),
            responses::wave_id.eq(invitation.wave_id),
            responses::invitation_id.eq(invitation.id),
            responses::pseudonym.eq(pseudonym.to_owned()),
            responses::role.eq(invitation.role),
            responses::region_id.eq(invitation.region_id),
            responses::consent_version.eq(consent_version),
            responses::submitted_month.eq(work.now.format("%Y-%m").to_string()),
        ))
        .execute(work.conn)?;
    let rows: Vec<StoredAnswer> = items
        .iter()
        .zip(given)
        .map(|(item, answer)| StoredAnswer::of(id, *item, answer))
        .collect::<Result<_, _>>()?;
    on_backend!(work.conn, |c| diesel::insert_into(answers::table).values(&rows).execute(c)?);
    Ok(())
}

/// By pseudonym, which is random: the order says nothing about who or when. The wave was found in scope.
pub fn responses_of_wave(conn: &mut AnyConnection, wave: Id) -> QueryResult<Vec<Recorded>> {
    responses::table
        .filter(responses::wave_id.eq(wave))
        .order(responses::pseudonym)
        .select(Recorded::as_select())
        .load(conn)
}

/// Answers by response and item. The wave was found in scope.
pub fn answers_of_wave(conn: &mut AnyConnection, wave: Id) -> QueryResult<HashMap<(Id, Id), Answer>> {
    let rows: Vec<StoredAnswer> = answers::table
        .inner_join(responses::table)
        .filter(responses::wave_id.eq(wave))
        .select(StoredAnswer::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| ((row.response_id, row.item_id), row.answer())).collect())
}
