//! Files of all drafts that are open or have uploads in progress. They outlive pages.

use super::aside;
use super::files::Files;
use super::row::Row;
use super::transfer::queue;
use crate::platform::effect::watch;
use crate::platform::{network, page, uploads as memory};
use crate::state::action::commit;
use crate::state::root;
use crate::state::session::SessionState;
use crate::state::sign_out::{self, OnSignOut};
use domain::wire::file::FileInfo;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

thread_local! {
    static DRAFTS: RefCell<Vec<Rc<Files>>> = const { RefCell::new(Vec::new()) };
    static CHANGED: ArcTrigger = ArcTrigger::new();
    static IS_FOLLOWED: Cell<bool> = const { Cell::new(false) };
    static ARE_TRANSFERS_FOLLOWED: Cell<bool> = const { Cell::new(false) };
}

/// Opens the files of a draft, or merges the server's `list` into the ones that are open already.
pub(super) fn open(draft: &str, list: Vec<FileInfo>, total_limit: Option<u64>) -> Rc<Files> {
    follow();
    memory::tidy();
    if let Some(files) = find(draft) {
        // `list` may be older than changes made here, so a new one is fetched for changes made elsewhere.
        files.join(list, 0);
        commit(Rc::clone(&files).refresh());
        return files;
    }
    let files = Files::new(draft.to_owned(), list, total_limit);
    DRAFTS.with_borrow_mut(|drafts| drafts.push(Rc::clone(&files)));
    changed();
    files
}

/// A page closes the files. They stay while an upload is in progress or a failure was not shown yet.
pub(super) fn close(files: &Rc<Files>) {
    if !files.is_needed() {
        forget(files);
    }
}

/// Drops the files of a draft that was sent.
pub(super) fn sent(files: &Rc<Files>) {
    files.sent();
    forget(files);
}

fn forget(files: &Rc<Files>) {
    DRAFTS.with_borrow_mut(|drafts| drafts.retain(|known| !Rc::ptr_eq(known, files)));
    changed();
}

/// All files, each with the id of its draft, tracked.
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

/// Registers once what concerns every list of files: sign-out, files removed in other tabs.
fn follow() {
    if IS_FOLLOWED.replace(true) {
        return;
    }
    sign_out::register(Rc::new(AbandonUploads));
    root::with(|| {
        memory::on_removed(|id| {
            DRAFTS.with_borrow(Clone::clone).iter().for_each(|files| files.on_removed(id));
        });
    });
}

/// Registers once what concerns uploads in progress: the line about them, network, sign-in.
pub(super) fn follow_transfers() {
    if ARE_TRANSFERS_FOLLOWED.replace(true) {
        return;
    }
    aside::follow(files);
    root::with(|| {
        network::on_online(|| broadcast(&tus::Event::Online));
        network::on_offline(|| broadcast(&tus::Event::Offline));
        let session = SessionState::current();
        watch(move || session.renewals(), |_, _| broadcast(&tus::Event::SignedIn));
    });
}

fn broadcast(event: &tus::Event) {
    queue::all().into_iter().for_each(|transfer| transfer.handle(event.clone()));
}

struct AbandonUploads;

impl OnSignOut for AbandonUploads {
    /// Stops all uploads and drops the rows. Bytes that have arrived stay on the server for their owner.
    fn forget(&self) {
        queue::take_all().iter().for_each(|transfer| transfer.abandon());
        DRAFTS.take().iter().for_each(|files| files.abandon());
        // Not by the effect, which runs later: the page may be about to unload.
        page::ask_before_leaving(aside::ASKER, false);
        changed();
    }
}
