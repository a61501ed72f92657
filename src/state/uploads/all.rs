//! The files of all drafts that are open or have something on its way. They outlive pages: nothing here belongs to one.

use super::aside;
use super::files::Files;
use super::row::Row;
use super::transfer::turns;
use crate::platform::effect::watch;
use crate::platform::{network, page, uploads as memory};
use crate::state::action::commit;
use crate::state::leaving::{self, Leaver};
use crate::state::root;
use crate::state::session::SessionState;
use domain::wire::file::FileInfo;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

thread_local! {
    static DRAFTS: RefCell<Vec<Rc<Files>>> = const { RefCell::new(Vec::new()) };
    static CHANGED: ArcTrigger = ArcTrigger::new();
    static IS_FOLLOWED: Cell<bool> = const { Cell::new(false) };
}

/// Opens the files of a draft, or joins those that are known here already with `list`, the server's.
pub(super) fn open(draft: &str, list: Vec<FileInfo>, total_limit: Option<u64>) -> Rc<Files> {
    follow();
    memory::tidy();
    if let Some(files) = find(draft) {
        // What is on its way here is newer; what has changed elsewhere, only a list tells that is asked for now.
        files.join(list, 0);
        commit(Rc::clone(&files).refresh());
        return files;
    }
    let files = Files::new(draft.to_owned(), list, total_limit);
    DRAFTS.with_borrow_mut(|drafts| drafts.push(Rc::clone(&files)));
    changed();
    files
}

/// No page shows them any more: they are kept only while something moves or the citizen has to be told something.
pub(super) fn close(files: &Rc<Files>) {
    if !files.is_needed() {
        forget(files);
    }
}

/// The draft is sent.
pub(super) fn sent(files: &Rc<Files>) {
    files.sent();
    forget(files);
}

fn forget(files: &Rc<Files>) {
    DRAFTS.with_borrow_mut(|drafts| drafts.retain(|known| !Rc::ptr_eq(known, files)));
    changed();
}

/// Every file with its draft, tracked.
pub(super) fn files() -> Vec<(String, Row)> {
    CHANGED.with(ArcTrigger::track);
    let drafts = DRAFTS.with_borrow(Clone::clone);
    drafts
        .iter()
        .flat_map(|files| files.rows.get().into_iter().map(|row| (files.draft.clone(), row)))
        .collect()
}

fn find(draft: &str) -> Option<Rc<Files>> {
    DRAFTS.with_borrow(|drafts| drafts.iter().find(|files| files.draft == draft).cloned())
}

fn changed() {
    CHANGED.with(ArcTrigger::notify);
}

/// Once: what the browser says of the network, who signs in and who leaves.
fn follow() {
    if IS_FOLLOWED.replace(true) {
        return;
    }
    leaving::register(Rc::new(Forgets));
    aside::follow(files);
    root::with(|| {
        memory::on_removed(|id| {
            DRAFTS.with_borrow(Clone::clone).iter().for_each(|files| files.is_removed(id));
        });
        network::on_online(|| tell_all(&tus::Event::Online));
        network::on_offline(|| tell_all(&tus::Event::Offline));
        let session = SessionState::current();
        watch(move || session.renewals(), |_, _| tell_all(&tus::Event::SignedIn));
    });
}

fn tell_all(event: &tus::Event) {
    turns::all().iter().for_each(|transfer| transfer.tell(event.clone()));
}

struct Forgets;

impl Leaver for Forgets {
    /// What has arrived stays on the server; the next citizen at this computer gets nothing of it.
    fn forget(&self) {
        turns::take_all().iter().for_each(|transfer| transfer.abandon());
        DRAFTS.take().iter().for_each(|files| files.let_go());
        // At once: the page may be about to go.
        page::ask_before_leaving(false);
        changed();
    }
}
