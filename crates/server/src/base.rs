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
