use crate::base::Base;
use crate::bookings::BookingStore;
use crate::cases::CaseStore;
use crate::files::FileStore;
use crate::messages::MessageStore;
use crate::questions::QuestionStore;
use crate::services::Catalogue;
use crate::settings::Settings;
use crate::wake::Wakes;
use std::sync::Arc;

/// Parts of the server that the bureau uses.
#[derive(Debug)]
pub(crate) struct Bureau {
    pub(crate) base: Base,
    pub(crate) settings: Arc<Settings>,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) cases: Arc<CaseStore>,
    pub(crate) files: Arc<FileStore>,
    pub(crate) bookings: Arc<BookingStore>,
    pub(crate) messages: Arc<MessageStore>,
    pub(crate) questions: Arc<QuestionStore>,
    pub(crate) wakes: Wakes,
}
