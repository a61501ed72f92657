//! One request after another about what is held.

use futures::channel::oneshot::{self, Receiver};
use std::cell::RefCell;
use std::future::Future;

thread_local! {
    /// Ends with the request that was asked for last.
    static LAST: RefCell<Option<Receiver<()>>> = const { RefCell::new(None) };
}

/// Sends a request that changes or tells what is held once every one before it has its answer. So nobody is told of a hold
/// that is just being freed, whichever page has asked for that.
pub(in crate::features::booking) async fn in_turn<T>(request: impl Future<Output = T>) -> T {
    let (done, ends) = oneshot::channel::<()>();
    if let Some(before) = LAST.replace(Some(ends)) {
        let _ = before.await;
    }
    let answer = request.await;
    drop(done);
    answer
}
