use super::parts::DraftStore;
use super::row::DraftRow;
use crate::fail::Result;
use crate::files::{self, FileRow};
use crate::signing;
use domain::form::{self, Attached, Checked, Service};
use domain::wire::file::FileState;
use sqlx::SqliteConnection;

/// A draft as it would be sent: the result of the check, and the files.
pub(crate) struct Package<'a> {
    pub(crate) service: &'a Service,
    pub(crate) checked: Checked,
    /// Accepted files in slots that the form shows.
    pub(crate) files: Vec<FileRow>,
    /// Unfinished and rejected files, and files in slots that the form no longer shows.
    pub(crate) left_out: Vec<FileRow>,
}

/// Reads and checks the package of a draft.
pub(crate) async fn read_package<'a>(
    drafts: &'a DraftStore,
    database: &mut SqliteConnection,
    row: &DraftRow,
) -> Result<Package<'a>> {
    let service = row.service(&drafts.catalogue)?;
    let answers = row.answers(drafts)?;
    let today = drafts.base.clock.today();
    let visible = form::visible(service, &answers, today);
    let (files, left_out): (Vec<_>, Vec<_>) =
        files::of_draft(&drafts.base.clock, database, &row.id)
            .await?
            .into_iter()
            .partition(|file| file.is(FileState::Accepted) && visible.slots.contains(&file.slot));
    let attached: Vec<Attached> = files
        .iter()
        .map(|file| Attached { slot: file.slot.clone(), bytes: file.bytes() })
        .collect();
    let mut checked = form::check(service, &answers, &attached, today);
    let signatures = signing::issues(
        &drafts.base,
        &drafts.signing,
        &row.id,
        service,
        &checked.canonical,
        &files,
    )?;
    checked.issues.extend(signatures);
    Ok(Package { service, checked, files, left_out })
}
