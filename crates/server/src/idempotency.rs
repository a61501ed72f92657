//! `Idempotency-Key`: a citizen who repeats a request with the same key gets what the first one made. The same key with
//! another request is refused. A key lives as long as what it made: the database deletes both together.

use crate::fail::{Fail, Result};
use crate::http::precondition::idempotency_key;
use crate::keys::Keys;
use axum::http::HeaderMap;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, SqliteExecutor, Transaction};

/// What a request makes. The same key can be used once for each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Makes {
    Application,
    Booking,
    Draft,
    File,
}

/// The key of a request. `None` inside: the request has no key, so nothing is looked up or stored.
#[derive(Debug)]
pub(crate) struct Key(Option<Known>);

#[derive(Debug)]
struct Known {
    makes: Makes,
    key: Vec<u8>,
    /// Identifies the request without storing its content: a keyed hash, or the id of a draft.
    request: Vec<u8>,
}

impl Key {
    /// `request` is the text by which two requests with the same key are compared. 400 for an invalid key.
    pub(crate) fn optional(
        keys: &Keys,
        headers: &HeaderMap,
        makes: Makes,
        request: &str,
    ) -> Result<Self> {
        let Some(key) = idempotency_key(headers)? else { return Ok(Self(None)) };
        let (kind, request_kind) = match makes {
            Makes::Application => ("idempotency", None),
            Makes::Booking => ("booking key", Some("booking request")),
            Makes::Draft => ("draft key", Some("draft request")),
            Makes::File => ("file key", Some("file request")),
        };
        let request = match request_kind {
            Some(kind) => keys.index(kind, request),
            // Here the text is the id of a draft. It is random, so it needs no hash.
            None => request.as_bytes().to_vec(),
        };
        Ok(Self(Some(Known { makes, key: keys.index(kind, &key), request })))
    }

    /// As [`Key::optional`], but 428 when the request has no key.
    pub(crate) fn required(
        keys: &Keys,
        headers: &HeaderMap,
        makes: Makes,
        request: &str,
    ) -> Result<Self> {
        let key = Self::optional(keys, headers, makes, request)?;
        if key.0.is_some() { Ok(key) } else { Err(ProblemCode::PreconditionRequired.into()) }
    }

    /// The id of what this key has made, if anything. 409 when another request made it.
    pub(crate) async fn made(
        &self,
        database: impl SqliteExecutor<'_>,
        account: &str,
    ) -> Result<Option<String>> {
        let Some(known) = &self.0 else { return Ok(None) };
        let before: Option<(Vec<u8>, String)> = sqlx::query_as(
            "SELECT request, coalesce(application, booking, draft, file) FROM idempotency_keys
             WHERE account = ? AND key = ?",
        )
        .bind(account)
        .bind(&known.key)
        .fetch_optional(database)
        .await?;
        match before {
            Some((request, _)) if request != known.request => Err(ProblemCode::KeyReused.into()),
            before => Ok(before.map(|(_, made)| made)),
        }
    }

    /// Stores what the key has made, in the transaction that made it.
    pub(crate) async fn remember(
        &self,
        tx: &mut Transaction<'_, Sqlite>,
        account: &str,
        made: &str,
    ) -> Result<()> {
        let Some(known) = &self.0 else { return Ok(()) };
        let made = |kind| (known.makes == kind).then_some(made);
        // Replaces the row of something that this key made before, which has expired but is not swept yet.
        sqlx::query(
            "INSERT OR REPLACE INTO idempotency_keys (account, key, request, application, booking, draft, file)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(account)
        .bind(&known.key)
        .bind(&known.request)
        .bind(made(Makes::Application))
        .bind(made(Makes::Booking))
        .bind(made(Makes::Draft))
        .bind(made(Makes::File))
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

/// Deletes the key of a file that itself stays: from now on its creation cannot be repeated.
pub(crate) async fn forget_file(tx: &mut Transaction<'_, Sqlite>, file: &str) -> Result<()> {
    let forget = sqlx::query("DELETE FROM idempotency_keys WHERE file = ?");
    forget.bind(file).execute(&mut **tx).await?;
    Ok(())
}

/// What a key has made; `None` when it has expired meanwhile.
pub(crate) fn unless_gone<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Fail::Code(ProblemCode::NotFound)) => Ok(None),
        Err(fail) => Err(fail),
    }
}
