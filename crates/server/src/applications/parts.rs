use crate::base::Base;
use crate::bookings::BookingStore;
use crate::bureau::Bureau;
use crate::cases::CaseStore;
use crate::messages::MessageStore;
use crate::services::Catalogue;
use crate::settings::Settings;
use domain::calendar::Calendars;
use std::sync::Arc;

/// Parts of the server that applications use.
#[derive(Debug)]
pub(crate) struct ApplicationStore {
    pub(crate) base: Base,
    pub(crate) settings: Arc<Settings>,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) calendars: Arc<Calendars>,
    pub(crate) cases: Arc<CaseStore>,
    pub(crate) bookings: Arc<BookingStore>,
    pub(crate) messages: Arc<MessageStore>,
    pub(crate) bureau: Arc<Bureau>,
}
