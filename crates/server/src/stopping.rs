//! Tells endless responses, such as event streams, that the server stops.

use tokio::sync::watch;

/// Sends the signal to stop.
#[derive(Debug)]
pub(crate) struct Stop(watch::Sender<bool>);

/// Receives the signal to stop.
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
    /// Resolves once the server should stop.
    pub(crate) async fn stopped(&self) {
        let _ = self.0.clone().wait_for(|stopping| *stopping).await;
    }
}
