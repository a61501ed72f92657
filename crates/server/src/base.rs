//! What all modules build on.

use crate::clock::Clock;
use crate::db::Db;
use crate::keys::Keys;
use crate::letterhead::Letterhead;
use std::sync::Arc;

/// The database, the keys that seal its contents, the clock, and how letters end. Cloning is cheap.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    pub(crate) db: Db,
    pub(crate) keys: Arc<Keys>,
    pub(crate) clock: Clock,
    pub(crate) letterhead: Arc<Letterhead>,
}

#[cfg(test)]
impl Base {
    /// With an empty database in this folder.
    pub(crate) async fn empty(folder: &std::path::Path) -> Self {
        let db = Db::open(&folder.join("okno.db")).await.unwrap();
        Self {
            db,
            keys: Arc::new(Keys::new(&[7; 32])),
            clock: Clock::default(),
            letterhead: Arc::default(),
        }
    }
}
