//! Sends requests about holds one after another.

use futures::channel::oneshot::{self, Receiver};
use std::cell::RefCell;
use std::future::Future;

thread_local! {
    /// Closes when the last queued request has its answer.
    static LAST: RefCell<Option<Receiver<()>>> = const { RefCell::new(None) };
}

/// Sends a request that reads or changes a hold after all earlier ones have their answers. Otherwise a page could show a
/// hold that another page is just releasing.
pub(in crate::features::booking) async fn in_turn<T>(request: impl Future<Output = T>) -> T {
    let (done, ends) = oneshot::channel::<()>();
    if let Some(before) = LAST.replace(Some(ends)) {
        let _ = before.await;
    }
    let answer = request.await;
    drop(done);
    answer
}
