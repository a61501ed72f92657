use super::parts::MessageStore;
use super::store::{self, Talk};
use crate::auth::Signed;
use crate::cases::{self, Case};
use crate::clock::from_ms;
use crate::fail::Result;
use crate::files;
use crate::http::Id;
use crate::journal;
use axum::extract::State;
use chrono::{DateTime, Utc};
use domain::wire::message::{Author, Message, Messages};
use std::sync::Arc;

/// The conversation of citizen and office about an application, the oldest message first.
#[utoipa::path(get, path = "/applications/{id}/messages", tag = "messages",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Messages)))]
pub(super) async fn list(
    State(messages): State<Arc<MessageStore>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<axum::Json<Messages>> {
    let as_of = *journal::position(&messages.base.db).await?.end();
    let case = cases::find(&messages.base.db, &account, &id).await?;
    let found = conversation(&messages, Talk::Case(&id), Author::Citizen).await?;
    let files = files::of_talk(&messages.base, messages.base.db.read(), &account, &id).await?;
    let ready = files.iter().filter(|file| file.is_ready() && !file.by_office);
    Ok(axum::Json(Messages {
        unread: news(&found, Author::Citizen),
        messages: found,
        files: ready.map(|file| file.info(&messages.base.keys)).collect::<Result<_>>()?,
        closed: closed(&case),
        as_of,
    }))
}

/// All messages of the conversation as `reader` sees them, the oldest first.
pub(crate) async fn conversation(
    messages: &MessageStore,
    talk: Talk<'_>,
    reader: Author,
) -> Result<Vec<Message>> {
    let rows = store::of_talk(messages.base.db.read(), talk).await?;
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let files = files::of_messages(messages.base.db.read(), &ids).await?;
    rows.iter().map(|row| row.message(&messages.base, &files, reader)).collect()
}

/// A message as `reader` sees it.
pub(crate) async fn one(
    messages: &MessageStore,
    talk: Talk<'_>,
    id: &str,
    reader: Author,
) -> Result<Message> {
    let row = store::find(messages.base.db.read(), talk, id).await?;
    let files = files::of_messages(messages.base.db.read(), &[id]).await?;
    row.message(&messages.base, &files, reader)
}

/// How many of these messages are news for `reader`.
pub(crate) fn news(messages: &[Message], reader: Author) -> u32 {
    let is_new = |message: &&Message| message.author != reader && message.read_at.is_none();
    u32::try_from(messages.iter().filter(is_new).count()).unwrap_or(u32::MAX)
}

/// Since when nobody writes about the case any more: nobody works on one that is withdrawn.
pub(super) fn closed(case: &Case) -> Option<DateTime<Utc>> {
    case.is_closed().then(|| from_ms(case.changed_at))
}
