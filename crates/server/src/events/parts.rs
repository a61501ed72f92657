use crate::base::Base;
use crate::stopping::Stopping;
use crate::wake::Bells;

/// Parts of the server that live events use.
#[derive(Debug)]
pub(crate) struct Streams {
    pub(crate) base: Base,
    pub(crate) bells: Bells,
    pub(crate) stopping: Stopping,
}
