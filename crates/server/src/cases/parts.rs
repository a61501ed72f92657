use crate::base::Base;
use crate::services::Catalogue;
use domain::calendar::Calendars;
use std::sync::Arc;

/// Parts of the server that cases need: their terms, and letters about them.
#[derive(Debug)]
pub(crate) struct CaseStore {
    pub(crate) base: Base,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) calendars: Arc<Calendars>,
}
