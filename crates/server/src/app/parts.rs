use super::App;
use super::dispatch::Told;
use crate::applications::ApplicationStore;
use crate::auth::{Party, Provider};
use crate::base::Base;
use crate::bookings::BookingStore;
use crate::bureau::Bureau;
use crate::cases::CaseStore;
use crate::doors::{Doors, Faults};
use crate::drafts::DraftStore;
use crate::events::Streams;
use crate::files::FileStore;
use crate::http::load::Counters;
use crate::institutions::InstitutionStore;
use crate::messages::MessageStore;
use crate::office::OfficeStore;
use crate::questions::QuestionStore;
use crate::services::Catalogue;
use crate::settings::Settings;
use crate::signing::SigningKeys;
use crate::statics::Site;
use crate::stopping::Stop;
use crate::sweep::Sweeper;
use crate::uploads::Uploads;
use crate::visits::Visits;
use crate::wake::Wakes;
use axum::extract::FromRef;
use domain::calendar::Calendars;
use std::sync::Arc;

/// Parts that several modules share.
pub(super) struct Shared {
    pub(super) settings: Arc<Settings>,
    pub(super) base: Base,
    pub(super) told: Told,
    pub(super) wakes: Wakes,
    pub(super) provider: Option<Arc<Provider>>,
    pub(super) party: Option<Arc<Party>>,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) calendars: Arc<Calendars>,
    pub(super) files: Arc<FileStore>,
    pub(super) institutions: Arc<InstitutionStore>,
}

/// State of the modules, as the handlers and workers use it.
#[derive(Debug)]
pub struct Parts {
    pub(crate) settings: Arc<Settings>,
    pub(crate) base: Base,
    pub(crate) wakes: Wakes,
    pub(crate) provider: Option<Arc<Provider>>,
    pub(crate) party: Option<Arc<Party>>,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) institutions: Arc<InstitutionStore>,
    pub(crate) visits: Arc<Visits>,
    pub(crate) bookings: Arc<BookingStore>,
    pub(crate) messages: Arc<MessageStore>,
    pub(crate) bureau: Arc<Bureau>,
    pub(crate) applications: Arc<ApplicationStore>,
    pub(crate) questions: Arc<QuestionStore>,
    pub(crate) drafts: Arc<DraftStore>,
    pub(crate) uploads: Arc<Uploads>,
    pub(crate) streams: Arc<Streams>,
    pub(crate) office: Arc<OfficeStore>,
    pub(crate) sweeper: Arc<Sweeper>,
    pub(crate) faults: Arc<Faults>,
    pub(crate) doors: Arc<Doors>,
    pub(crate) site: Option<Site>,
    pub(crate) load: Counters,
    /// What streams need not be told.
    pub(super) told: Told,
    pub(super) stop: Stop,
}

impl Parts {
    /// Builds each part after those that it depends on.
    pub(super) fn new(shared: Shared, signing: SigningKeys) -> Self {
        let Shared {
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
        } = shared;
        let stop = Stop::default();
        let streams = Arc::new(Streams {
            base: base.clone(),
            bells: wakes.bells.clone(),
            stopping: stop.subscribe(),
        });
        let cases = Arc::new(CaseStore {
            base: base.clone(),
            catalogue: catalogue.clone(),
            calendars: calendars.clone(),
        });
        let visits = Arc::new(Visits {
            base: base.clone(),
            catalogue: catalogue.clone(),
            institutions: institutions.clone(),
        });
        let bookings = Arc::new(BookingStore {
            base: base.clone(),
            catalogue: catalogue.clone(),
            cases: cases.clone(),
            institutions: institutions.clone(),
            visits: visits.clone(),
            wakes: wakes.clone(),
        });
        let messages = Arc::new(MessageStore {
            base: base.clone(),
            cases: cases.clone(),
            wakes: wakes.clone(),
        });
        let questions = Arc::new(QuestionStore {
            base: base.clone(),
            calendars: calendars.clone(),
            messages: messages.clone(),
            wakes: wakes.clone(),
        });
        let bureau = Arc::new(Bureau {
            base: base.clone(),
            settings: settings.clone(),
            catalogue: catalogue.clone(),
            cases: cases.clone(),
            files: files.clone(),
            bookings: bookings.clone(),
            messages: messages.clone(),
            questions: questions.clone(),
            wakes: wakes.clone(),
        });
        let applications = Arc::new(ApplicationStore {
            base: base.clone(),
            settings: settings.clone(),
            catalogue: catalogue.clone(),
            calendars: calendars.clone(),
            cases: cases.clone(),
            bookings: bookings.clone(),
            messages: messages.clone(),
            bureau: bureau.clone(),
        });
        let load = Counters::default();
        let office = Arc::new(OfficeStore {
            base: base.clone(),
            catalogue: catalogue.clone(),
            cases,
            files: files.clone(),
            bookings: bookings.clone(),
            bureau: bureau.clone(),
            messages: messages.clone(),
            questions: questions.clone(),
            wakes: wakes.clone(),
            load: load.clone(),
        });
        let drafts = Arc::new(DraftStore {
            base: base.clone(),
            catalogue: catalogue.clone(),
            signing,
            files: files.clone(),
            applications: applications.clone(),
            wakes: wakes.clone(),
        });
        let uploads = Arc::new(Uploads {
            base: base.clone(),
            files: files.clone(),
            drafts: drafts.clone(),
            stopping: stop.subscribe(),
        });
        let sweeper = Arc::new(Sweeper {
            base: base.clone(),
            files: files.clone(),
            institutions: institutions.clone(),
            bookings: bookings.clone(),
            drafts: drafts.clone(),
            questions: questions.clone(),
        });
        let faults = Arc::new(Faults::default());
        let doors = Arc::new(Doors {
            base: base.clone(),
            faults: faults.clone(),
            catalogue: catalogue.clone(),
            files,
            institutions: institutions.clone(),
            bookings: bookings.clone(),
            bureau: bureau.clone(),
            messages: messages.clone(),
            questions: questions.clone(),
            applications: applications.clone(),
            sweeper: sweeper.clone(),
            wakes: wakes.clone(),
        });
        let site = settings.dist.clone().map(Site::new);
        Self {
            settings,
            base,
            wakes,
            provider,
            party,
            catalogue,
            institutions,
            visits,
            bookings,
            messages,
            bureau,
            applications,
            questions,
            drafts,
            uploads,
            streams,
            office,
            sweeper,
            faults,
            doors,
            site,
            load,
            told,
            stop,
        }
    }
}

/// Lets handlers extract these parts with `State`.
macro_rules! handed_out {
    ($($part:ident: $type:ty,)*) => {$(
        impl FromRef<App> for $type {
            fn from_ref(app: &App) -> Self {
                app.$part.clone()
            }
        }
    )*};
}

handed_out! {
    settings: Arc<Settings>,
    base: Base,
    wakes: Wakes,
    provider: Option<Arc<Provider>>,
    party: Option<Arc<Party>>,
    catalogue: Arc<Catalogue>,
    institutions: Arc<InstitutionStore>,
    visits: Arc<Visits>,
    bookings: Arc<BookingStore>,
    messages: Arc<MessageStore>,
    applications: Arc<ApplicationStore>,
    questions: Arc<QuestionStore>,
    drafts: Arc<DraftStore>,
    uploads: Arc<Uploads>,
    streams: Arc<Streams>,
    office: Arc<OfficeStore>,
    faults: Arc<Faults>,
    doors: Arc<Doors>,
}
