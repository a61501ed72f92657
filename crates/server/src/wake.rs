//! Who waits for something new in the database, and the watch over what other processes write there.

use crate::app::App;
use crate::fail::Result;
use crate::{institutions, journal};
use std::time::Duration;
use tokio::sync::watch;

/// How soon the work of another process (`okno-server clerk`) is noticed.
const POLL: Duration = Duration::from_millis(200);

/// Wakes whoever waits.
#[derive(Debug, Default)]
pub(crate) struct Wake(watch::Sender<()>);

impl Wake {
    pub(crate) fn wake(&self) {
        self.0.send_replace(());
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<()> {
        self.0.subscribe()
    }
}

/// Worker: wakes the streams when another process has written.
pub(crate) async fn watch_database(app: App) {
    let mut seen = None;
    loop {
        match last_ids(&app).await {
            Ok(last) => {
                let before = seen.replace(last).unwrap_or(last);
                if before.0 != last.0 {
                    app.journal.wake();
                }
                if before.1 != last.1 {
                    app.slots.wake();
                }
            }
            Err(error) => tracing::error!(%error, "watch"),
        }
        tokio::time::sleep(POLL).await;
    }
}

/// Of the journal and of the changes of slots.
async fn last_ids(app: &App) -> Result<(i64, i64)> {
    Ok((journal::last_id(app).await?, institutions::last_change(app).await?))
}
