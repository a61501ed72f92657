//! The login that the citizen has typed: in memory only, and until they sign out.

use crate::state::sign_out::{self, OnSignOut};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    static LOGIN: RefCell<String> = const { RefCell::new(String::new()) };
    /// Whether a letter has been asked for.
    static LETTER: ArcRwSignal<bool> = {
        sign_out::register(Rc::new(Forgets));
        ArcRwSignal::new(false)
    };
}

pub(super) fn login() -> String {
    LOGIN.with_borrow(Clone::clone)
}

pub(super) fn set_login(login: String) {
    LOGIN.set(login);
}

pub(super) fn letter() -> RwSignal<bool> {
    LETTER.with(Clone::clone).into()
}

pub(super) fn set_letter(is_sent: bool) {
    LETTER.with(|letter| letter.set(is_sent));
}

pub(super) fn forget() {
    LOGIN.take();
    set_letter(false);
}

struct Forgets;

impl OnSignOut for Forgets {
    fn forget(&self) {
        forget();
    }
}
