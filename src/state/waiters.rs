//! Those who wait until something that is fetched again and again is as new as it can be.

use futures::channel::oneshot;
use leptos::prelude::*;
use std::future::{Future, ready};
use std::pin::Pin;

/// Ready when news are applied, or with `false` when they could not be. Boxed, so that what waits is compiled once.
pub(crate) type Applying = Pin<Box<dyn Future<Output = bool>>>;

/// There was nothing to do.
pub(crate) fn applied() -> Applying {
    Box::pin(ready(true))
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Waiters(StoredValue<Vec<oneshot::Sender<bool>>, LocalStorage>);

impl Waiters {
    /// Belongs to the owner that is current now.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new_local(Vec::new()))
    }

    /// The next outcome. When the page is gone nothing of it can be out of date any more.
    pub(crate) fn wait(self) -> Applying {
        let (told, hears) = oneshot::channel();
        self.0.try_update_value(|waiters| waiters.push(told));
        Box::pin(async move { hears.await.unwrap_or(true) })
    }

    /// Tells everybody who waits whether it worked out.
    pub(crate) fn tell(self, is_applied: bool) {
        for waiter in self.0.try_update_value(std::mem::take).unwrap_or_default() {
            let _ = waiter.send(is_applied);
        }
    }
}
