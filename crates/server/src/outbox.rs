//! Outgoing SMS and e-mails. The reference API has no gateway: messages stay in the database, sealed, and developers and
//! tests read them there.

pub(crate) mod page;

use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::Result;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{Sqlite, Transaction};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Channel {
    Sms,
    Email,
}

impl Channel {
    fn name(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Email => "email",
        }
    }
}

/// How long messages are kept. They hold codes and links that have been used.
const KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// A message as the outbox page shows it.
#[derive(Serialize)]
pub(crate) struct Message {
    pub(crate) at: DateTime<Utc>,
    pub(crate) channel: String,
    pub(crate) to: String,
    pub(crate) text: String,
}

#[derive(Serialize, Deserialize)]
struct Content {
    to: String,
    text: String,
}

/// Sends the message when the transaction commits, and only then. Phones show `text` on the lock screen, so it must not
/// contain health data, document numbers or file names.
pub(crate) async fn send(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    channel: Channel,
    to: &str,
    text: &str,
) -> Result<()> {
    let id = crate::ids::new_id();
    let content = Content { to: to.to_owned(), text: text.to_owned() };
    sqlx::query("INSERT INTO outbox (id, at, channel, message) VALUES (?, ?, ?, ?)")
        .bind(&id)
        .bind(base.clock.now_ms())
        .bind(channel.name())
        .bind(base.keys.seal_json(&message_context(&id), &content)?)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The newest `limit` messages, the newest first.
pub(crate) async fn newest(base: &Base, limit: u32) -> Result<Vec<Message>> {
    let rows: Vec<(String, i64, String, Vec<u8>)> = sqlx::query_as(
        "SELECT id, at, channel, message FROM outbox ORDER BY position DESC LIMIT ?",
    )
    .bind(limit)
    .fetch_all(base.db.read())
    .await?;
    rows.into_iter()
        .map(|(id, at, channel, sealed)| {
            let Content { to, text } = base.keys.open_json(&message_context(&id), &sealed)?;
            Ok(Message { at: from_ms(at), channel, to, text })
        })
        .collect()
}

/// Deletes messages older than 30 days.
pub(crate) async fn sweep(base: &Base) -> Result<()> {
    sqlx::query("DELETE FROM outbox WHERE at <= ?")
        .bind(base.clock.now_ms() - KEPT_MS)
        .execute(base.db.write())
        .await?;
    Ok(())
}

fn message_context(id: &str) -> String {
    format!("outbox/message/{id}")
}
