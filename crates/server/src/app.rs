//! Wiring of the server: the only module that knows all others. It creates the shared parts and gives each module what it
//! needs.

mod dispatch;
mod parts;
mod router;

pub(crate) use router::{documented, documented_office};

use crate::auth::{Party, PartyError, Provider, ProviderConfig, ProviderConfigError};
use crate::base::Base;
use crate::clock::Clock;
use crate::db::Db;
use crate::files::{FileStore, Locks, Vault};
use crate::institutions::{InstitutionStore, LineReaders, Network, NetworkError, Seed, opening};
use crate::keys::KeyFileError;
use crate::letterhead::Letterhead;
use crate::services::{Catalogue, CatalogueError, HistoryError, history};
use crate::settings::Settings;
use crate::signing::{SigningKeys, SigningKeysError};
use crate::wake::Wakes;
use crate::{accounts, bookings, bureau, calendar, holds, keys, sweep};
use axum::Router;
use parts::{Parts, Shared};
use std::ops::Deref;
use std::sync::Arc;
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
    #[error(transparent)]
    Provider(#[from] ProviderConfigError),
    #[error(transparent)]
    Party(#[from] PartyError),
    #[error("the journal: {0}")]
    Journal(String),
    #[error("the demo accounts: {0}")]
    Seed(String),
}

/// A handle to the running server; cloning is cheap.
#[derive(Debug, Clone)]
pub struct App(Arc<Parts>);

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Opens or creates the data folder, publishes the services and, for a demo or tests, adds the demo accounts.
    pub async fn open(settings: Settings) -> Result<Self, OpenError> {
        let app = Self::open_beside(settings).await?;
        app.base.letterhead.keep(&app.base.db).await?;
        history::publish(&app.base.db, &app.catalogue).await?;
        opening::open(&app.institutions, app.settings.is_seeded()).await?;
        if app.settings.shows_outbox() {
            let seeded = accounts::seed(&app.base).await;
            seeded.map_err(|fail| OpenError::Seed(fail.to_string()))?;
        }
        Ok(app)
    }

    /// Opens the data folder for a command of the command line. Publishes nothing: a server with other services may be
    /// running on the same folder.
    pub(crate) async fn open_beside(settings: Settings) -> Result<Self, OpenError> {
        std::fs::create_dir_all(settings.data.join("files"))?;
        let database = settings.data.join("okno.db");
        let keys = Arc::new(keys::load_or_make(&settings.data.join("key"), &database)?);
        let db = Db::open(&database).await?;
        let letterhead = Arc::new(Letterhead::of(&settings, &db).await?);
        let base = Base { db, keys, clock: Clock::starting(settings.starts_at), letterhead };
        let catalogue = Arc::new(Catalogue::load(settings.services.as_deref())?);
        let signing = SigningKeys::open(&settings)?;
        let calendars = Arc::new(calendar::published());
        let wakes = Wakes::default();
        let files = Arc::new(FileStore {
            base: base.clone(),
            catalogue: Arc::clone(&catalogue),
            vault: Vault::new(settings.data.join("files")),
            locks: Locks::default(),
        });
        let institutions = Arc::new(InstitutionStore {
            base: base.clone(),
            network: Network::load(settings.institutions.as_deref())?,
            seed: Seed::default(),
            calendars: Arc::clone(&calendars),
            slots: wakes.slots.clone(),
            readers: LineReaders::default(),
        });
        opening::read(&institutions).await?;
        let provider =
            settings.identity_provider.as_deref().map(ProviderConfig::load).transpose()?;
        let provider = provider.map(|config| Arc::new(Provider::new(config, &settings.origin)));
        let party = match settings.origin.as_str() {
            "" => None,
            origin => Party::of(origin)?.map(Arc::new),
        };
        let settings = Arc::new(settings);
        let told = dispatch::start(&base.db).await;
        let told = told.map_err(|fail| OpenError::Journal(fail.to_string()))?;
        let shared = Shared {
            settings,
            base,
            told,
            wakes,
            provider,
            party,
            catalogue,
            calendars,
            files,
            institutions,
        };
        Ok(Self(Arc::new(Parts::new(shared, signing))))
    }

    /// Router with all routes and layers.
    pub fn router(&self) -> Router {
        router::router(self)
    }

    /// Starts the background workers: what tells streams of news, expiry of holds, bookings, bureau, sweeper. They stop when
    /// the returned set is dropped.
    pub fn start_workers(&self) -> JoinSet<()> {
        let mut workers = JoinSet::new();
        workers.spawn(dispatch::work(self.base.db.clone(), self.wakes.clone(), self.told));
        workers.spawn(holds::work(Arc::clone(&self.institutions)));
        workers.spawn(bookings::work(Arc::clone(&self.bookings)));
        workers.spawn(bureau::work(Arc::clone(&self.bureau)));
        workers.spawn(sweep::work(Arc::clone(&self.sweeper)));
        workers
    }

    /// Asks endless responses, such as event streams, to finish.
    pub fn stop(&self) {
        self.stop.stop();
    }

    /// Closes the database.
    pub async fn close(&self) {
        self.base.db.close().await;
    }
}
