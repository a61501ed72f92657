use crate::base::Base;
use crate::bookings::BookingStore;
use crate::bureau::Bureau;
use crate::cases::CaseStore;
use crate::files::FileStore;
use crate::http::load::Counters;
use crate::messages::MessageStore;
use crate::questions::QuestionStore;
use crate::services::Catalogue;
use crate::wake::Wakes;
use std::sync::Arc;

/// Parts of the server that the office's API uses.
#[derive(Debug)]
pub(crate) struct OfficeStore {
    pub(crate) base: Base,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) cases: Arc<CaseStore>,
    pub(crate) files: Arc<FileStore>,
    pub(crate) bookings: Arc<BookingStore>,
    pub(crate) bureau: Arc<Bureau>,
    pub(crate) messages: Arc<MessageStore>,
    pub(crate) questions: Arc<QuestionStore>,
    pub(crate) wakes: Wakes,
    pub(crate) load: Counters,
}
