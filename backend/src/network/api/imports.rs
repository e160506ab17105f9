//! Bulk import: upload, watch the job, read what failed by line and field.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, get, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::pin::Pin;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::network::associations;
use crate::network::institution_file;
use crate::network::mentoring_file::{self, MentoringFormat};
use crate::network::queries::{self, ImportRow};
use crate::network::{IMPORT_ENROLMENTS, IMPORT_INSTITUTIONS, IMPORT_MEMBERS, IMPORT_MENTORING};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ImportData;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::input::{Params, PathId, bounded_body, content_type};
use crate::platform::jobs;
use crate::platform::pagination::{Page, window};
use crate::platform::problem::{Kind, Problem};
use crate::platform::record::Change;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::platform::spreadsheet::{attachment, written};
use crate::platform::work::Work;

/// Largest file, bytes: the Public Libraries Survey has about 2.5 million.
const FILE_LIMIT: usize = 32 * 1024 * 1024;

/// The body of an upload.
pub struct CsvFile(web::Bytes);

impl FromRequest for CsvFile {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_csv = content_type(request).as_deref() == Some("text/csv");
        let body = bounded_body(request, payload, FILE_LIMIT);
        Box::pin(async move {
            if !is_csv {
                return Err(Problem::new(Kind::UnsupportedMediaType, "Send Content-Type: text/csv."));
            }
            Ok(Self(body.await?))
        })
    }
}

