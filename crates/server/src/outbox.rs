//! Outgoing SMS and e-mails. The reference API has no gateway: messages stay in the database, sealed, and developers and
//! tests read them there.
//!
//! Phones show an SMS and the first line of a letter on the lock screen, so they must not contain health data, document numbers or
//! file names.

mod letter;
pub(crate) mod page;

pub(crate) use letter::{Appointment, Letter};

use crate::base::Base;
use crate::clock::from_ms;
use crate::fail::Result;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{Sqlite, Transaction};

/// How long messages are kept. They hold codes and links that have been used.
const KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// A message as the outbox page shows it.
#[derive(Serialize)]
pub(crate) struct Message {
    pub(crate) at: DateTime<Utc>,
    pub(crate) channel: String,
    pub(crate) to: String,
    /// The text of an SMS; the first line of a letter.
    pub(crate) text: String,
    /// What stands below the first line of a letter.
    pub(crate) body: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Content {
    to: String,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<String>,
}

/// Sends an SMS when the transaction commits, and only then.
pub(crate) async fn text(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    phone: &str,
    text: &str,
) -> Result<()> {
    put(base, tx, "sms", Content { to: phone.to_owned(), text: text.to_owned(), body: None }).await
}

/// Sends a letter when the transaction commits, and only then. `name`: how to address the reader, if the letter is for somebody known.
pub(crate) async fn write(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    email: &str,
    name: Option<&str>,
    letter: &Letter,
) -> Result<()> {
    let body = Some(letter.body(&base.letterhead, name));
    put(base, tx, "email", Content { to: email.to_owned(), text: letter.line.clone(), body }).await
}

async fn put(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    channel: &str,
    content: Content,
) -> Result<()> {
    let id = crate::ids::new_id();
    sqlx::query("INSERT INTO outbox (id, at, channel, message) VALUES (?, ?, ?, ?)")
        .bind(&id)
        .bind(base.clock.now_ms())
        .bind(channel)
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
            let Content { to, text, body } = base.keys.open_json(&message_context(&id), &sealed)?;
            Ok(Message { at: from_ms(at), channel, to, text, body })
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
