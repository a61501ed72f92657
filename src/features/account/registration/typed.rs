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
    static LISTENS: OnceCell<()> = const { OnceCell::new() };
}

pub(super) fn current() -> Typed {
    TYPED.with_borrow(Clone::clone)
}

pub(super) fn update(change: impl FnOnce(&mut Typed)) {
    LISTENS.with(|listens| listens.get_or_init(|| sign_out::register(Rc::new(Forgets))).to_owned());
    TYPED.with_borrow_mut(change);
}

pub(super) fn forget() {
    TYPED.take();
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
        forget();
    }
}
