//! Live events. A hub holds one stream per address, independent of pages; pages subscribe to it. An event counts as
//! delivered when all subscribers have applied it.

mod audience;
mod driver;
mod hub;
mod known;
mod pause;
mod refetch;
mod said;
mod stream;

pub(crate) use known::Known;
pub(crate) use pause::paused;
pub(crate) use refetch::refetch;
pub(crate) use said::say;

use super::waiters::{Applying, applied};
use crate::api;
use crate::api::json;
use domain::wire::event::{CASE_CHANGED, CaseChanged};
use leptos::prelude::*;

/// What a subscriber has to apply.
#[derive(Debug, Clone)]
pub(crate) enum Update {
    Event(sse::Event),
    /// Events may have been missed: fetch the whole state, with a request sent after this.
    Gap,
}

/// Applies an update. Not called after its owner is disposed.
pub(crate) type Subscriber = Callback<Update, Applying>;

/// Callbacks of the citizen's case stream; not called after their owner is disposed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listener {
    /// A case has changed.
    pub(crate) changed: Callback<CaseChanged, Applying>,
    /// Events may have been missed: fetch the whole state.
    pub(crate) refresh: Callback<(), Applying>,
}

/// Listens to the citizen's cases until the owner is disposed.
pub(crate) fn listen(known: Known, listener: Listener) {
    let subscriber = Callback::new(move |update| {
        let changed = match update {
            Update::Event(event) if event.event == CASE_CHANGED => json::from_str(&event.data).ok(),
            Update::Event(_) => return applied(),
            Update::Gap => None,
        };
        let applying = match changed {
            Some(changed) => listener.changed.try_run(changed),
            None => listener.refresh.try_run(()),
        };
        applying.unwrap_or_else(applied)
    });
    follow(api::applications::events(), known, subscriber);
}

/// Listens to a stream of the server until the owner is disposed.
pub(crate) fn follow(address: String, known: Known, subscriber: Subscriber) {
    let number = hub::subscribe(&address, known, subscriber);
    on_cleanup(move || hub::leave(&address, number));
}

/// Pauses the updates of this tab, or goes on with them: then everything held back is shown at once.
pub(crate) fn pause_or_resume() {
    if pause::turn() {
        hub::release();
    }
}
