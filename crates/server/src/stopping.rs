//! The end of the server, for answers that would never end by themselves.

use tokio::sync::watch;

/// Tells when the server is to stop.
#[derive(Debug)]
pub(crate) struct Stop(watch::Sender<bool>);

/// Who waits for it.
#[derive(Debug, Clone)]
pub(crate) struct Stopping(watch::Receiver<bool>);

impl Default for Stop {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Stop {
    pub(crate) fn stop(&self) {
        self.0.send_replace(true);
    }

    pub(crate) fn subscribe(&self) -> Stopping {
        Stopping(self.0.subscribe())
    }
}

impl Stopping {
    /// Resolves once the server is to stop.
    pub(crate) async fn stopped(&self) {
        let _ = self.0.clone().wait_for(|stopping| *stopping).await;
    }
}
