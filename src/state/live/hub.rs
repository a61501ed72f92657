//! The streams of this tab. They belong to no page: who goes from one page to another goes on listening.

use super::super::action::commit;
use super::super::leaving::{self, Leaver};
use super::super::root;
use super::super::session::SessionState;
use super::audience::Audience;
use super::driver::Driver;
use super::{Known, Subscriber};
use crate::platform::effect::watch;
use crate::platform::{clock, network, page};
use leptos::prelude::untrack;
use sse::Input;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Milliseconds for which a stream that nobody listens to stays open: the next page may want it.
const LINGER: u32 = 5_000;

thread_local! {
    /// Made by the first page that listens, so that the first visit does not bring all this.
    static STREAMS: RefCell<Vec<Rc<Topic>>> = {
        root::with(hear);
        leaving::register(Rc::new(Closing));
        RefCell::new(Vec::new())
    };
    static NUMBER: Cell<u32> = const { Cell::new(0) };
}

/// A stream and those who listen to it.
#[derive(Debug)]
struct Topic {
    address: String,
    audience: Rc<Audience>,
    driver: Rc<Driver>,
}

/// Subscribes; the number is what [`leave`] wants.
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
            // Whoever came and went meanwhile has set a later end.
            if topic.audience.is_left_since(number) {
                close(|known| Rc::ptr_eq(known, &topic));
            }
        });
    } else {
        // The page went after its citizen had: the server ends the stream, which would only ask for it again.
        close(|known| Rc::ptr_eq(known, &topic));
    }
}

fn open(address: &str, number: u32, known: Known, subscriber: Subscriber) {
    let audience = Rc::new(Audience::default());
    audience.join(number, subscriber);
    let driver = Driver::new(address.to_owned(), Rc::clone(&audience));
    let topic = Rc::new(Topic { address: address.to_owned(), audience, driver });
    STREAMS.with_borrow_mut(|streams| streams.push(Rc::clone(&topic)));
    topic.driver.tell(Input::Start { last_event_id: known.newest() });
    if page::is_hidden() {
        topic.driver.tell(Input::Pause);
    }
}

fn find(address: &str) -> Option<Rc<Topic>> {
    STREAMS.with_borrow(|streams| streams.iter().find(|topic| topic.address == address).cloned())
}

fn next() -> u32 {
    NUMBER.set(NUMBER.get().wrapping_add(1));
    NUMBER.get()
}

/// Ends streams that nobody listens to.
fn close(is_over: impl Fn(&Rc<Topic>) -> bool) {
    let over: Vec<_> =
        STREAMS.with_borrow_mut(|streams| streams.extract_if(.., |topic| is_over(topic)).collect());
    for topic in over {
        topic.driver.tell(Input::Stop);
    }
}

/// Tells every stream what the browser tells. A hidden tab has none: a browser has six connections for all its tabs to a
/// server that speaks HTTP/1.1.
fn hear() {
    network::on_online(|| tell(&Input::Online));
    network::on_offline(|| tell(&Input::Offline));
    page::on_hidden(|| tell(&Input::Pause));
    page::on_visible(|| {
        tell(&Input::Resume);
        tell(&Input::Visible);
    });
    page::on_restored(|| tell(&Input::Restored));
    let session = SessionState::current();
    watch(move || session.renewals(), |_, _| tell(&Input::SignedIn));
}

fn tell(input: &Input<'static>) {
    let streams = STREAMS.with_borrow(Clone::clone);
    for topic in streams {
        topic.driver.tell(input.clone());
    }
}

/// Who signs out leaves no stream behind.
struct Closing;

impl Leaver for Closing {
    fn forget(&self) {
        close(|topic| topic.audience.is_empty());
    }
}
