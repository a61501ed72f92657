//! Answers of the drafts that are open or have unsaved changes. They outlive pages: a page opens a draft here, and
//! leaving, coming back, signing out and sending all save through the draft's one queue.

mod copy;
mod entry;
mod mark;

pub(super) use copy::{Recovered, has_copy, recover, restored};
pub(super) use entry::{Entry, Saving};

use crate::platform::effect::watch;
use crate::platform::{network, page, unsaved};
use crate::state::root;
use crate::state::session::SessionState;
use crate::state::sign_out::{self, OnSignOut};
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

/// Opens a draft that was just fetched. Unsaved answers are newer than the server's, so they stay.
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

/// A page closes the draft: saves unsaved answers at once.
pub(super) fn close(entry: &Rc<Entry>) {
    entry.closed();
    forget_needless();
}

/// Whether this tab has answers of the draft that are not on the server.
pub(super) fn is_unsaved(draft: &str) -> bool {
    find(draft).is_some_and(|entry| !entry.is_clean())
}

/// Waits for the save of answers that an earlier page left behind, whether it succeeds or fails.
pub(super) async fn saved(draft: &str) {
    if let Some(entry) = find(draft) {
        let _ = entry.saved().await;
    }
}

/// Drops a draft that was sent or deleted: its answers, its copies in this browser, its saves.
pub(super) fn forget(draft: &str) {
    if let Some(entry) = find(draft) {
        entry.delete();
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

/// A copy of the list: the code that runs for each entry may open or close another one.
fn entries() -> Vec<Rc<Entry>> {
    ENTRIES.with_borrow(Clone::clone)
}

/// Registers the listeners once: saves do not sit out a pause when the network or the session is back, or when the
/// citizen leaves the page.
fn follow() {
    if IS_FOLLOWED.replace(true) {
        return;
    }
    sign_out::register(Rc::new(ForgetAnswers));
    root::with(|| {
        let wake = || entries().iter().for_each(|entry| entry.wake());
        let session = SessionState::current();
        watch(move || session.renewals(), move |_, _| wake());
        network::on_online(wake);
        let leave = || entries().iter().for_each(|entry| entry.save_at_once());
        page::on_hidden(leave);
        page::on_gone(leave);
    });
}

struct ForgetAnswers;

impl OnSignOut for ForgetAnswers {
    fn save(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        let dirty = entries().into_iter().filter(|entry| !entry.is_clean());
        let saves: Vec<_> = dirty.map(|entry| entry.saved()).collect();
        Box::pin(async move {
            join_all(saves).await;
        })
    }

    fn forget_draft(&self, draft: &str) {
        forget(draft);
    }

    /// Drops the answers in memory. Encrypted copies stay: only their owner can open them. Writes delayed copies first,
    /// while the key is still there.
    fn forget(&self) {
        let entries = ENTRIES.take();
        entries.iter().for_each(Entry::write_delayed_copy);
        entries.iter().for_each(|entry| entry.end());
    }
}
