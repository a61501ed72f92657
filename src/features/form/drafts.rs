//! The answers of the drafts that are open or have something to save. They outlive pages: a page opens a draft here, and
//! whoever needs its answers saved (leaving, coming back, signing out, sending) asks its one queue.

mod copy;
mod entry;
mod mark;

pub(super) use copy::{Recovered, is_kept, recover, restored};
pub(super) use entry::{Entry, Saving};

use crate::platform::effect::watch;
use crate::platform::{network, page, unsaved};
use crate::state::leaving::{self, Leaver};
use crate::state::root;
use crate::state::session::SessionState;
use domain::wire::draft::Draft;
use futures::future::join_all;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

thread_local! {
    static ENTRIES: RefCell<Vec<Rc<Entry>>> = const { RefCell::new(Vec::new()) };
    static IS_FOLLOWED: Cell<bool> = const { Cell::new(false) };
}

/// Opens a draft as the server has it now. Answers that are not saved yet are newer than those, and stay.
pub(super) fn open(draft: &Draft) -> Rc<Entry> {
    follow();
    let entry = find(&draft.id).unwrap_or_else(|| {
        let entry = Entry::new(draft);
        ENTRIES.with_borrow_mut(|entries| entries.push(Rc::clone(&entry)));
        entry
    });
    entry.opened(draft);
    entry
}

/// A page shows it no more: what is not saved is sent now.
pub(super) fn close(entry: &Rc<Entry>) {
    entry.closed();
    forget_needless();
}

/// Whether answers of the draft are here that the server has not.
pub(super) fn is_unsaved(draft: &str) -> bool {
    find(draft).is_some_and(|entry| !entry.is_clean())
}

/// Ready when the answers of a draft that an earlier page left are saved, or cannot be now.
pub(super) async fn saved(draft: &str) {
    if let Some(entry) = find(draft) {
        let _ = entry.saved().await;
    }
}

/// The draft is sent or deleted: nothing of it is kept, and nothing is saved any more.
pub(super) fn forget(draft: &str) {
    if let Some(entry) = find(draft) {
        entry.gone();
    }
    unsaved::forget_draft(draft);
    ENTRIES.with_borrow_mut(|entries| entries.retain(|entry| entry.draft != draft));
}

fn forget_needless() {
    ENTRIES.with_borrow_mut(|entries| entries.retain(|entry| entry.is_needed()));
}

fn find(draft: &str) -> Option<Rc<Entry>> {
    ENTRIES.with_borrow(|entries| entries.iter().find(|entry| entry.draft == draft).cloned())
}

/// A copy: who is told may open or close another.
fn entries() -> Vec<Rc<Entry>> {
    ENTRIES.with_borrow(Clone::clone)
}

/// Once: nobody waits out a pause when the network or the session is back, or the page is being left.
fn follow() {
    if IS_FOLLOWED.replace(true) {
        return;
    }
    leaving::register(Rc::new(Drafts));
    root::with(|| {
        let wake = || entries().iter().for_each(|entry| entry.wake());
        let session = SessionState::current();
        watch(move || session.renewals(), move |_, _| wake());
        network::on_online(wake);
        let leave = || entries().iter().for_each(|entry| entry.is_left());
        page::on_hidden(leave);
        page::on_gone(leave);
    });
}

struct Drafts;

impl Leaver for Drafts {
    fn saved(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        let dirty = entries().into_iter().filter(|entry| !entry.is_clean());
        let saves: Vec<_> = dirty.map(|entry| entry.saved()).collect();
        Box::pin(async move {
            join_all(saves).await;
        })
    }

    fn forget_draft(&self, draft: &str) {
        forget(draft);
    }

    /// What is sealed stays: only its owner can open it. The key is still there for what is behind.
    fn forget(&self) {
        let entries = ENTRIES.take();
        entries.iter().for_each(Entry::catch_up);
        entries.iter().for_each(|entry| entry.end());
    }
}
