//! Stores edits that the server does not have yet, sealed, under names made of opaque ids.
//!
//! Every edit is stored twice. Local storage can be read at once, but reaches the disk seconds later, so a browser that is
//! killed loses it; the durable store is on the disk at once (docs/decisions/0011).

use super::{clock, durable, storage};
use std::cell::Cell;

const PREFIX: &str = "okno.unsaved.";
/// Prefix of the names of details typed for a booking.
pub(crate) const BOOKING_DETAILS: &str = "visit.";
/// Name of what is typed into the profile. It is deleted at sign-out with the details of bookings, whose prefix it has.
pub(crate) const PROFILE: &str = "visit.profile";
/// Prefix of the names of messages that are not at the office yet.
pub(crate) const MESSAGES: &str = "talk.";

thread_local! {
    /// Last sequence number that this page has written.
    static LAST: Cell<i64> = const { Cell::new(0) };
}

/// Brings local storage up to date with the durable store after the browser was killed. Wait for it before the first read.
pub(crate) async fn restored() {
    for (key, text) in durable::all().await {
        let (order, sealed) = parts(&text);
        if order <= written(&key) {
            continue;
        }
        if sealed.is_empty() {
            storage::remove(&key);
            durable::put(&key, None);
        } else {
            storage::set(&key, &text);
        }
    }
}

/// The names that begin with `beginning`, least recently written first.
pub(crate) fn names(beginning: &str) -> Vec<String> {
    let beginning = key(beginning);
    let mut names: Vec<(i64, String)> = Vec::new();
    for key in storage::keys().into_iter().filter(|key| key.starts_with(&beginning)) {
        let order = written(&key);
        let index = names.iter().position(|(other, _)| *other > order).unwrap_or(names.len());
        names.insert(index, (order, key.trim_start_matches(PREFIX).to_owned()));
    }
    names.into_iter().map(|(_, name)| name).collect()
}

pub(crate) fn get(name: &str) -> Option<String> {
    let text = storage::get(&key(name))?;
    Some(parts(&text).1.to_owned())
}

pub(crate) fn set(name: &str, sealed: &str) {
    let key = key(name);
    // Only details of a booking and messages are also written by other tabs and pages, so only they need the stored number.
    // Reading a draft's text after every letter would take longer than sealing it.
    let is_shared = name.starts_with(BOOKING_DETAILS) || name.starts_with(MESSAGES);
    let before = if is_shared { written(&key) } else { LAST.get() };
    let text = text(before, sealed);
    storage::set(&key, &text);
    durable::put(&key, Some(&text));
}

/// Deletes an edit. The durable store notes the deletion until the next start: after a crash of the browser local storage may
/// contain the edit again.
pub(crate) fn forget(name: &str) {
    let key = key(name);
    let gone = text(written(&key), "");
    storage::remove(&key);
    durable::put(&key, Some(&gone));
}

/// Runs `act` when another tab writes or deletes the edit with this name, until the owner is disposed.
pub(crate) fn on_change(name: &str, act: impl Fn() + 'static) {
    storage::on_change(&key(name), move |_, _| act());
}

/// Prefix of all names of a draft.
pub(crate) fn of_draft(draft: &str) -> String {
    format!("{draft}.")
}

/// Deletes all edits of a draft that no longer exists.
pub(crate) fn forget_draft(draft: &str) {
    names(&of_draft(draft)).iter().for_each(|name| forget(name));
}

/// Deletes the details typed for bookings, at sign-out. Answers of drafts stay: only their owner can open them.
pub(crate) fn forget_booking_details() {
    let details = key(BOOKING_DETAILS);
    for key in storage::keys().into_iter().filter(|key| key.starts_with(&details)) {
        storage::remove(&key);
        durable::put(&details, None);
    }
}

fn key(name: &str) -> String {
    format!("{PREFIX}{name}")
}

/// The stored form: a sequence number, then `sealed`. Of two texts with the same key the higher number is newer. `before`: the
/// number of the text that this one replaces.
fn text(before: i64, sealed: &str) -> String {
    // The time in ms, or one more than before if the clock was set back.
    let number = clock::device_ms().max(before.saturating_add(1));
    LAST.set(number);
    format!("{number} {sealed}")
}

fn parts(text: &str) -> (i64, &str) {
    text.split_once(' ')
        .map_or((0, ""), |(order, sealed)| (order.parse().unwrap_or_default(), sealed))
}

/// Sequence number of the text in local storage; 0 if there is none.
fn written(key: &str) -> i64 {
    storage::get(key).map_or(0, |text| parts(&text).0)
}
