//! Messages on their way to the office. They outlive the page: each is sent until the server has it, one after another, with a key of
//! its own.

mod batch;
mod entry;
mod queue;

pub(super) use batch::{Batch, Pending};
pub(super) use entry::{Entry, Refusal, Sending, Way};

use super::copy::{self, Copy};
use crate::api::messages::Talk;
use crate::platform::effect::watch;
use crate::platform::{network, page};
use crate::state::root;
use crate::state::session::SessionState;
use crate::state::sign_out::{self, OnSignOut};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

thread_local! {
    static ENTRIES: RefCell<Vec<Rc<Entry>>> = const { RefCell::new(Vec::new()) };
    static IS_FOLLOWED: Cell<bool> = const { Cell::new(false) };
}

/// Opens what was written in a conversation, and goes on sending what is in doubt. Fetch the key first.
pub(super) fn open(talk: &Talk) -> Rc<Entry> {
    follow();
    let entry = find(talk).unwrap_or_else(|| {
        let entry = Entry::new(talk.clone());
        ENTRIES.with_borrow_mut(|entries| entries.push(Rc::clone(&entry)));
        entry
    });
    entry.take_up();
    entry
}

/// Goes on sending what earlier loads of the page have left in all conversations. Fetch the key first.
pub(super) fn take_up_all() {
    for talk in copy::talks() {
        // One that waits for files belongs to the page that has them.
        let goes = |copy: Copy| copy.sending.iter().any(|message| !message.is_waiting);
        if copy::read(&talk).is_some_and(goes) {
            open(&talk);
        }
    }
}

fn find(talk: &Talk) -> Option<Rc<Entry>> {
    ENTRIES.with_borrow(|entries| entries.iter().find(|entry| entry.talk == *talk).cloned())
}

/// Registers the listeners once: messages do not sit out a pause when the network or the session is back, or when the citizen looks
/// at the page again.
fn follow() {
    if IS_FOLLOWED.replace(true) {
        return;
    }
    sign_out::register(Rc::new(Forgets));
    root::with(|| {
        let wake = || {
            ENTRIES.with_borrow(Clone::clone).iter().for_each(|entry| entry.wake());
        };
        let session = SessionState::current();
        watch(move || session.renewals(), move |_, _| wake());
        network::on_online(wake);
        page::on_visible(wake);
    });
}

struct Forgets;

impl OnSignOut for Forgets {
    /// Drops what is in memory. Sealed copies stay: their owner finds them again.
    fn forget(&self) {
        ENTRIES.take().iter().for_each(|entry| entry.end());
    }
}
