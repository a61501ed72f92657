use super::caller::Caller;
use super::parts::OfficeStore;
use crate::cases;
use crate::fail::{Fail, Result};
use crate::files::{self, FileRow};
use crate::http::Ids;
use crate::journal::{self, Entry};
use axum::extract::State;
use axum::response::Response;
use domain::wire::event::Change;
use domain::wire::file::FileState;
use domain::wire::office::Ability;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// The content of a file of the case or of a message about it, as it was uploaded. Whoever opens it first lets the citizen see that it has been opened.
#[utoipa::path(get, path = "/cases/{id}/files/{file}", tag = "cases",
    params(("id" = String, Path), ("file" = String, Path)), security(("token" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream",
        headers(("Content-Disposition" = String)))))]
pub(super) async fn file(
    State(office): State<Arc<OfficeStore>>,
    caller: Caller,
    ids: Ids<2>,
) -> Result<Response> {
    caller.may(Ability::Read)?;
    let Ids([id, file]) = ids;
    let case = cases::by_id(office.base.db.read(), &id).await?;
    let database = office.base.db.read();
    let row = match files::find_of_application(database, &case.id, &file).await {
        Err(Fail::Code(ProblemCode::NotFound)) => {
            files::find_attached(database, &case.id, &file).await?
        }
        found => found?,
    };
    if !row.is(FileState::Accepted) {
        return Err(ProblemCode::NotFound.into());
    }
    // First of all: nothing is noted as opened that does not open.
    let response = files::stream(&office.files, &row).await?;
    note(&office, &caller, &case, &row).await?;
    let of = Some((case.account.as_str(), case.id.as_str()));
    caller.has_read(&office.base, "read_file", of, Some(&row.id)).await?;
    Ok(response)
}

async fn note(
    office: &OfficeStore,
    caller: &Caller,
    case: &cases::Case,
    file: &FileRow,
) -> Result<()> {
    if file.is_opened() {
        return Ok(());
    }
    let at = office.base.clock.now_ms();
    let mut tx = office.base.db.begin().await?;
    if files::mark::open(&mut tx, &file.id, at).await? {
        let state = cases::by_id(&mut *tx, &case.id).await?.state();
        let entry = Entry {
            kind: Change::File,
            subject: Some(&file.id),
            ..Entry::of((&case.account, &case.id), state, caller.by(), at)
        };
        journal::write(&office.base.keys, &mut tx, entry).await?;
    }
    tx.commit().await?;
    office.wakes.journal.wake();
    Ok(())
}
