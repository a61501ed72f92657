//! The phone and the e-mail that the citizen wants instead, and the name of a new passkey, as typed: in memory only, and until they sign
//! out.

use crate::state::sign_out::{self, OnSignOut};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// `None` while nothing is being changed.
#[derive(Clone, Default)]
pub(super) struct Typed {
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
    pub(super) passkey: Option<String>,
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

struct Forgets;

impl OnSignOut for Forgets {
    fn forget(&self) {
        TYPED.take();
    }
}
