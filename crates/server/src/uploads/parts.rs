use crate::base::Base;
use crate::drafts::DraftStore;
use crate::files::FileStore;
use crate::stopping::Stopping;
use std::sync::Arc;

/// Shared state of the functions of `uploads`.
#[derive(Debug)]
pub(crate) struct Uploads {
    pub(crate) base: Base,
    pub(crate) files: Arc<FileStore>,
    pub(crate) drafts: Arc<DraftStore>,
    pub(crate) stopping: Stopping,
}
