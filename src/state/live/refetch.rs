//! Data that are fetched again when the stream tells of a change.

use super::{Known, Subscriber, Update};
use crate::api;
use crate::state::fetched::Fetched;
use crate::state::waiters::applied;
use leptos::prelude::*;

/// Follows the citizen's stream until the owner is disposed. `about`: the id of what the data are about; without it every event
/// concerns them. An event names the case or the question in its data, also one of a kind that this app does not know.
pub(crate) fn refetch<T: Clone + Send + Sync + 'static>(
    known: Known,
    source: Fetched<T>,
    about: Option<String>,
) {
    let subscriber: Subscriber = Callback::new(move |update| match (&update, &about) {
        (Update::Event(event), Some(id)) if !event.data.contains(id.as_str()) => applied(),
        _ => source.refreshed(),
    });
    super::follow(api::applications::events(), known, subscriber);
}
