//! What the citizen has typed so far, but for the password: in memory only, and until they sign out.

use crate::state::sign_out::{self, OnSignOut};
use domain::values::Phone;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

#[derive(Clone, Default)]
pub(super) struct Typed {
    pub(super) phone: String,
    pub(super) email: String,
    pub(super) agrees: bool,
    pub(super) surname: String,
    pub(super) given: String,
    pub(super) patronymic: String,
    pub(super) has_no_patronymic: bool,
}

thread_local! {
    static TYPED: RefCell<Typed> = RefCell::default();
    /// Where a letter is on its way for who has just registered.
    static LETTER: RefCell<Option<String>> = const { RefCell::new(None) };
    static LISTENS: OnceCell<()> = const { OnceCell::new() };
}

pub(super) fn current() -> Typed {
    TYPED.with_borrow(Clone::clone)
}

pub(super) fn update(change: impl FnOnce(&mut Typed)) {
    LISTENS.with(|listens| listens.get_or_init(|| sign_out::register(Rc::new(Forgets))).to_owned());
    TYPED.with_borrow_mut(change);
}

/// The account is there: only where its letter goes is needed once more.
pub(super) fn finish() {
    let email = TYPED.take().email.trim().to_owned();
    LETTER.set(Some(email).filter(|email| !email.is_empty()));
}

/// Where the letter has gone, once after the registration; `None` if that is not known, after a reload.
pub(in super::super) fn take_letter() -> Option<String> {
    LETTER.take()
}

/// The phone as the login of the account; empty after a reload.
pub(super) fn username() -> String {
    TYPED.with_borrow(|typed| {
        Phone::parse(&typed.phone).map(|phone| phone.to_string()).unwrap_or_default()
    })
}

struct Forgets;

impl OnSignOut for Forgets {
    fn forget(&self) {
        TYPED.take();
        LETTER.take();
    }
}
