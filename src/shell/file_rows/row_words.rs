//! Texts about an upload: in the file's row, and for screen readers.

use super::super::file_words as words;
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::state::announcer::Announcer;
use crate::state::uploads::{Row, RowState};
use leptos::prelude::*;
use tus::Phase;

/// Progress of an upload, tracked.
pub(crate) fn state_text(row: &Row) -> String {
    let total = words::size(row.bytes);
    let received = || words::size(row.received.get());
    match row.state.get() {
        RowState::Checking => tr::file::checking(),
        RowState::Queued => tr::file::queued(),
        RowState::Sending(Phase::Waiting) => {
            tr::file::Waiting { received: &received(), total: &total }.text()
        }
        RowState::Sending(Phase::Offline) => {
            tr::file::Offline { received: &received(), total: &total }.text()
        }
        RowState::Sending(Phase::SignIn) => {
            tr::file::SignIn { received: &received(), total: &total }.text()
        }
        RowState::Sending(Phase::Paused) => {
            tr::file::Paused { received: &received(), total: &total }.text()
        }
        RowState::Sending(_) => tr::file::Sending { received: &received(), total: &total }.text(),
        RowState::NeedsFile { .. } => {
            tr::file::NeedsFile { received: &received(), total: &total }.text()
        }
        RowState::Judging => tr::file::judging(),
        RowState::Accepted => tr::file::accepted(&total),
        RowState::Removing => tr::file::removing(),
        // The part that has arrived is not lost, so show how much that is.
        RowState::Unreadable if row.received.get() > 0 => {
            tr::file::Sending { received: &received(), total: &total }.text()
        }
        RowState::NotRemoved { before, .. } if *before == RowState::Accepted => {
            tr::file::accepted(&total)
        }
        RowState::Rejected(_)
        | RowState::Unreadable
        | RowState::Failed(_)
        | RowState::Removed
        | RowState::NotRemoved { .. } => tr::file::not_accepted(),
    }
}

/// Error of an upload, tracked.
pub(crate) fn error_text(row: &Row) -> Option<String> {
    match row.state.get() {
        RowState::Rejected(error) => Some(words::file(&error)),
        RowState::Unreadable => Some(tr::file::unreadable()),
        RowState::Failed(tus::Failure::TooLarge) => Some(tr::file::server_limit()),
        RowState::Failed(_) => Some(tr::file::failed()),
        RowState::NeedsFile { other: true } => Some(tr::file::other_file()),
        RowState::NotRemoved { error, .. } => Some(tr::file::not_removed(&error.text())),
        _ => None,
    }
}

/// Announces the milestones of an upload (start, 25, 50, 75 %, pause, resume, end) instead of each per cent.
pub(super) fn announce(row: Row) {
    let Some(announcer) = Announcer::current() else { return };
    let name = row.name.clone();
    let milestone = Memo::new(move |_| match row.state.get() {
        RowState::Sending(Phase::Creating | Phase::Checking | Phase::Sending) => {
            Some(Milestone::Quarter(row.percent().min(99) / 25))
        }
        RowState::Sending(Phase::Paused) => Some(Milestone::Paused),
        RowState::Sending(Phase::Waiting | Phase::Offline) => Some(Milestone::Cut),
        RowState::Accepted => Some(Milestone::Accepted),
        RowState::Unreadable => Some(Milestone::Unreadable),
        RowState::Rejected(_) | RowState::Failed(_) => Some(Milestone::Refused),
        _ => None,
    });
    watch(
        move || milestone.get(),
        move |milestone, before| {
            let Some(milestone) = milestone else { return };
            announcer.say(match milestone {
                Milestone::Quarter(0) if *before == Some(Milestone::Cut) => {
                    tr::file::say_resumed(&name)
                }
                Milestone::Quarter(0) => tr::file::say_begun(&name),
                Milestone::Quarter(quarters) => {
                    tr::file::SayPercent { name: &name, percent: &(quarters * 25).to_string() }
                        .text()
                }
                Milestone::Paused => tr::file::say_paused(&name),
                Milestone::Cut => tr::file::say_cut(&name),
                Milestone::Accepted => tr::file::say_accepted(&name),
                Milestone::Refused => tr::file::say_refused(&name),
                Milestone::Unreadable => tr::file::say_unreadable(&name),
            });
        },
    );
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Milestone {
    Quarter(u32),
    Paused,
    Cut,
    Accepted,
    Refused,
    Unreadable,
}
