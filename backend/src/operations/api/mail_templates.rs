//! Letters: read, looked at, reworded. Every version stays.

use actix_web::{get, post, put, web::Path};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::operations::mail_templates::{self, InForce};
use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::ManageMailTemplates;
use crate::platform::clock::utc;
use crate::platform::db::Id;
use crate::platform::fields::written;
use crate::platform::input::{Params, Valid};
use crate::platform::letters::store::{self, Wording};
use crate::platform::letters::{Letter, Word};
use crate::platform::pagination::{Page, window};
use crate::platform::reply::{Answer, Reply, Versioned};

/// Something that is filled in when the letter is sent.
#[derive(Serialize, ToSchema)]
pub struct MailWordView {
    /// As it stands between double braces.
    #[schema(example = "name")]
    name: &'static str,
    #[schema(example = "Who the letter is to")]
    meaning: &'static str,
    #[schema(example = "Ana Pérez")]
    sample: &'static str,
    /// A wording without it is refused.
    needed: bool,
}

impl From<&Word> for MailWordView {
    fn from(word: &Word) -> Self {
        Self { name: word.name, meaning: word.meaning, sample: word.sample, needed: word.needed }
    }
}

/// A letter of the network, as it goes out now.
#[derive(Serialize, ToSchema)]
pub struct MailTemplateView {
    #[schema(example = "seat_offered")]
    key: &'static str,
    /// When it is sent, and to whom.
    #[schema(example = "A seat is offered, to the applicant.")]
    occasion: &'static str,
    #[schema(example = "An offer: {{ opening }}")]
    subject: String,
    #[schema(example = "Hello {{ name }},\n\nthe task force offers you a seat. Answer here: {{ link }}")]
    body: String,
    /// The wording that comes with the program.
    original_subject: &'static str,
    original_body: &'static str,
    words: Vec<MailWordView>,
    /// Why it was changed last.
    note: Option<String>,
    changed_by: Option<String>,
    changed_at: Option<DateTime<Utc>>,
    /// 0 is the wording that comes with the program.
    version: i64,
}

impl Versioned for MailTemplateView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl From<InForce> for MailTemplateView {
    fn from(InForce { template, own, author }: InForce) -> Self {
        Self {
            key: template.key,
            occasion: template.occasion,
            subject: own.as_ref().map_or_else(|| template.subject.to_owned(), |own| own.subject.clone()),
            body: own.as_ref().map_or_else(|| template.body.to_owned(), |own| own.body.clone()),
            original_subject: template.subject,
            original_body: template.body,
            words: template.words.iter().map(MailWordView::from).collect(),
            note: own.as_ref().and_then(|own| own.note.clone()),
            changed_by: author,
            changed_at: own.as_ref().map(|own| utc(own.created_at)),
            version: own.as_ref().map_or(0, |own| own.version),
        }
    }
}

/// Every letter of the network, in the order of its work.
#[derive(Serialize, ToSchema)]
pub struct MailTemplates {
    items: Vec<MailTemplateView>,
}

/// List the letters that the network sends
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("manage_mail_templates"))),
    responses((status = 200, description = "All of them: there are some dozens", body = MailTemplates)))]
#[get("/mail-templates")]
pub async fn list_mail_templates(auth: Authorized<ManageMailTemplates>) -> Answer {
    auth.view(|w| {
        let items = mail_templates::list(w)?.into_iter().map(MailTemplateView::from).collect();
        Ok(MailTemplates { items })
    })
    .await
}

/// Read a letter
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("manage_mail_templates"))),
    params(("key" = String, Path, description = "The letter's key", example = "seat_offered")),
    responses((status = 200, description = "The letter", body = MailTemplateView)))]
#[get("/mail-templates/{key}")]
pub async fn get_mail_template(auth: Authorized<ManageMailTemplates>, key: Path<String>) -> Answer {
    auth.show(move |w| Ok(MailTemplateView::from(mail_templates::find(w, &key)?))).await
}

/// Words in double braces, as in `{{ name }}`, are filled in; `{% if word %} ... {% endif %}` shows a part only when the word is
/// not empty (Jinja's syntax).
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateMailTemplate {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "An offer: {{ opening }}")]
    subject: String,
    #[validate(length(max = 10000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 10000, pattern = r"\S")]
    #[schema(example = "Hello {{ name }},\n\nthe task force offers you a seat. Answer here: {{ link }}")]
    body: String,
    /// Why it is changed; kept with the version.
    #[validate(length(max = 500))]
    #[schema(max_length = 500, example = "Friendlier.")]
    note: Option<String>,
}