crate::text_enum! {
    /// How the file is laid out.
    pub enum ImportFormat {
        /// The IMLS Public Libraries Survey as published.
        ImlsPls = "imls-pls",
        /// Institutions of any setting, in columns of their own names.
        Institutions = "institutions",
        /// An association's members: member_number, name, email, and if known since and fscs.
        Members = "members",
        /// The mentors and mentees of a cycle.
        Enrolments = "enrolments",
        /// The pairings of a running program.
        Pairings = "pairings",
        /// The meetings of pairings that were taken over.
        PairingMeetings = "pairing-meetings",
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CreateImport {
    #[param(inline)]
    format: ImportFormat,
    /// Whose members the file holds: needed for `members`, and for nothing else.
    association_id: Option<Id>,
    /// Into which cycle the file's enrolments or pairings go: needed for `enrolments` and `pairings`, and for nothing else.
    cycle_id: Option<Id>,
    /// Tell what would change, and change nothing.
    #[serde(default)]
    #[param(required = false)]
    dry_run: bool,
}

/// An import and what came of it.
#[derive(Serialize, ToSchema)]
pub struct ImportView {
    id: Id,
    #[schema(example = "imls-pls")]
    format: String,
    /// Whose members it holds; `null` for the network's own imports.
    association_id: Option<Id>,
    /// Into which cycle its enrolments or pairings went; `null` for everything else.
    cycle_id: Option<Id>,
    dry_run: bool,
    /// How far it is: `/api/v1/jobs/{job_id}`.
    job_id: Option<Id>,
    rows_read: i64,
    created: i64,
    updated: i64,
    unchanged: i64,
    /// Rows with a problem; the others were imported.
    failed: i64,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Versioned for ImportView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<ImportRow> for ImportView {
    fn from(row: ImportRow) -> Self {
        Self {
            id: row.id,
            format: row.format,
            association_id: row.association_id,
            cycle_id: row.cycle_id,
            dry_run: row.dry_run,
            job_id: row.job_id,
            rows_read: row.rows_read,
            created: row.created,
            updated: row.updated,
            unchanged: row.unchanged,
            failed: row.failed,
            created_at: utc(row.created_at),
            version: row.version,
        }
    }
}

/// Import institutions, or an association's members, from a CSV file
///
/// Runs as a job: follow `Location`. Rows are matched by their FSCS key, members by their number, so that a second run
/// changes nothing. Whoever administers an association imports its members only. Nobody is mailed.
///
/// `format=imls-pls`: a row is taken whole. The counts, the name, the city, the address, the postal code and the place are the
/// survey's, also where somebody corrected them by hand since; the setting stays. A row of another jurisdiction than the
/// institution lies in is reported (`STABR`, `elsewhere`) and changes nothing of it. Of an institution into which a duplicate was
/// merged the row of its own key counts, whatever the order; the row of the duplicate's key counts as unchanged.
///
/// The columns of `format=institutions`, in any order; the first three are needed, the others may be missing or empty:
/// `name`, `setting` (academic, public, school, special, archives, health, law, government, tribal, consortium or
/// independent), `jurisdiction` (two letters, or the name), `city`, `address`, `postal_code`, `latitude`, `longitude`,
/// `staff` (full-time equivalents), `external_id` (the key of a list of one's own), and the identifiers `fscs`, `isil`,
/// `oclc`, `ror`, `nces`, `ipeds`, `marc`. Each row needs one identifier or an `external_id`: it is the institution that is
/// known by it, or a new one. An empty cell leaves what is known; identifiers are added and never taken away; a file moves no
/// institution to another jurisdiction. UTF-8, with or without a byte order mark, and windows-1252 are read. A first line that
/// is not right is refused at once, 422, with every column named; rows are reported by line and column, and given back by
/// `GET /imports/{id}/failed-institutions.csv`.
///
/// `format=enrolments` enrols people who have an account in the cycle `cycle_id`. The first two columns are needed: `email`,
/// `role` (mentor or mentee), `external_id` (the key of a list of one's own), `capacity`, `setting`, `career_stage`,
/// `years_of_experience`, `interests`, `goals`, `languages` (these four with semicolons between: `en; es`), `time_zone`,
/// `available_hours` (`monday 9-12; tuesday 18-21`, by the clock of the time zone). A row is the enrolment of its `external_id`,
/// else of its person and role, else a new one, which needs `setting`, `career_stage`, `years_of_experience` and `languages`. An
/// empty cell leaves what is known. Drafts and withdrawn enrolments are their person's to send in or take up again. Nothing
/// confidential can be imported.
///
/// `format=pairings` takes over a running program into the cycle `cycle_id`; its columns: `external_id` (the key of the
/// program's own list, by which the row is known when it comes again), `mentor_email`, `mentee_email`, `started_on`,
/// `ends_on`, and if known `mentor_name`, `mentor_jurisdiction`, `mentee_name`, `mentee_jurisdiction` (needed for people who
/// have no account: one is made, and nobody is invited), `ended_on` and `end_reason`. Who is not enrolled in the cycle is;
/// a draft or a withdrawn enrolment is its person's to send in or take up again, and the row says so.
/// A pairing that is known is extended or ended as the row says, and not changed otherwise.
/// `format=pairing-meetings`: `external_id`, `pairing_external_id`, `held_on`, `duration_minutes`, `channel`. Rows that were
/// not taken: `GET /imports/{id}/failed-mentoring-rows.csv`.
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("import_data"))), params(CreateImport),
    request_body(content = String, content_type = "text/csv", description = "The file, at most 32 MiB"),
    responses((status = 202, description = "Queued", body = ImportView)))]
#[post("/imports")]
pub async fn create_import(
    auth: Authorized<ImportData>,
    query: Params<CreateImport>,
    file: CsvFile,
) -> Answer {
    let digest: [u8; 32] = Sha256::digest(&file.0).into();
    auth.once(digest, move |w| {
        if let Some(association) = members_of(w, &query.0)? {
            return import_members(w, association, query.0.dry_run, &file.0);
        }
        if let Some(format) = mentoring_format(query.0.format) {
            return import_mentoring(w, &query.0, format, &file.0);
        }
        if query.0.cycle_id.is_some() {
            return Err(Problem::field(
                "/cycle_id",
                "unexpected",
                "It goes with format=enrolments and format=pairings only.",
            ));
        }
        if query.0.format == ImportFormat::Institutions {
            institution_file::check_header(&file.0)?;
        }
        let id = queries::insert_import(w, query.0.format.as_str(), query.0.dry_run, &file.0)?;
        let job = jobs::enqueue(w, IMPORT_INSTITUTIONS, &json!({ "import_id": id }))?;
        queries::set_import_job(w.conn, id, job.id)?;
        w.record(Change::new("import.started", id))?;
        let row = queries::find_import(w.conn, w.scope, id)?.ok_or_else(|| Problem::not_found("import"))?;
        Reply::accepted(job.id, &ImportView::from(row))
    })
    .await
}

