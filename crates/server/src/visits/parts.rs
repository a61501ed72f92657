use crate::base::Base;
use crate::institutions::InstitutionStore;
use crate::services::Catalogue;
use std::sync::Arc;

/// Shared state of the functions of `visits`.
#[derive(Debug)]
pub(crate) struct Visits {
    pub(crate) base: Base,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) institutions: Arc<InstitutionStore>,
}
