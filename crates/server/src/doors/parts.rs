use super::faults::Faults;
use crate::applications::ApplicationStore;
use crate::base::Base;
use crate::bookings::BookingStore;
use crate::bureau::Bureau;
use crate::files::FileStore;
use crate::institutions::InstitutionStore;
use crate::messages::MessageStore;
use crate::questions::QuestionStore;
use crate::services::Catalogue;
use crate::sweep::Sweeper;
use crate::wake::Wakes;
use std::sync::Arc;

/// Parts of the server that the test doors use.
#[derive(Debug)]
pub(crate) struct Doors {
    pub(crate) base: Base,
    pub(crate) faults: Arc<Faults>,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) files: Arc<FileStore>,
    pub(crate) institutions: Arc<InstitutionStore>,
    pub(crate) bookings: Arc<BookingStore>,
    pub(crate) bureau: Arc<Bureau>,
    pub(crate) messages: Arc<MessageStore>,
    pub(crate) questions: Arc<QuestionStore>,
    pub(crate) applications: Arc<ApplicationStore>,
    pub(crate) sweeper: Arc<Sweeper>,
    pub(crate) wakes: Wakes,
}
