use super::locks::Locks;
use super::vault::Vault;
use crate::base::Base;
use crate::services::Catalogue;
use std::sync::Arc;

/// Parts of the server that files use.
#[derive(Debug)]
pub(crate) struct FileStore {
    pub(crate) base: Base,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) vault: Vault,
    pub(crate) locks: Locks,
}
