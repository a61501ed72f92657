//! Whether what an upload is for takes it.

use super::metadata::Metadata;
use super::parts::Uploads;
use super::target::Target;
use crate::fail::{Fail, Result};
use crate::files::{self, FileRow, NewFile};
use crate::{cases, drafts, questions};
use domain::file::{FileError, FilePolicy, display_name};
use domain::form::{FieldError, Issue, Service, Slot, visible};
use domain::message;
use domain::wire::file::FileState;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// The target of an upload that is there.
pub(super) async fn target(uploads: &Uploads, account: &str, file: &FileRow) -> Result<Target> {
    let Some(talk) = &file.talk else {
        return Ok(Target::Draft(file.draft.clone().unwrap_or_default()));
    };
    match cases::find(&uploads.base.db, account, talk).await {
        Ok(_) => Ok(Target::Application(talk.clone())),
        Err(Fail::Code(ProblemCode::NotFound)) => Ok(Target::Question(talk.clone())),
        Err(fail) => Err(fail),
    }
}

/// Adds the file if its target takes it, and returns its id.
pub(super) async fn insert(
    uploads: &Uploads,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    length: u64,
    metadata: &Metadata,
) -> Result<String> {
    let (draft, talk) = match &metadata.target {
        Target::Draft(draft) => {
            check_draft(uploads, tx, account, draft, length, metadata).await?;
            (Some(draft.as_str()), None)
        }
        Target::Application(id) => {
            let case = cases::by_id(&mut **tx, id).await?;
            if case.account != account || case.id != *id {
                return Err(ProblemCode::NotFound.into());
            }
            if case.is_closed() {
                return Err(ProblemCode::NotAllowed.into());
            }
            check_talk(uploads, tx, account, id, length, metadata).await?;
            (None, Some(id.as_str()))
        }
        Target::Question(id) => {
            if id != questions::NEW && !questions::is_of(&mut **tx, account, id).await? {
                return Err(ProblemCode::NotFound.into());
            }
            check_talk(uploads, tx, account, id, length, metadata).await?;
            (None, Some(id.as_str()))
        }
    };
    let bytes = i64::try_from(length).map_err(|_| ProblemCode::TooLarge)?;
    let new = NewFile {
        draft,
        talk,
        by_office: false,
        slot: &metadata.slot,
        name: display_name(&metadata.filename),
        filetype: &metadata.filetype,
        bytes,
    };
    files::insert(&uploads.base, tx, account, new).await
}

async fn check_draft(
    uploads: &Uploads,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    draft: &str,
    length: u64,
    metadata: &Metadata,
) -> Result<()> {
    let draft = drafts::writable(&uploads.base, &mut **tx, account, draft).await?;
    let service = draft.service(&uploads.files.catalogue)?;
    let slot = service.slot(&metadata.slot).ok_or_else(|| unknown_slot(metadata))?;
    let visible = visible(service, &draft.answers(&uploads.drafts)?, uploads.base.clock.today());
    if !visible.slots.contains(&slot.id) {
        return Err(ProblemCode::NotAllowed.into());
    }
    let files = files::of_draft(&uploads.base.clock, &mut **tx, &draft.id).await?;
    check_slot(&slot.id, &slot.policy, &files, length)?;
    check_total(service, slot, &files, length)
}

/// Like a slot, but an attachment that was sent does not count any more.
async fn check_talk(
    uploads: &Uploads,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    talk: &str,
    length: u64,
    metadata: &Metadata,
) -> Result<()> {
    if metadata.slot != message::SLOT {
        return Err(unknown_slot(metadata));
    }
    let mut files = files::of_talk(&uploads.base, &mut **tx, account, talk).await?;
    files.retain(|file| !file.by_office);
    check_slot(message::SLOT, &message::policy(), &files, length)
}

fn unknown_slot(metadata: &Metadata) -> Fail {
    // The slot's name comes from the client and could be anything: an unlikely one is left out of the pointer.
    let is_likely = metadata.slot.len() <= 64
        && metadata.slot.bytes().all(|b| b.is_ascii_graphic() && b != b'/' && b != b'~');
    let slot = if is_likely { metadata.slot.as_str() } else { "" };
    Fail::Issues(ProblemCode::UnknownField, vec![Issue::file(slot, FieldError::NotOffered)])
}

fn check_slot(slot: &str, policy: &FilePolicy, files: &[FileRow], length: u64) -> Result<()> {
    let limit = policy.max_bytes;
    if let Some(by) = over(length, limit) {
        return refuse(slot, ProblemCode::TooLarge, FileError::TooBig { by, limit });
    }
    let limit = policy.max_count;
    let here = files.iter().filter(counts).filter(|file| file.slot == slot);
    match here.count() >= usize::from(limit) {
        true => refuse(slot, ProblemCode::Invalid, FileError::TooMany { limit }),
        false => Ok(()),
    }
}

fn check_total(service: &Service, slot: &Slot, files: &[FileRow], length: u64) -> Result<()> {
    let total =
        files.iter().filter(counts).fold(length, |sum, file| sum.saturating_add(file.bytes()));
    match service.max_total_bytes.map(|limit| (over(total, limit), limit)) {
        Some((Some(by), limit)) => {
            refuse(&slot.id, ProblemCode::TooLarge, FileError::TooBigTogether { by, limit })
        }
        _ => Ok(()),
    }
}

fn counts(file: &&FileRow) -> bool {
    !file.is(FileState::Rejected)
}

fn over(bytes: u64, limit: u64) -> Option<u64> {
    bytes.checked_sub(limit).filter(|by| *by > 0)
}

fn refuse(slot: &str, code: ProblemCode, error: FileError) -> Result<()> {
    Err(Fail::Issues(code, vec![Issue::file(slot, error.into())]))
}
