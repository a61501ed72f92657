//! Futures that wait for a refresh.

use futures::channel::oneshot;
use leptos::prelude::*;
use std::future::{Future, ready};
use std::pin::Pin;

/// Resolves to whether an update was applied. Boxed, so that the code that waits is compiled only once.
pub(crate) type Applying = Pin<Box<dyn Future<Output = bool>>>;

/// For an update that needed nothing.
pub(crate) fn applied() -> Applying {
    Box::pin(ready(true))
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Waiters(StoredValue<Vec<oneshot::Sender<bool>>, LocalStorage>);

impl Waiters {
    /// Disposed with the current owner.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new_local(Vec::new()))
    }

    /// Resolves with the next [`notify`](Self::notify). `true` if the page goes first: nothing of it can be out of date.
    pub(crate) fn wait(self) -> Applying {
        let (sender, receiver) = oneshot::channel();
        self.0.try_update_value(|waiters| waiters.push(sender));
        Box::pin(async move { receiver.await.unwrap_or(true) })
    }

    /// Resolves all waiting futures.
    pub(crate) fn notify(self, is_applied: bool) {
        for waiter in self.0.try_update_value(std::mem::take).unwrap_or_default() {
            let _ = waiter.send(is_applied);
        }
    }
}
