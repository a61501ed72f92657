//! The secret of a link from a letter: in memory only, until it is used or the citizen signs out. So it is not lost for who leaves
//! the page before the answer and comes back.

use crate::platform::fragment;
use crate::shell::navigation::Navigation;
use crate::state::sign_out::{self, OnSignOut};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    /// With the path of the page that it is for.
    static SECRET: RefCell<Option<(String, String)>> = {
        sign_out::register(Rc::new(Forgets));
        RefCell::default()
    };
}

/// Calls `act` with the secret that this page has been opened with, and with that of each link that is opened in its place, until
/// the owner is disposed.
pub(crate) fn on_each(act: impl Fn(String) + 'static) {
    let Some(navigation) = Navigation::current() else { return };
    let path = navigation.path().get_untracked();
    let look = move || {
        if let Some(secret) = fragment::take() {
            SECRET.set(Some((path.clone(), secret)));
        }
        let held = SECRET.with_borrow(Clone::clone).filter(|(of, _)| *of == path);
        held.into_iter().for_each(|(_, secret)| act(secret));
    };
    look();
    fragment::on_change(look);
}

pub(crate) fn forget() {
    SECRET.take();
}

struct Forgets;

impl OnSignOut for Forgets {
    fn forget(&self) {
        forget();
    }
}
