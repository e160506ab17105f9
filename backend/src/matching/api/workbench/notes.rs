//! Notes of coordinators on proposals.

use actix_web::{get, put};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::people::People;
use crate::matching::queries::workbench::notes::NoteRow;
use crate::matching::service::workbench::notes as service;
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::RunRounds;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{PathId, Valid};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::work::Work;

/// An earlier wording.
#[derive(Serialize, ToSchema)]
pub struct EarlierNote {
    version: i64,
    body: String,
    written_by_name: Option<String>,
    written_at: DateTime<Utc>,
}

/// What coordinators noted on a proposal. The two never read it.
#[derive(Serialize, ToSchema)]
pub struct ProposalNote {
    proposal_id: Id,
    /// Empty: no note.
    #[schema(example = "Ask Ben first.")]
    body: String,
    /// 0: nobody has written one.
    version: i64,
    written_by_name: Option<String>,
    written_at: Option<DateTime<Utc>>,
    /// Newest first, fifty at most.
    earlier: Vec<EarlierNote>,
}

impl Versioned for ProposalNote {
    fn version(&self) -> i64 {
        self.version
    }
}

fn view(work: &mut Work<'_>, proposal: Id, rows: &[NoteRow]) -> Result<ProposalNote, Problem> {
    let writers: Vec<Id> = rows.iter().filter_map(|row| row.written_by).collect();
    let people = People::of(work, &[], &writers)?;
    let name = |row: &NoteRow| row.written_by.map(|id| people.name(id));
    let newest = rows.first();
    Ok(ProposalNote {
        proposal_id: proposal,
        body: newest.map(|row| row.body.clone()).unwrap_or_default(),
        version: newest.map_or(0, |row| row.version),
        written_by_name: newest.and_then(name),
        written_at: newest.map(|row| utc(row.written_at)),
        earlier: rows
            .iter()
            .skip(1)
            .map(|row| EarlierNote {
                version: row.version,
                body: row.body.clone(),
                written_by_name: name(row),
                written_at: utc(row.written_at),
            })
            .collect(),
    })
}

/// Read the note on a proposal
///
/// For coordinators who are neither of the two.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The proposal")),
    responses((status = 200, description = "The note and its earlier wordings", body = ProposalNote)))]
#[get("/proposals/{id}/note")]
pub async fn get_proposal_note(auth: Authorized<RunRounds>, id: PathId) -> Answer {
    auth.show(move |w| {
        let rows = service::of_proposal(w, id.0)?;
        view(w, id.0, &rows)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteProposalNote {
    /// Empty clears the note; its earlier wordings stay.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000, example = "Ask Ben first.")]
    body: String,
}

/// Write the note on a proposal
///
/// With the ETag that was read, `"0"` for the first.
#[utoipa::path(tag = "Matching", extensions(("x-permission" = json!("run_rounds"))),
    params(("id" = Id, Path, description = "The proposal")), request_body = WriteProposalNote,
    responses((status = 200, description = "The note as it is now", body = ProposalNote)))]
#[put("/proposals/{id}/note")]
pub async fn write_proposal_note(
    auth: Authorized<RunRounds>,
    id: PathId,
    body: Valid<WriteProposalNote>,
) -> Answer {
    auth.change(move |w, expected| {
        let rows = service::write(w, id.0, &expected, &body.value.body)?;
        Reply::updated(&view(w, id.0, &rows)?)
    })
    .await
}
