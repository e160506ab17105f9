//! Files that come with an application: sent to a draft by the holder of its link, read by those who review and decide.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::{
    Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};
use actix_web::{FromRequest, HttpRequest, HttpResponse, delete, get, post, web};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::platform::auth::Authorized;
use crate::platform::auth::permissions::{FinishApplication, ViewApplications};
use crate::platform::db::Id;
use crate::platform::files::FileKey;
use crate::platform::input::{Params, PathId, bounded_body};
use crate::platform::problem::Problem;
use crate::platform::reply::{Answer, Reply, Versioned};
use crate::recruitment::queries::{self, AttachmentRow};
use crate::recruitment::rules::{self, ATTACHMENT_LIMIT, AttachmentType};
use crate::recruitment::service::{self, NewAttachment, Sight};

/// The body of an upload.
pub struct AnyFile(web::Bytes);

impl FromRequest for AnyFile {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = bounded_body(request, payload, ATTACHMENT_LIMIT);
        Box::pin(async move { Ok(Self(body.await?)) })
    }
}

/// A file that came with an application.
#[derive(Serialize, ToSchema)]
pub struct AttachmentView {
    id: Id,
    #[schema(example = "CV Ana Flores.pdf")]
    name: String,
    media_type: AttachmentType,
    /// Bytes.
    #[schema(example = 184_213)]
    size: i64,
}

impl Versioned for AttachmentView {
    /// A file never changes.
    fn version(&self) -> i64 {
        1
    }
}

impl From<AttachmentRow> for AttachmentView {
    fn from(row: AttachmentRow) -> Self {
        Self { id: row.id, name: row.name, media_type: row.media_type, size: row.size }
    }
}

#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AttachFile {
    /// The name of the file, ending in .pdf, .docx, .odt or .txt.
    #[validate(length(min = 1, max = 300))]
    #[param(min_length = 1, max_length = 300, example = "CV Ana Flores.pdf")]
    name: String,
}

/// Send a file along with the draft
///
/// The body is the file as it is: PDF, DOCX, ODT or plain text, at most 5 MiB; the bytes must be what the name says. Three
/// to a draft. It is on disk before the answer.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("finish_application"))), params(AttachFile),
    request_body(content = String, content_type = "application/octet-stream", description = "The file, at most 5 MiB"),
    responses((status = 201, description = "Kept", body = AttachmentView)))]
#[post("/public/draft/attachments")]
pub async fn attach_file(
    auth: Authorized<FinishApplication>,
    query: Params<AttachFile>,
    file: AnyFile,
) -> Answer {
    let name = rules::plain_name(&query.0.name);
    let media_type = rules::recognise(&name, &file.0).map_err(|wrong| Problem::invalid(vec![wrong]))?;
    // Whoever has no draft writes nothing to the store.
    auth.read(|w| service::linked_draft(w).map(|_| ())).await?;
    let digest: [u8; 32] = Sha256::digest(&file.0).into();
    let now = auth.platform().clock.now();
    let key = FileKey::of(&file.0, auth.platform().entropy.id(now));
    let store = auth.platform().config.files.clone();
    let size = i64::try_from(file.0.len()).map_err(Problem::internal)?;
    let written = key.clone();
    web::block(move || store.keep(&written, &file.0))
        .await
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    // Should the row be refused, the file has none, and the daily job removes it.
    auth.once(digest, move |w| {
        let row = service::attach(w, NewAttachment { key, name, media_type, size })?;
        let view = AttachmentView::from(row);
        Reply::created("/public/draft", &view)
    })
    .await
}

/// Remove a file from the draft
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("finish_application"))),
    params(("id" = Id, Path, description = "The attachment")),
    responses((status = 204, description = "Removed")))]
#[delete("/public/draft/attachments/{id}")]
pub async fn detach_file(auth: Authorized<FinishApplication>, id: PathId) -> Answer {
    auth.change(move |w, expected| {
        expected.check(1)?;
        service::detach(w, id.0)?;
        Ok(Reply::no_content())
    })
    .await
}

#[derive(Serialize, ToSchema)]
pub struct AttachmentList {
    items: Vec<AttachmentView>,
    next_cursor: Option<String>,
}

/// List the files that came with an application
///
/// A reviewer sees those of the applications assigned to them; in a blind opening none, since files name who wrote them.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("view_applications"))),
    params(("id" = Id, Path, description = "The application")),
    responses((status = 200, description = "Files, at most three", body = AttachmentList)))]
#[get("/applications/{id}/attachments")]
pub async fn list_attachments(auth: Authorized<ViewApplications>, id: PathId) -> Answer {
    auth.view(move |w| {
        let application = service::find_application(w, id.0)?;
        let opening = service::find_opening(w, application.opening_id)?;
        let mut rows = queries::attachments_of_application(w.conn, application.id)?;
        if Sight::of(w, &opening)?.hides(&application) {
            rows.clear();
        }
        Ok(AttachmentList { items: rows.into_iter().map(AttachmentView::from).collect(), next_cursor: None })
    })
    .await
}

/// Download a file that came with an application
///
/// Always as a download, never shown by the browser: a stranger sent it.
#[utoipa::path(tag = "Recruitment", extensions(("x-permission" = json!("view_applications"))),
    params(("id" = Id, Path, description = "The attachment")),
    responses((status = 200, description = "The file as it was sent", body = String,
        content_type = "application/octet-stream")))]
#[get("/attachments/{id}")]
pub async fn download_attachment(auth: Authorized<ViewApplications>, id: PathId) -> Answer {
    let row = auth.read(move |w| service::find_attachment(w, id.0)).await?;
    let store = auth.platform().config.files.clone();
    let key = row.key();
    let bytes =
        web::block(move || store.read(&key)).await.map_err(Problem::internal)?.map_err(Problem::internal)?;
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::FilenameExt(ExtendedValue {
            charset: Charset::Ext("UTF-8".into()),
            language_tag: None,
            value: row.name.into_bytes(),
        })],
    };
    Ok(HttpResponse::Ok().content_type(row.media_type.as_str()).insert_header(disposition).body(bytes))
}
