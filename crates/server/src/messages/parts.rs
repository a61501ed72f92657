use crate::base::Base;
use crate::cases::CaseStore;
use crate::wake::Wakes;
use std::sync::Arc;

/// Parts of the server that conversations use.
#[derive(Debug)]
pub(crate) struct MessageStore {
    pub(crate) base: Base,
    pub(crate) cases: Arc<CaseStore>,
    pub(crate) wakes: Wakes,
}
