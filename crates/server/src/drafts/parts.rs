use crate::applications::ApplicationStore;
use crate::base::Base;
use crate::files::FileStore;
use crate::services::Catalogue;
use crate::signing::SigningKeys;
use crate::wake::Wakes;
use std::sync::Arc;

/// Parts of the server that drafts use.
#[derive(Debug)]
pub(crate) struct DraftStore {
    pub(crate) base: Base,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) signing: SigningKeys,
    pub(crate) files: Arc<FileStore>,
    pub(crate) applications: Arc<ApplicationStore>,
    pub(crate) wakes: Wakes,
}