/// Reword a letter: a new version, in force at once
///
/// To bring back an earlier wording, send its text.
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("manage_mail_templates"))),
    params(("key" = String, Path, description = "The letter's key", example = "seat_offered")),
    request_body = UpdateMailTemplate,
    responses((status = 200, description = "In force", body = MailTemplateView)))]
#[put("/mail-templates/{key}")]
pub async fn update_mail_template(
    auth: Authorized<ManageMailTemplates>,
    key: Path<String>,
    body: Valid<UpdateMailTemplate>,
) -> Answer {
    auth.change(move |w, expected| {
        let UpdateMailTemplate { subject, body, note } = body.value;
        let note = note.filter(|note| !note.trim().is_empty());
        let check = |version| expected.check(version);
        let reworded = mail_templates::reword(w, &key, check, subject, body, note)?;
        Reply::updated(&MailTemplateView::from(reworded))
    })
    .await
}

/// A wording that was, or is, in force.
#[derive(Serialize, ToSchema)]
pub struct MailTemplateVersionView {
    id: Id,
    version: i64,
    subject: String,
    body: String,
    note: Option<String>,
    changed_by: Option<String>,
    changed_at: DateTime<Utc>,
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListMailTemplateVersions {
    /// 1 to 200, 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    cursor: Option<String>,
}

/// List the versions of a letter, newest first
///
/// The wording that comes with the program is not among them; the letter itself tells it.
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("manage_mail_templates"))),
    params(("key" = String, Path, description = "The letter's key", example = "seat_offered"), ListMailTemplateVersions),
    responses((status = 200, description = "The network's own wordings", body = Page<MailTemplateVersionView>)))]
#[get("/mail-templates/{key}/versions")]
pub async fn list_mail_template_versions(
    auth: Authorized<ManageMailTemplates>,
    key: Path<String>,
    query: Params<ListMailTemplateVersions>,
) -> Answer {
    auth.list(move |w| {
        let key = mail_templates::template_of(&key)?.key;
        let list = format!("mail template {key}");
        let window = window(w.cursors, &list, query.0.cursor.as_deref(), query.0.limit)?;
        let rows = store::list(w.conn, key, &window)?;
        let authors = mail_templates::authors(w, &rows)?;
        let view = |row: Wording| MailTemplateVersionView {
            id: row.id,
            version: row.version,
            subject: row.subject,
            body: row.body,
            note: row.note,
            changed_by: row.written_by.and_then(|person| authors.get(&person).cloned()),
            changed_at: utc(row.created_at),
        };
        window.page(w.cursors, &list, rows, |row| row.version, view)
    })
    .await
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewMailTemplate {
    #[validate(length(max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "An offer: {{ opening }}")]
    subject: String,
    #[validate(length(max = 10000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 10000, pattern = r"\S")]
    #[schema(example = "Hello {{ name }},\n\nthe task force offers you a seat. Answer here: {{ link }}")]
    body: String,
}

/// A letter with samples in the place of its words.
#[derive(Serialize, ToSchema)]
pub struct MailPreview {
    #[schema(example = "An offer: Coordinator, Great Lakes")]
    subject: String,
    body: String,
}

impl From<Letter> for MailPreview {
    fn from(letter: Letter) -> Self {
        Self { subject: letter.subject, body: letter.body }
    }
}

/// See how a wording would read; nothing is kept
#[utoipa::path(tag = "Operations", extensions(("x-permission" = json!("manage_mail_templates"))),
    params(("key" = String, Path, description = "The letter's key", example = "seat_offered")),
    request_body = PreviewMailTemplate,
    responses((status = 200, description = "With samples", body = MailPreview)))]
#[post("/mail-templates/{key}/preview")]
pub async fn preview_mail_template(
    auth: Authorized<ManageMailTemplates>,
    key: Path<String>,
    body: Valid<PreviewMailTemplate>,
) -> Answer {
    auth.post(body, move |_, body| {
        Reply::ok(&MailPreview::from(mail_templates::preview(&key, &body.subject, &body.body)?))
    })
    .await
}
