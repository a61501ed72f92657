//! What all modules build on.

use crate::clock::Clock;
use crate::db::Db;
use crate::keys::Keys;
use std::sync::Arc;

/// The database, the keys that seal its contents, and the clock. Cloning is cheap.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    pub(crate) db: Db,
    pub(crate) keys: Arc<Keys>,
    pub(crate) clock: Clock,
}

#[cfg(test)]
impl Base {
    /// With an empty database in this folder.
    pub(crate) async fn empty(folder: &std::path::Path) -> Self {
        let db = Db::open(&folder.join("okno.db")).await.unwrap();
        Self { db, keys: Arc::new(Keys::new(&[7; 32])), clock: Clock::default() }
    }
}
