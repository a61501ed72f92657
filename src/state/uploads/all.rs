//! Files of all drafts and messages that are open or have uploads in progress. They outlive pages.

use super::aside;
use super::files::{Fetch, Files, Owner};
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
    static OPEN: RefCell<Vec<Rc<Files>>> = const { RefCell::new(Vec::new()) };
    static CHANGED: ArcTrigger = ArcTrigger::new();
    static IS_FOLLOWED: Cell<bool> = const { Cell::new(false) };
    static ARE_TRANSFERS_FOLLOWED: Cell<bool> = const { Cell::new(false) };
}

/// Opens the files of an owner, or merges the server's `list` into the ones that are open already.
pub(super) fn open(
    owner: Owner,
    list: Vec<FileInfo>,
    total_limit: Option<u64>,
    fetch: Fetch,
) -> Rc<Files> {
    follow();
    memory::tidy();
    if let Some(files) = find(&owner) {
        // `list` may be older than changes made here, so a new one is fetched for changes made elsewhere.
        files.join(list, 0);
        commit(Rc::clone(&files).refresh());
        return files;
    }
    let files = Files::new(owner, list, total_limit, fetch);
    OPEN.with_borrow_mut(|open| open.push(Rc::clone(&files)));
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
    OPEN.with_borrow_mut(|open| open.retain(|known| !Rc::ptr_eq(known, files)));
    changed();
}

/// All files, each with its owner, tracked.
pub(super) fn files() -> Vec<(Owner, Row)> {
    CHANGED.with(ArcTrigger::track);
    let open = OPEN.with_borrow(Clone::clone);
    open.iter()
        .flat_map(|files| files.rows.get().into_iter().map(|row| (files.owner.clone(), row)))
        .collect()
}

fn find(owner: &Owner) -> Option<Rc<Files>> {
    OPEN.with_borrow(|open| open.iter().find(|files| files.owner == *owner).cloned())
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
            OPEN.with_borrow(Clone::clone).iter().for_each(|files| files.on_removed(id));
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
        OPEN.take().iter().for_each(|files| files.abandon());
        // Not by the effect, which runs later: the page may be about to unload.
        page::ask_before_leaving(aside::ASKER, false);
        changed();
    }
}
