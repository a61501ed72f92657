use super::caller::Caller;
use super::parts::OfficeStore;
use crate::audit::{self, Note};
use crate::cases;
use crate::fail::{Fail, Result};
use crate::files;
use crate::http::{Id, Question};
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use domain::message;
use domain::wire::file::FileInfo;
use domain::wire::office::Ability;
use domain::wire::problem::ProblemCode;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    /// The file's name, with its extension.
    name: String,
}

/// Keeps a file for the next message of the office about a case; it is deleted a day later if it is not sent. The body is the file.
///
/// 413 `too_large` beyond 5 МБ; 422 at `/file` for anything but a whole PDF, JPEG or PNG, and for a sixth file.
#[utoipa::path(post, path = "/cases/{id}/attachments", tag = "messages",
    params(("id" = String, Path), ("name" = String, Query, description = "Name of the file")), security(("token" = [])),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = FileInfo)))]
pub(super) async fn attach(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    Id(id): Id,
    Question(Named { name }): Question<Named>,
    body: Body,
) -> Result<(StatusCode, axum::Json<FileInfo>)> {
    caller.may(Ability::Work)?;
    let case = cases::by_id(office.base.db.read(), &id).await?;
    if case.is_closed() {
        return Err(ProblemCode::NotAllowed.into());
    }
    let content = read(body).await?;
    let row = files::receive(&office.files, &case.account, &case.id, &name, &content).await?;
    let note = Note {
        at: office.base.clock.now_ms(),
        by: caller.by(),
        act: "attached",
        account: Some(&case.account),
        application: Some(&case.id),
        subject: Some(&row.id),
    };
    audit::note(office.base.db.write(), note).await?;
    Ok((StatusCode::CREATED, axum::Json(row.info(&office.base.keys)?)))
}

async fn read(body: Body) -> Result<bytes::Bytes> {
    let most = usize::try_from(message::policy().max_bytes).unwrap_or(usize::MAX);
    match Limited::new(body, most).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(ProblemCode::TooLarge.into()),
        Err(_) => Err(Fail::Status(StatusCode::REQUEST_TIMEOUT, ProblemCode::Malformed)),
    }
}
