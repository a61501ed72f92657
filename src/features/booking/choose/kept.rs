//! What is typed about a visit and not booked yet, kept in this browser: sealed, so that nobody else at the same computer
//! can read it. It outlives the page and a reload.

use crate::api::{self, ApiError};
use crate::platform::seal::Seal;
use crate::platform::timer::Timer;
use crate::platform::{json, unsaved as storage};
use crate::state::action;
use crate::state::session::SessionState;
use domain::wire::booking::VisitDetails;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Milliseconds at most from a change until it is kept.
const PAUSE: u32 = 200;

/// The key of this citizen; `None` where it is none.
pub(super) async fn seal() -> Result<Option<Seal>, ApiError> {
    Ok(Seal::new(&api::auth::seal().await?.key))
}

/// What an earlier visit to the page left behind for the application.
///
/// # Errors
/// That the key could not be had although something lies there: going on without it would write over that.
pub(super) async fn recover(
    application: &str,
    seal: &Result<Option<Seal>, ApiError>,
) -> Result<Option<VisitDetails>, ApiError> {
    let place = place(application);
    let Some(sealed) = storage::get(&place) else { return Ok(None) };
    let Some(seal) = seal.as_ref().map_err(ApiError::clone)? else { return Ok(None) };
    let text = seal.open(&place, &sealed);
    Ok(text.and_then(|text| json::from_str(&text).ok()))
}

/// Where it is kept. It belongs to no page: what was typed last is written after the page is gone.
#[derive(Debug, Clone)]
pub(super) struct Kept(Rc<Keeping>);

#[derive(Debug)]
struct Keeping {
    place: String,
    /// Asked for with each change while it cannot be had.
    seal: RefCell<Option<Seal>>,
    /// The number of what is to be kept; what was sealed for an older one is dropped.
    newest: Cell<u32>,
}

impl Kept {
    pub(super) fn new(application: &str, seal: Option<Seal>) -> Self {
        let (seal, newest) = (RefCell::new(seal), Cell::new(0));
        Self(Rc::new(Keeping { place: place(application), seal, newest }))
    }

    /// Keeps what is typed for as long as the owner lives and somebody is signed in.
    pub(super) fn follow(self, details: RwSignal<VisitDetails>) {
        let kept = StoredValue::new_local(self);
        let session = SessionState::current();
        let is_due = StoredValue::new(false);
        let pause = Timer::new();
        let keep = move || {
            is_due.set_value(false);
            if untrack(|| session.is_signed_in()) {
                kept.with_value(|kept| kept.keep(details.get_untracked()));
            }
        };
        Effect::watch(
            move || details.track(),
            move |(), _, _| {
                if !is_due.get_value() {
                    is_due.set_value(true);
                    pause.set(PAUSE, keep);
                }
            },
            false,
        );
        on_cleanup(move || {
            if is_due.get_value() {
                keep();
            }
        });
    }

    /// The visit is booked.
    pub(super) fn forget(&self) {
        self.next();
        storage::forget(&self.0.place);
    }

    fn keep(&self, details: VisitDetails) {
        let (kept, number, forgotten) = (self.clone(), self.next(), storage::forgotten());
        action::commit(async move {
            let sealed = kept.sealed(&details).await;
            // Changed again, booked, or signed out while it was being sealed.
            let is_newest = kept.0.newest.get() == number && storage::forgotten() == forgotten;
            sealed.iter().filter(|_| is_newest).for_each(|text| storage::set(&kept.0.place, text));
        });
    }

    /// `None` where the key cannot be had.
    async fn sealed(&self, details: &VisitDetails) -> Option<String> {
        let text = serde_json::to_string(details).ok()?;
        let known = self.0.seal.borrow().clone();
        let seal = match known {
            Some(seal) => seal,
            None => seal().await.ok()??,
        };
        self.0.seal.replace(Some(seal.clone()));
        seal.close(&self.0.place, &text)
    }

    fn next(&self) -> u32 {
        self.0.newest.set(self.0.newest.get().wrapping_add(1));
        self.0.newest.get()
    }
}

fn place(application: &str) -> String {
    format!("visit.{application}")
}
