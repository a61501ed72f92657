//! An authenticator app that is being connected, and recovery codes that the citizen has not saved yet. In memory only, until they are
//! done or sign out: so leaving the page or the end of the session does not lose them.

use crate::state::sign_out::{self, OnSignOut};
use domain::wire::account::Authenticator;
use leptos::prelude::*;
use std::rc::Rc;

#[derive(Debug, Clone)]
pub(super) enum Setup {
    App {
        app: Authenticator,
        /// It takes the place of one that was good no longer.
        is_renewed: bool,
    },
    Codes(Vec<String>),
}

thread_local! {
    /// Global, because the answer with the codes may come after the citizen has left the page.
    static SETUP: ArcRwSignal<Option<Setup>> = {
        sign_out::register(Rc::new(Forgets));
        ArcRwSignal::new(None)
    };
}

pub(super) fn current() -> RwSignal<Option<Setup>> {
    SETUP.with(Clone::clone).into()
}

pub(super) fn set(setup: Setup) {
    SETUP.with(|current| current.set(Some(setup)));
}

pub(super) fn forget() {
    SETUP.with(|current| current.set(None));
}

struct Forgets;

impl OnSignOut for Forgets {
    fn forget(&self) {
        forget();
    }
}
