use super::caller::Caller;
use super::parts::OfficeStore;
use crate::cases::{self, letter, letters};
use crate::clock::from_ms;
use crate::fail::{Fail, Result};
use crate::files;
use crate::http::{Ids, Json};
use crate::journal::{self, Entry};
use axum::extract::State;
use domain::case::Work;
use domain::form::{FieldError, Text, plain};
use domain::wire::event::Change;
use domain::wire::file::{FileInfo, FileMark, FileState, MarkKind};
use domain::wire::office::{Ability, MarkFile};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Longest reason, in characters.
const MOST: u32 = 1000;

/// Says whether the office accepts a file; the citizen sees it, with the reason, and is told of a refusal by letter, too. The same mark
/// again changes nothing. 409 `not_allowed` once the case is decided.
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
    if now.as_ref().is_some_and(|now| (now.kind, &now.reason) == (wanted.mark, &reason)) {
        return Ok(axum::Json(row.info(keys)?));
    }
    let at = office.base.clock.now_ms();
    let mark = FileMark { kind: wanted.mark, at: from_ms(at), reason };
    files::mark::set(&office.base, &mut tx, &row.id, &mark).await?;
    let name = row.meta(keys)?.name;
    let comment = match (&mark.reason, now) {
        (Some(reason), _) => Some(refused(&name, reason)),
        (None, Some(FileMark { kind: MarkKind::Refused, .. })) => Some(accepted_after_all(&name)),
        (None, _) => None,
    };
    let entry = Entry {
        kind: Change::File,
        subject: Some(&row.id),
        comment: comment.as_ref(),
        ..Entry::of((&case.account, &case.id), case.state(), caller.by(), at)
    };
    journal::write(keys, &mut tx, entry).await?;
    if mark.kind == MarkKind::Refused {
        letters::send(&office.cases, &mut tx, &case.id, letter::file_refused(&case.number)).await?;
    }
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

fn refused(name: &str, reason: &str) -> Text {
    let reason = reason.trim_end_matches('.');
    let ru =
        format!("Файл «{name}» не принят. Почему: {reason}. Новый можно прислать в сообщении.");
    let en = format!(
        "The file “{name}” was not accepted. Why: {reason}. You can send another one in a message."
    );
    Text::from([("ru", ru.as_str()), ("en", en.as_str())])
}

fn accepted_after_all(name: &str) -> Text {
    let ru = format!("Файл «{name}» всё-таки принят.");
    let en = format!("The file “{name}” was accepted after all.");
    Text::from([("ru", ru.as_str()), ("en", en.as_str())])
}
