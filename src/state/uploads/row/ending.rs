use super::RowState;
use crate::i18n::tr;
use crate::state::announcer::Announcer;
use crate::state::root;

/// Announces the result of an upload that no screen shows.
pub(super) fn say(name: &str, state: &RowState) {
    let text = match state {
        RowState::Accepted => tr::file::say_accepted(name),
        RowState::Unreadable => tr::file::say_unreadable(name),
        state if state.is_bad() => tr::file::say_refused(name),
        _ => return,
    };
    if let Some(announcer) = root::with(Announcer::current) {
        announcer.say(text);
    }
}
