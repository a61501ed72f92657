//! One request at a time per upload. A holder of the lock that has received nothing for a while is on a dead connection (a
//! phone that changed networks) and gives way. A live holder does not, so two tabs cannot evict each other.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// Silence after which a holder gives way.
const SILENCE: Duration = Duration::from_secs(3);

/// How long a request waits for a holder that may be about to end. The server often notices a cut connection a moment after
/// the client has come back.
const PATIENCE: Duration = Duration::from_millis(1500);

#[derive(Debug, Default)]
pub(crate) struct Locks(Arc<Mutex<HashMap<String, Holder>>>);

#[derive(Debug)]
struct Holder {
    last_activity: Instant,
    /// `true` asks the holder to end. Closed when the lock is free again.
    leave: watch::Sender<bool>,
}

/// The lock of one upload, freed when dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    id: String,
    locks: Arc<Mutex<HashMap<String, Holder>>>,
    leave: watch::Receiver<bool>,
}

impl Locks {
    /// Acquires the lock. `None` if a live request holds it.
    pub(crate) async fn acquire(&self, id: &str) -> Option<Lock> {
        self.acquire_unless(id, |holder| holder.last_activity.elapsed() < SILENCE).await
    }

    /// Like [`Locks::acquire`], but a live request has to give way too: its upload is to be deleted.
    pub(crate) async fn take_over(&self, id: &str) -> Option<Lock> {
        self.acquire_unless(id, |_| false).await
    }

    async fn acquire_unless(&self, id: &str, may_keep: impl Fn(&Holder) -> bool) -> Option<Lock> {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            match self.try_acquire(id, &may_keep) {
                Ok(lock) => return Some(lock),
                Err(leave) => tokio::time::timeout_at(deadline, leave.closed()).await.ok()?,
            }
        }
    }

    /// Returns the lock, or the channel that closes when its holder is gone.
    fn try_acquire(
        &self,
        id: &str,
        may_keep: &impl Fn(&Holder) -> bool,
    ) -> Result<Lock, watch::Sender<bool>> {
        let mut locks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(holder) = locks.get(id) {
            if !may_keep(holder) {
                holder.leave.send_replace(true);
            }
            return Err(holder.leave.clone());
        }
        let (leave, receiver) = watch::channel(false);
        locks.insert(id.to_owned(), Holder { last_activity: Instant::now(), leave });
        drop(locks);
        Ok(Lock { id: id.to_owned(), locks: Arc::clone(&self.0), leave: receiver })
    }
}

impl Lock {
    /// Records that bytes have arrived, so the connection is alive.
    pub(crate) fn record_activity(&self) {
        let mut locks = self.locks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(holder) = locks.get_mut(&self.id) {
            holder.last_activity = Instant::now();
        }
    }

    /// Resolves when the holder should end.
    pub(crate) async fn asked_to_leave(&mut self) {
        if self.leave.wait_for(|leave| *leave).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.locks.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_live_holder_keeps_its_lock() {
        let locks = Locks::default();
        let held = locks.acquire("a").await.unwrap();
        assert!(locks.acquire("b").await.is_some());
        assert!(locks.acquire("a").await.is_none());
        drop(held);
        assert!(locks.acquire("a").await.is_some());
    }

    #[tokio::test]
    async fn the_next_waits_for_a_holder_that_is_about_to_end() {
        let locks = Locks::default();
        let held = locks.acquire("a").await.unwrap();
        let (next, ()) = tokio::join!(locks.acquire("a"), async {
            tokio::time::sleep(Duration::from_millis(50)).await;
            drop(held);
        });
        assert!(next.is_some());
    }

    #[tokio::test]
    async fn a_deletion_makes_the_holder_leave() {
        let locks = Locks::default();
        let mut held = locks.acquire("a").await.unwrap();
        let holder = tokio::spawn(async move {
            held.asked_to_leave().await;
            drop(held);
        });
        assert!(locks.take_over("a").await.is_some());
        holder.await.unwrap();
    }
}
