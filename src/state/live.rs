//! Live events. A hub keeps one stream for an address, whatever page is shown; pages subscribe to it, and news count as
//! applied when everybody who listens has applied them.

mod audience;
mod driver;
mod hub;
mod known;
mod stream;

pub(crate) use known::Known;

use super::waiters::{Applying, applied};
use crate::api;
use crate::api::json;
use domain::wire::event::{CASE_CHANGED, CaseChanged};
use leptos::prelude::*;

/// What there is to apply.
#[derive(Debug, Clone)]
pub(crate) enum News {
    Event(sse::Event),
    /// Something may have been missed: the whole state is to be fetched, by a request that begins now.
    Gap,
}

/// Applies news. It is called as long as its owner lives.
pub(crate) type Subscriber = Callback<News, Applying>;

/// What news of the citizen's cases wake up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listener {
    /// A case has changed.
    pub(crate) changed: Callback<CaseChanged, Applying>,
    /// Something may have been missed: fetch the whole state.
    pub(crate) refresh: Callback<(), Applying>,
}

/// Listens to the citizen's cases until the owner is gone.
pub(crate) fn listen(known: Known, listener: Listener) {
    let subscriber = Callback::new(move |news| {
        let changed = match news {
            News::Event(event) if event.event == CASE_CHANGED => json::from_str(&event.data).ok(),
            News::Event(_) => return applied(),
            News::Gap => None,
        };
        let applying = match changed {
            Some(changed) => listener.changed.try_run(changed),
            None => listener.refresh.try_run(()),
        };
        applying.unwrap_or_else(applied)
    });
    follow(api::applications::events(), known, subscriber);
}

/// Listens to a stream of the server until the owner is gone.
pub(crate) fn follow(address: String, known: Known, subscriber: Subscriber) {
    let number = hub::subscribe(&address, known, subscriber);
    on_cleanup(move || hub::leave(&address, number));
}
