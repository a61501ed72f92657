//! The streams of this tab. They belong to no page, so a stream stays open while the citizen moves between pages.

use super::super::action::commit;
use super::super::root;
use super::super::session::SessionState;
use super::super::sign_out::{self, OnSignOut};
use super::audience::Audience;
use super::driver::Driver;
use super::{Known, Subscriber, pause};
use crate::platform::effect::watch;
use crate::platform::{clock, network, page};
use leptos::prelude::untrack;
use sse::Input;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Milliseconds for which a stream without subscribers stays open: the next page may subscribe to it.
const LINGER: u32 = 5_000;

thread_local! {
    /// Set up by the first subscriber, so that this code is not part of the first visit.
    static STREAMS: RefCell<Vec<Rc<Topic>>> = {
        root::with(follow_browser);
        sign_out::register(Rc::new(CloseStreams));
        RefCell::new(Vec::new())
    };
    static NUMBER: Cell<u32> = const { Cell::new(0) };
}

/// A stream and its subscribers.
#[derive(Debug)]
struct Topic {
    address: String,
    audience: Rc<Audience>,
    driver: Rc<Driver>,
}

/// Subscribes. Returns the number that [`leave`] takes.
pub(super) fn subscribe(address: &str, known: Known, subscriber: Subscriber) -> u32 {
    let number = next();
    match find(address) {
        Some(topic) => {
            topic.audience.join(number, subscriber);
            topic.audience.catch_up(&known, subscriber);
        }
        None => open(address, number, known, subscriber),
    }
    number
}

pub(super) fn leave(address: &str, number: u32) {
    let Some(topic) = find(address) else { return };
    topic.audience.leave(number);
    if !topic.audience.is_empty() {
        return;
    }
    if untrack(|| SessionState::current().is_signed_in()) {
        commit(async move {
            clock::wait(LINGER).await;
            // A subscriber that came and went meanwhile has started its own wait.
            if topic.audience.is_empty_since(number) {
                close(|known| Rc::ptr_eq(known, &topic));
            }
        });
    } else {
        // The citizen has signed out, so the server ends the stream; kept open, it would only reconnect.
        close(|known| Rc::ptr_eq(known, &topic));
    }
}

fn open(address: &str, number: u32, known: Known, subscriber: Subscriber) {
    let audience = Rc::new(Audience::default());
    audience.join(number, subscriber);
    let driver = Driver::new(address.to_owned(), Rc::clone(&audience));
    let topic = Rc::new(Topic { address: address.to_owned(), audience, driver });
    STREAMS.with_borrow_mut(|streams| streams.push(Rc::clone(&topic)));
    topic.driver.handle(Input::Start { last_event_id: known.newest() });
    if page::is_hidden() {
        topic.driver.handle(Input::Pause);
    }
}

fn find(address: &str) -> Option<Rc<Topic>> {
    STREAMS.with_borrow(|streams| streams.iter().find(|topic| topic.address == address).cloned())
}

fn next() -> u32 {
    NUMBER.set(NUMBER.get().wrapping_add(1));
    NUMBER.get()
}

/// Stops and drops the streams for which `is_over` holds.
fn close(is_over: impl Fn(&Rc<Topic>) -> bool) {
    let over: Vec<_> =
        STREAMS.with_borrow_mut(|streams| streams.extract_if(.., |topic| is_over(topic)).collect());
    for topic in over {
        topic.driver.handle(Input::Stop);
    }
}

/// Hands out what was held back while updates were paused.
pub(super) fn release() {
    let streams = STREAMS.with_borrow(Clone::clone);
    streams.iter().for_each(|topic| topic.driver.release());
}

/// Forwards events of the browser to all streams. A hidden tab pauses its streams: over HTTP/1.1 a browser has six
/// connections to a server for all its tabs together.
fn follow_browser() {
    network::on_online(|| broadcast(&Input::Online));
    network::on_offline(|| broadcast(&Input::Offline));
    page::on_hidden(|| broadcast(&Input::Pause));
    page::on_visible(|| {
        broadcast(&Input::Resume);
        broadcast(&Input::Visible);
    });
    page::on_restored(|| broadcast(&Input::Restored));
    let session = SessionState::current();
    watch(move || session.renewals(), |_, _| broadcast(&Input::SignedIn));
}

fn broadcast(input: &Input<'static>) {
    let streams = STREAMS.with_borrow(Clone::clone);
    for topic in streams {
        topic.driver.handle(input.clone());
    }
}

/// Closes streams without subscribers at sign-out.
struct CloseStreams;

impl OnSignOut for CloseStreams {
    fn forget(&self) {
        pause::end();
        close(|topic| topic.audience.is_empty());
    }
}
