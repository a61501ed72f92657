use crate::base::Base;
use crate::cases::CaseStore;
use crate::institutions::InstitutionStore;
use crate::services::Catalogue;
use crate::visits::Visits;
use crate::wake::Wakes;
use std::sync::Arc;

/// Parts of the server that bookings use.
#[derive(Debug)]
pub(crate) struct BookingStore {
    pub(crate) base: Base,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) cases: Arc<CaseStore>,
    pub(crate) institutions: Arc<InstitutionStore>,
    pub(crate) visits: Arc<Visits>,
    pub(crate) wakes: Wakes,
}
