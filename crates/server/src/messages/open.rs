//! What the office still wants of the citizen (S-20).

use super::parts::MessageStore;
use super::row::Wanted;
use super::store::{self, Talk};
use crate::fail::Result;
use domain::wire::message::ActionKind;

/// An action of a message that is not done.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) kind: ActionKind,
    /// Id of the message that asks for it.
    pub(crate) message: String,
    /// What the message says.
    pub(crate) text: String,
}

/// The actions of a case that are not done, the oldest first.
pub(crate) async fn open_actions(messages: &MessageStore, application: &str) -> Result<Vec<Open>> {
    let mut open = Vec::new();
    for row in store::of_talk(messages.base.db.read(), Talk::Case(application)).await? {
        if row.is_done() {
            continue;
        }
        let body = row.body(&messages.base.keys)?;
        if let Some(Wanted { kind, .. }) = body.action {
            open.push(Open { kind, message: row.id, text: body.text });
        }
    }
    Ok(open)
}
