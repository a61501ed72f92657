use super::caller::Caller;
use super::parts::OfficeStore;
use crate::cases;
use crate::clock::from_ms;
use crate::fail::{Fail, Result};
use crate::files;
use crate::http::{Ids, Json};
use crate::journal::{self, Entry};
use axum::extract::State;
use domain::case::Work;
use domain::form::{FieldError, plain};
use domain::wire::event::Change;
use domain::wire::file::{FileInfo, FileMark, FileState, MarkKind};
use domain::wire::office::{Ability, MarkFile};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Longest reason, in characters.
const MOST: u32 = 1000;

/// Says whether the office accepts a file; the citizen sees it, with the reason. The same mark again changes nothing. 409
/// `not_allowed` once the case is decided.
#[utoipa::path(put, path = "/cases/{id}/files/{file}/mark", tag = "cases",
    params(("id" = String, Path), ("file" = String, Path)), security(("token" = [])),
    request_body = MarkFile, responses((status = 200, body = FileInfo)))]
pub(super) async fn mark(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    ids: Ids<2>,
    Json(wanted): Json<MarkFile>,
) -> Result<axum::Json<FileInfo>> {
    caller.may(Ability::Work)?;
    let Ids([id, file]) = ids;
    let keys = &office.base.keys;
    let mut tx = office.base.db.begin().await?;
    let case = cases::by_id(&mut *tx, &id).await?;
    let row = files::find_of_application(&mut *tx, &case.id, &file).await?;
    if !case.state().permits(Work::Open) || !row.is(FileState::Accepted) {
        return Err(ProblemCode::NotAllowed.into());
    }
    let reason = reason(&wanted)?;
    let now = row.mark(keys)?;
    if now.is_some_and(|now| (now.kind, &now.reason) == (wanted.mark, &reason)) {
        return Ok(axum::Json(row.info(keys)?));
    }
    let at = office.base.clock.now_ms();
    let mark = FileMark { kind: wanted.mark, at: from_ms(at), reason };
    files::mark::set(&office.base, &mut tx, &row.id, &mark).await?;
    let entry = Entry {
        kind: Change::File,
        subject: Some(&row.id),
        ..Entry::of((&case.account, &case.id), case.state(), caller.by(), at)
    };
    journal::write(keys, &mut tx, entry).await?;
    let row = files::find_of_application(&mut *tx, &case.id, &file).await?;
    tx.commit().await?;
    office.wakes.journal.wake();
    Ok(axum::Json(row.info(keys)?))
}

/// The reason of a refusal; 422 `/reason` without one, and with one for an accepted file.
fn reason(wanted: &MarkFile) -> Result<Option<String>> {
    let said = wanted.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    match (wanted.mark, said) {
        (MarkKind::Other, _) => Err(Fail::at("/mark", FieldError::NotOffered)),
        (MarkKind::Accepted, None) => Ok(None),
        (MarkKind::Accepted, Some(_)) => Err(Fail::at("/reason", FieldError::NotOffered)),
        (MarkKind::Refused, None) => Err(Fail::at("/reason", FieldError::Missing)),
        (MarkKind::Refused, Some(reason)) => {
            Ok(Some(plain(reason, MOST).map_err(|error| Fail::at("/reason", error))?))
        }
    }
}
