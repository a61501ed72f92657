use crate::base::Base;
use crate::stopping::Stopping;
use crate::wake::Wake;

/// What live events need.
#[derive(Debug)]
pub(crate) struct Streams {
    pub(crate) base: Base,
    /// For those who wait for a line of the journal.
    pub(crate) journal: Wake,
    pub(crate) stopping: Stopping,
}
