//! SQLite behind two pools: many readers and one writer. SQLite has one writer anyway; with a pool of one, writers of
//! this process queue up in order instead of colliding. Other processes (`okno-server clerk`) wait by busy timeout.

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Sqlite, SqlitePool, Transaction};
use std::path::Path;
use std::time::Duration;

const READERS: u32 = 4;
const BUSY: Duration = Duration::from_secs(10);

#[derive(Debug, Clone)]
pub(crate) struct Db {
    read: SqlitePool,
    write: SqlitePool,
}

impl Db {
    /// Opens or creates the database and brings its schema up to date.
    pub(crate) async fn open(path: &Path) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A submitted application must outlive a power cut, not only a crash of this process.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY);
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(3 * BUSY)
            .connect_with(options.clone())
            .await?;
        sqlx::migrate!().run(&write).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(BUSY)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self { read, write })
    }

    pub(crate) fn read(&self) -> &SqlitePool {
        &self.read
    }

    /// For one statement. Never while a transaction of [`Db::begin`] is open in the same task: it would wait for
    /// itself.
    pub(crate) fn write(&self) -> &SqlitePool {
        &self.write
    }

    /// Starts a write transaction. Nobody else can change what it reads until it ends.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        self.write.begin_with("BEGIN IMMEDIATE").await
    }

    pub(crate) async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}