/// The association whose members the file holds; `None` for the network's own imports.
fn members_of(w: &mut Work<'_>, query: &CreateImport) -> Result<Option<Id>, Problem> {
    match (query.format, query.association_id) {
        (ImportFormat::Members, Some(association)) => {
            let found =
                associations::open_association(w, association).map_err(|problem| match problem.kind {
                    // It stands in the query, not in the address.
                    Kind::NotFound => {
                        wrong_association("unknown", "There is no such association that you may change.")
                    }
                    _ => problem,
                })?;
            Ok(Some(found.id))
        }
        (ImportFormat::Members, None) => {
            Err(wrong_association("missing", "A file of members needs the association that it is of."))
        }
        (_, Some(_)) => Err(wrong_association("unexpected", "It goes with format=members only.")),
        (_, None) if !w.scope.network => {
            Err(Problem::forbidden("Whoever administers an association imports its members only."))
        }
        (_, None) => Ok(None),
    }
}

const fn mentoring_format(format: ImportFormat) -> Option<MentoringFormat> {
    match format {
        ImportFormat::Enrolments => Some(MentoringFormat::Enrolments),
        ImportFormat::Pairings => Some(MentoringFormat::Pairings),
        ImportFormat::PairingMeetings => Some(MentoringFormat::Meetings),
        ImportFormat::ImlsPls | ImportFormat::Institutions | ImportFormat::Members => None,
    }
}

fn import_mentoring(
    w: &mut Work<'_>,
    query: &CreateImport,
    format: MentoringFormat,
    file: &[u8],
) -> Result<Reply, Problem> {
    let wrong_cycle = |code: &str, detail: &str| Err(Problem::field("/cycle_id", code, detail));
    match (format, query.cycle_id) {
        (MentoringFormat::Pairings, None) => {
            return wrong_cycle("missing", "A file of pairings needs the cycle that it goes into.");
        }
        (MentoringFormat::Enrolments, None) => {
            return wrong_cycle("missing", "A file of enrolments needs the cycle that it goes into.");
        }
        (MentoringFormat::Enrolments, Some(cycle)) if !queries::takes_enrolments(w.conn, cycle)? => {
            return wrong_cycle("unknown", "There is no such cycle, or it takes no enrolments now.");
        }
        (MentoringFormat::Meetings, Some(_)) => {
            return wrong_cycle("unexpected", "It goes with format=pairings only.");
        }
        (MentoringFormat::Pairings, Some(cycle)) if !queries::takes_pairings(w.conn, cycle)? => {
            return wrong_cycle("unknown", "There is no such cycle, or it is a draft or closed.");
        }
        _ => {}
    }
    mentoring_file::read_mentoring_file(format, file)?;
    let id = queries::insert_import(w, format.as_str(), query.dry_run, file)?;
    if let Some(cycle) = query.cycle_id {
        queries::set_import_cycle(w.conn, id, cycle)?;
    }
    let kind = if format == MentoringFormat::Enrolments { IMPORT_ENROLMENTS } else { IMPORT_MENTORING };
    let job = jobs::enqueue(w, kind, &json!({ "import_id": id }))?;
    queries::set_import_job(w.conn, id, job.id)?;
    w.record(Change::new("import.started", id))?;
    let row = queries::find_import(w.conn, w.scope, id)?.ok_or_else(|| Problem::not_found("import"))?;
    Reply::accepted(job.id, &ImportView::from(row))
}

fn wrong_association(code: &str, sentence: &str) -> Problem {
    Problem::field("/association_id", code, sentence)
}

fn import_members(w: &mut Work<'_>, association: Id, dry_run: bool, file: &[u8]) -> Result<Reply, Problem> {
    let id = queries::insert_import(w, ImportFormat::Members.as_str(), dry_run, file)?;
    queries::set_import_association(w.conn, id, association)?;
    let job = jobs::enqueue(w, IMPORT_MEMBERS, &json!({ "import_id": id, "association_id": association }))?;
    queries::set_import_job(w.conn, id, job.id)?;
    w.record(Change::new("import.started", id).with(json!({ "association_id": association })))?;
    let row = queries::find_import(w.conn, w.scope, id)?.ok_or_else(|| Problem::not_found("import"))?;
    Reply::accepted(job.id, &ImportView::from(row))
}

