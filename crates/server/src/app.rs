//! The parts of the running server and how they are put together.

mod router;

pub(crate) use router::{BASE, documented};

use crate::clock::Clock;
use crate::db::Db;
use crate::doors::Faults;
use crate::institutions::{Network, NetworkError, Seed, seed};
use crate::keys::{self, KeyFileError, Keys};
use crate::services::{Catalogue, CatalogueError, HistoryError, history};
use crate::settings::Settings;
use crate::signing::{SigningKeys, SigningKeysError};
use crate::statics::Site;
use crate::uploads::{Locks, Vault};
use crate::wake::Wake;
use axum::Router;
use domain::booking::WorkingDays;
use domain::calendar::Calendars;
use std::ops::Deref;
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::JoinSet;

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the data folder: {0}")]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Key(#[from] KeyFileError),
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    #[error(transparent)]
    Network(#[from] NetworkError),
    #[error(transparent)]
    History(#[from] HistoryError),
    #[error(transparent)]
    Signing(#[from] SigningKeysError),
    #[error("the demo accounts: {0}")]
    Seed(String),
}

/// A handle to everything; cloning is cheap.
#[derive(Debug, Clone)]
pub struct App(Arc<Parts>);

#[derive(Debug)]
pub struct Parts {
    pub(crate) settings: Settings,
    pub(crate) db: Db,
    pub(crate) keys: Keys,
    pub(crate) signing: SigningKeys,
    pub(crate) clock: Clock,
    pub(crate) catalogue: Catalogue,
    pub(crate) calendars: Calendars,
    pub(crate) network: Network,
    pub(crate) seed: Seed,
    /// For those who wait for a line of the journal.
    pub(crate) journal: Wake,
    /// For those who wait for a change of a slot.
    pub(crate) slots: Wake,
    pub(crate) vault: Vault,
    pub(crate) locks: Locks,
    pub(crate) faults: Faults,
    pub(crate) site: Option<Site>,
    stopping: watch::Sender<bool>,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Opens the data folder, or makes it, publishes the services, and seeds the demo accounts where they belong.
    pub async fn open(settings: Settings) -> Result<Self, OpenError> {
        let app = Self::open_beside(settings).await?;
        history::remember(&app).await?;
        seed::open(&app).await?;
        if app.settings.shows_outbox() {
            let seeded = crate::accounts::seed(&app).await;
            seeded.map_err(|fail| OpenError::Seed(fail.to_string()))?;
        }
        Ok(app)
    }

    /// Opens the data folder of a server, which may run and may have other services: nothing is published.
    pub(crate) async fn open_beside(settings: Settings) -> Result<Self, OpenError> {
        std::fs::create_dir_all(settings.data.join("files"))?;
        let database = settings.data.join("okno.db");
        let keys = keys::load_or_make(&settings.data.join("key"), &database)?;
        let db = Db::open(&database).await?;
        let app = Self(Arc::new(Parts {
            catalogue: Catalogue::load(settings.services.as_deref())?,
            calendars: crate::calendar::published(),
            signing: SigningKeys::open(&settings)?,
            network: Network::load(settings.institutions.as_deref())?,
            seed: Seed::default(),
            journal: Wake::default(),
            slots: Wake::default(),
            vault: Vault::new(settings.data.join("files")),
            locks: Locks::default(),
            faults: Faults::default(),
            site: settings.dist.clone().map(Site::new),
            stopping: watch::Sender::new(false),
            clock: Clock::starting(settings.starts_at),
            settings,
            db,
            keys,
        }));
        seed::read(&app).await?;
        Ok(app)
    }

    /// The working days where an institution of this region is.
    pub(crate) fn working_days(&self, region: &str) -> WorkingDays<'_> {
        let regional = self.network.region(region).and_then(|region| region.calendars());
        WorkingDays { regional: regional.unwrap_or(&self.calendars), federal: &self.calendars }
    }

    /// Every route, with its layers.
    pub fn router(&self) -> Router {
        router::router(self)
    }

    /// Starts what works by itself: the bureau, the watch over the database, the ends of holds, the sweeper. Ends with the returned set.
    pub fn start_workers(&self) -> JoinSet<()> {
        let mut workers = JoinSet::new();
        workers.spawn(crate::wake::watch_database(self.clone()));
        workers.spawn(crate::holds::work(self.clone()));
        workers.spawn(crate::bookings::work(self.clone()));
        workers.spawn(crate::bureau::work(self.clone()));
        workers.spawn(crate::sweep::work(self.clone()));
        workers
    }

    /// Tells endless answers to end.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Resolves once [`App::stop`] has been called.
    pub(crate) async fn stopped(&self) {
        let _ = self.stopping.subscribe().wait_for(|stopping| *stopping).await;
    }

    /// Closes the database in an orderly way.
    pub async fn close(&self) {
        self.db.close().await;
    }
}
