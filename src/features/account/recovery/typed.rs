//! Whether a letter has been asked for, and the login.

pub(super) use super::super::asked::{login, set_login};

use crate::state::sign_out::{self, OnSignOut};
use leptos::prelude::*;
use std::rc::Rc;

thread_local! {
    static LETTER: ArcRwSignal<bool> = {
        sign_out::register(Rc::new(Forgets));
        ArcRwSignal::new(false)
    };
}

pub(super) fn letter() -> RwSignal<bool> {
    LETTER.with(Clone::clone).into()
}

pub(super) fn set_letter(is_sent: bool) {
    LETTER.with(|letter| letter.set(is_sent));
}

struct Forgets;

impl OnSignOut for Forgets {
    fn forget(&self) {
        set_letter(false);
    }
}
