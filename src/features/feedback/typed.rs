//! What is typed into the form. It outlives the page, and signing in; for who is signed in it is also sealed in this browser, as
//! the profile is.

pub(super) use crate::platform::unsaved::restored;

use crate::api::json;
use crate::platform::{page, random, unsaved};
use crate::state::key;
use crate::state::sign_out::{self, OnSignOut};
use domain::wire::question::Category;
use serde::{Deserialize, Serialize};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Typed {
    pub(super) topic: Option<Category>,
    /// Id of the application; empty for none.
    pub(super) application: Option<String>,
    /// Number of the application, of who is not signed in.
    pub(super) number: String,
    /// What the citizen wants to know of an application.
    pub(super) wants: Vec<String>,
    pub(super) text: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) phone: String,
    #[serde(skip)]
    pub(super) agrees: bool,
    /// The last request as JSON, and its `Idempotency-Key`: the same question is never asked twice, also after a reload.
    #[serde(default)]
    request: String,
    #[serde(default)]
    key: String,
}

impl Typed {
    /// Whether nothing is typed.
    pub(super) fn is_empty(&self) -> bool {
        let typed = Self { request: String::new(), key: String::new(), ..self.clone() };
        typed == Self::default()
    }
}

/// Name of the copy in this browser. It is deleted at sign-out with the details of bookings, whose prefix it has.
const COPY: &str = "visit.feedback";
/// Who asks before the page is left.
const ASKER: &str = "feedback";

thread_local! {
    static TYPED: RefCell<Typed> = RefCell::default();
    /// What this page has sealed last. Another tab may have sealed something else since.
    static SEALED: RefCell<Option<String>> = const { RefCell::new(None) };
    /// What another tab had sealed before. It is put back once this page has nothing more.
    static OTHER: RefCell<Option<String>> = const { RefCell::new(None) };
    static LISTENS: OnceCell<()> = const { OnceCell::new() };
}

pub(super) fn current() -> Typed {
    TYPED.with_borrow(Clone::clone)
}

pub(super) fn update(change: impl FnOnce(&mut Typed)) {
    LISTENS.with(|listens| listens.get_or_init(|| sign_out::register(Rc::new(Forgets))).to_owned());
    TYPED.with_borrow_mut(change);
    store();
}

/// What an earlier load of the page has left, unless something is typed already. Fetch the key first.
pub(super) fn recover() -> bool {
    let recovered = unsaved::get(COPY).and_then(|sealed| key::open(COPY, &sealed));
    let recovered = recovered.and_then(|text| json::from_str::<Typed>(&text).ok());
    match recovered.filter(|_| current().is_empty()) {
        Some(recovered) => {
            SEALED.set(unsaved::get(COPY));
            update(|typed| *typed = recovered);
            true
        }
        None => {
            store();
            false
        }
    }
}

/// The key for this request. It is sealed before the request is sent.
pub(super) fn key_of(request: &str) -> String {
    if current().request != request {
        update(|typed| {
            request.clone_into(&mut typed.request);
            typed.key = random::id();
        });
    }
    current().key
}

/// The question is at the office.
pub(super) fn finish() {
    TYPED.take();
    store();
}

/// Seals what is typed. Who is not signed in has no key: then the browser asks before it leaves the page.
fn store() {
    let typed = current();
    let is_empty = typed.is_empty();
    if !key::is_there() {
        return page::ask_before_leaving(ASKER, !is_empty);
    }
    page::ask_before_leaving(ASKER, false);
    if is_empty {
        let sealed = SEALED.take();
        if sealed.is_some() && unsaved::get(COPY) == sealed {
            match OTHER.take() {
                Some(other) => unsaved::set(COPY, &other),
                None => unsaved::forget(COPY),
            }
        }
        return;
    }
    let text = serde_json::to_string(&typed).ok();
    let Some(sealed) = text.and_then(|text| key::close(COPY, &text)) else { return };
    let there = unsaved::get(COPY);
    if there.is_some() && SEALED.with_borrow(|mine| *mine != there) {
        OTHER.set(there);
    }
    unsaved::set(COPY, &sealed);
    SEALED.set(Some(sealed));
}

struct Forgets;

impl OnSignOut for Forgets {
    fn forget(&self) {
        TYPED.take();
        SEALED.take();
        OTHER.take();
        page::ask_before_leaving(ASKER, false);
    }
}
