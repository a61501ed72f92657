use crate::base::Base;
use crate::stopping::Stopping;
use crate::wake::Wake;

/// Parts of the server that live events use.
#[derive(Debug)]
pub(crate) struct Streams {
    pub(crate) base: Base,
    /// Signals new entries of the journal.
    pub(crate) journal: Wake,
    pub(crate) stopping: Stopping,
}