/// Read what came of an import
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("import_data"))),
    params(("id" = Id, Path, description = "The import")),
    responses((status = 200, description = "The import", body = ImportView)))]
#[get("/imports/{id}")]
pub async fn get_import(auth: Authorized<ImportData>, id: PathId) -> Answer {
    auth.show(move |w| {
        queries::find_import(w.conn, w.scope, id.0)?
            .map(ImportView::from)
            .ok_or_else(|| Problem::not_found("import"))
    })
    .await
}

/// What is wrong with one field of one row.
#[derive(Serialize, ToSchema)]
pub struct ImportProblemView {
    /// The line of the file; the header is line 1.
    line: i64,
    #[schema(example = "FSCSKEY")]
    field: String,
    code: String,
    detail: String,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListImportProblems {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the rows that failed, by line and field
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("import_data"))),
    params(("id" = Id, Path, description = "The import"), ListImportProblems),
    responses((status = 200, description = "Problems by line", body = Page<ImportProblemView>)))]
#[get("/imports/{id}/problems")]
pub async fn list_import_problems(
    auth: Authorized<ImportData>,
    id: PathId,
    query: Params<ListImportProblems>,
) -> Answer {
    auth.list(move |w| {
        if queries::find_import(w.conn, w.scope, id.0)?.is_none() {
            return Err(Problem::not_found("import"));
        }
        let window = window(w.cursors, "import_problems", query.0.cursor.as_deref(), query.0.limit)?;
        let rows = queries::list_import_problems(w.conn, id.0, &window)?;
        window.page(
            w.cursors,
            "import_problems",
            rows,
            |p| (p.0, p.1.clone()),
            |(line, field, code, detail)| ImportProblemView { line, field, code, detail },
        )
    })
    .await
}

/// Export the rows of institutions that an import did not take
///
/// With the header of such a file and a last column that says what is wrong: mend them and send the file again. A cell that
/// begins like a formula has an apostrophe before it, which an import takes away again.
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("import_data"))),
    params(("id" = Id, Path, description = "The import")),
    responses((status = 200, description = "The rows as they came", body = String, content_type = "text/csv")))]
#[get("/imports/{id}/failed-institutions.csv")]
pub async fn export_failed_institutions(auth: Authorized<ImportData>, id: PathId) -> Answer {
    let text = auth
        .read(move |w| {
            queries::find_import(w.conn, w.scope, id.0)?.ok_or_else(|| Problem::not_found("import"))?;
            let rows = queries::failed_rows(w.conn, id.0)?;
            written(&institution_file::failed_header(), rows.into_iter())
        })
        .await?;
    Ok(attachment("failed-institutions", id.0, text))
}

/// Export the rows of pairings or meetings that an import did not take
///
/// With the header of such a file and a last column that says what is wrong: mend them and send the file again.
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("import_data"))),
    params(("id" = Id, Path, description = "The import")),
    responses((status = 200, description = "The rows as they came", body = String, content_type = "text/csv"),
        (status = 409, description = "It is an import of something else",
            body = crate::platform::problem::ProblemDocument, content_type = "application/problem+json")))]
#[get("/imports/{id}/failed-mentoring-rows.csv")]
pub async fn export_failed_mentoring_rows(auth: Authorized<ImportData>, id: PathId) -> Answer {
    let text = auth
        .read(move |w| {
            let row =
                queries::find_import(w.conn, w.scope, id.0)?.ok_or_else(|| Problem::not_found("import"))?;
            let format: MentoringFormat = row
                .format
                .parse()
                .map_err(|_| Problem::conflict(format!("It is an import of {}.", row.format)))?;
            let rows = queries::failed_rows(w.conn, id.0)?;
            written(&format.failed_header(), rows.into_iter())
        })
        .await?;
    Ok(attachment("failed-mentoring-rows", id.0, text))
}
