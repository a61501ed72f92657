//! The server's verdict on a complete file, and the removal of such a file.

use super::super::row::RowState;
use super::Transfer;
use crate::api::{self, ApiError};
use crate::platform::clock;
use crate::state::action::commit;
use domain::wire::file::FileState;
use domain::wire::problem::ProblemCode;
use std::rc::Rc;

/// Milliseconds until the next poll; doubled up to `PAUSE_LIMIT`.
pub(super) const PAUSE: u32 = 1_000;
pub(super) const PAUSE_LIMIT: u32 = 30_000;

/// Polls until the server has accepted or rejected the file.
pub(super) fn judge(transfer: &Rc<Transfer>) {
    transfer.row.set(RowState::Judging);
    let transfer = Rc::clone(transfer);
    commit(async move {
        let id = transfer.row.id_now().unwrap_or_default();
        let mut pause = PAUSE;
        loop {
            let answer = api::uploads::one(&id).await;
            if transfer.is_over() || transfer.row.is_unwanted() {
                return;
            }
            match answer {
                Ok(file) => match (file.state, file.error) {
                    (FileState::Accepted, _) => return transfer.finish(RowState::Accepted),
                    (FileState::Rejected, Some(error)) => {
                        return transfer.finish(RowState::Rejected(error));
                    }
                    (FileState::Rejected, None) => return transfer.finish(RowState::Unreadable),
                    // Still being checked.
                    (FileState::Uploading, _) => {}
                },
                // Removed in another tab.
                Err(error) if is_gone(&error) => return transfer.finish(RowState::Removed),
                Err(error) if error.is_passing() || error.code().is_some() => {}
                Err(_) => return transfer.row.set(RowState::Failed(tus::Failure::BadAnswer)),
            }
            clock::wait(pause).await;
            pause = (pause * 2).min(PAUSE_LIMIT);
        }
    });
}

/// Removes a complete file; retries until it is gone.
pub(super) fn remove(transfer: &Rc<Transfer>) {
    let transfer = Rc::clone(transfer);
    commit(async move {
        let id = transfer.row.id_now().unwrap_or_default();
        let mut pause = PAUSE;
        while !transfer.is_over() {
            match api::uploads::remove(&id).await {
                Ok(()) => break,
                // The draft was sent meanwhile, so the file can no longer be removed.
                Err(error) if is_gone(&error) || is_sent(&error) => break,
                Err(_) => clock::wait(pause).await,
            }
            pause = (pause * 2).min(PAUSE_LIMIT);
        }
        transfer.finish(RowState::Removed);
    });
}

fn is_gone(error: &ApiError) -> bool {
    error.code() == Some(ProblemCode::NotFound)
}

fn is_sent(error: &ApiError) -> bool {
    error.code() == Some(ProblemCode::AlreadySent)
}
