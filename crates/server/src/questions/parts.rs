use crate::base::Base;
use crate::messages::MessageStore;
use crate::wake::Wakes;
use domain::calendar::Calendars;
use std::sync::Arc;

/// Parts of the server that questions use.
#[derive(Debug)]
pub(crate) struct QuestionStore {
    pub(crate) base: Base,
    pub(crate) calendars: Arc<Calendars>,
    pub(crate) messages: Arc<MessageStore>,
    pub(crate) wakes: Wakes,
}
