use crate::base::Base;
use crate::services::Catalogue;
use std::sync::Arc;

/// Parts of the server that letters about a case need.
#[derive(Debug)]
pub(crate) struct CaseStore {
    pub(crate) base: Base,
    pub(crate) catalogue: Arc<Catalogue>,
}
