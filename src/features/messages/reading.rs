//! Read marks: what the citizen has had on the screen, the office sees as read.

use crate::api;
use crate::api::messages::Talk;
use crate::platform::effect::effect;
use crate::platform::page;
use crate::platform::timer::Timer;
use crate::state::action::Latest;
use crate::state::retry::Retry;
use leptos::prelude::*;

/// Milliseconds for which the page has to be visible.
const LOOK: u32 = 1_000;

/// Marks everything up to the newest message of the office as read, once the page has been visible for a second, until the owner is
/// disposed. `newest`: its id while it is unread.
pub(super) fn follow(talk: Talk, newest: Memo<Option<String>>) {
    let marks = Marks {
        talk: StoredValue::new(talk),
        newest,
        marked: StoredValue::new(None),
        timer: Timer::new(),
        request: Latest::new(),
        retry: Retry::new(),
    };
    effect(move || {
        newest.track();
        marks.look();
    });
    page::on_visible(move || marks.look());
    page::on_hidden(move || marks.timer.clear());
}

#[derive(Clone, Copy)]
struct Marks {
    talk: StoredValue<Talk>,
    newest: Memo<Option<String>>,
    /// The last one that the server has taken.
    marked: StoredValue<Option<String>>,
    timer: Timer,
    request: Latest,
    retry: Retry,
}

impl Marks {
    fn look(self) {
        let newest = self.newest.get_untracked();
        if newest.is_none() || newest == self.marked.get_value() || page::is_hidden() {
            return self.timer.clear();
        }
        self.timer.set(LOOK, move || self.mark());
    }

    fn mark(self) {
        let Some(message) = self.newest.get_untracked() else { return };
        let talk = self.talk.get_value();
        let read = message.clone();
        let request = async move { api::messages::read(&talk, &read).await };
        self.request.run(request, move |answer| match answer {
            Ok(()) => {
                self.retry.end();
                self.marked.set_value(Some(message));
            }
            Err(error) if error.is_passing() => self.retry.later(move || self.look()),
            // Nothing that the citizen could do about it; the next look at the page tries again.
            Err(_) => {}
        });
    }
}
