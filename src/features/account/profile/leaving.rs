//! Signing out with something typed that is not saved: what is right is saved, as if the citizen had pressed «Сохранить».

use super::{edit, saving};
use crate::state::sign_out::{self, OnSignOut};
use std::cell::OnceCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

thread_local! {
    static LISTENS: OnceCell<()> = const { OnceCell::new() };
}

/// Listens to sign-outs from now on.
pub(super) fn listen() {
    LISTENS.with(|listens| listens.get_or_init(|| sign_out::register(Rc::new(Leaving))).to_owned());
}

struct Leaving;

impl OnSignOut for Leaving {
    fn save(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        let right =
            edit::current().map(|edit| saving::right(edit).0).filter(edit::Edit::is_changed);
        Box::pin(async move {
            if let Some(right) = right {
                saving::save(right).await;
            }
        })
    }

    fn forget(&self) {
        edit::forget();
    }
}
