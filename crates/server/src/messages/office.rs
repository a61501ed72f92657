//! The office's side of a conversation about a case. The callers have checked who may do it.

use super::announce::{Said, announce, line};
use super::list::{closed, conversation, news, one};
use super::parts::MessageStore;
use super::row::Wanted;
use super::store::{self, Talk};
use super::write::{New, write};
use crate::audit::By;
use crate::cases;
use crate::fail::Result;
use crate::files;
use crate::idempotency::Key;
use crate::journal;
use domain::wire::message::{Author, Message, Messages};
use domain::wire::problem::ProblemCode;

/// What somebody of the office writes.
#[derive(Debug)]
pub(crate) struct Written<'a> {
    pub(crate) text: &'a str,
    /// Ids of attachments.
    pub(crate) files: &'a [String],
    /// What the citizen is asked to do. The caller has checked it.
    pub(crate) action: Option<Wanted>,
}

/// Writes to the citizen about the case with this id or number: a line in the journal, a letter. With a key that has written already,
/// the same message. 409 `not_allowed` when the conversation is closed; 422 as for the citizen.
pub(crate) async fn write_by_office(
    messages: &MessageStore,
    id_or_number: &str,
    by: By<'_>,
    key: Option<&Key>,
    written: Written<'_>,
) -> Result<Message> {
    let base = &messages.base;
    let mut tx = base.db.begin().await?;
    let case = cases::by_id(&mut *tx, id_or_number).await?;
    let talk = Talk::Case(&case.id);
    let before = match key {
        Some(key) => key.find_created(&mut *tx, &case.account).await?,
        None => None,
    };
    let message = match before {
        Some(message) => {
            drop(tx);
            message
        }
        None => {
            if closed(&case).is_some() {
                return Err(ProblemCode::NotAllowed.into());
            }
            let kind = written.action.as_ref().map(|action| action.kind);
            let new = New {
                talk,
                account: Some(&case.account),
                by,
                text: written.text,
                files: written.files,
                waiting: None,
                answers: None,
                action: written.action,
                key: None,
            };
            let message = write(messages, &mut tx, new).await?;
            announce(messages, &mut tx, &case, by, Said { id: &message, action: kind }).await?;
            if let Some(key) = key {
                key.remember(&mut tx, &case.account, &message).await?;
            }
            tx.commit().await?;
            messages.wakes.journal.wake();
            message
        }
    };
    one(messages, talk, &message, Author::Office).await
}

/// The conversation as the office sees it.
pub(crate) async fn seen_by_office(
    messages: &MessageStore,
    id_or_number: &str,
) -> Result<Messages> {
    let base = &messages.base;
    let as_of = *journal::position(&base.db).await?.end();
    let case = cases::by_id(base.db.read(), id_or_number).await?;
    let found = conversation(messages, Talk::Case(&case.id), Author::Office).await?;
    let waiting = files::of_talk(base, base.db.read(), &case.account, &case.id).await?;
    let waiting = waiting.iter().filter(|file| file.by_office && file.is_ready());
    Ok(Messages {
        unread: news(&found, Author::Office),
        messages: found,
        files: waiting.map(|file| file.info(&base.keys)).collect::<Result<_>>()?,
        closed: closed(&case),
        as_of,
    })
}

/// Notes that the office has read everything of the citizen up to a message.
pub(crate) async fn read_by_office(
    messages: &MessageStore,
    id_or_number: &str,
    by: By<'_>,
    up_to: &str,
) -> Result<()> {
    let mut tx = messages.base.db.begin().await?;
    let case = cases::by_id(&mut *tx, id_or_number).await?;
    let talk = Talk::Case(&case.id);
    if store::mark_read(&messages.base, &mut tx, talk, Author::Citizen, up_to).await? {
        line(messages, &mut tx, &case, by, up_to, None).await?;
        tx.commit().await?;
        messages.wakes.journal.wake();
    }
    Ok(())
}
