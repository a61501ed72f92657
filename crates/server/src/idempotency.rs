//! `Idempotency-Key`: a citizen who repeats a request with the same key gets what the first one created. The same key with
//! another request is refused. A key lives as long as what it created: the database deletes both together.

use crate::fail::{Fail, Result};
use crate::http::precondition::idempotency_key;
use crate::keys::Keys;
use axum::http::HeaderMap;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, SqliteExecutor, Transaction};

/// What a request creates. The same key can be used once for each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResourceKind {
    /// An act of the office on a case: a line of the journal.
    Act,
    Application,
    Booking,
    Draft,
    File,
    Message,
}

/// The key of a request. `None` inside: the request has no key, so nothing is looked up or stored.
#[derive(Debug)]
pub(crate) struct Key(Option<GivenKey>);

#[derive(Debug)]
struct GivenKey {
    kind: ResourceKind,
    key: Vec<u8>,
    /// Identifies the request without storing its content: a keyed hash, or the id of a draft.
    request: Vec<u8>,
}

impl Key {
    /// `request` is the text by which two requests with the same key are compared. 400 for an invalid key.
    pub(crate) fn optional(
        keys: &Keys,
        headers: &HeaderMap,
        kind: ResourceKind,
        request: &str,
    ) -> Result<Self> {
        let Some(key) = idempotency_key(headers)? else { return Ok(Self(None)) };
        let (key_index, request_index) = match kind {
            ResourceKind::Act => ("act key", Some("act request")),
            ResourceKind::Application => ("idempotency", None),
            ResourceKind::Booking => ("booking key", Some("booking request")),
            ResourceKind::Draft => ("draft key", Some("draft request")),
            ResourceKind::File => ("file key", Some("file request")),
            ResourceKind::Message => ("message key", Some("message request")),
        };
        let request = match request_index {
            Some(index) => keys.index(index, request),
            // Here the text is the id of a draft. It is random, so it needs no hash.
            None => request.as_bytes().to_vec(),
        };
        Ok(Self(Some(GivenKey { kind, key: keys.index(key_index, &key), request })))
    }

    /// Like [`Key::required`], of somebody of the office: everybody has keys of their own.
    pub(crate) fn of_staff(
        keys: &Keys,
        headers: &HeaderMap,
        staff: &str,
        kind: ResourceKind,
        request: &str,
    ) -> Result<Self> {
        let Self(Some(given)) = Self::required(keys, headers, kind, request)? else {
            return Err(ProblemCode::PreconditionRequired.into());
        };
        let key = keys.index(staff, &crate::ids::hex(&given.key));
        Ok(Self(Some(GivenKey { key, ..given })))
    }

    /// As [`Key::optional`], but 428 when the request has no key.
    pub(crate) fn required(
        keys: &Keys,
        headers: &HeaderMap,
        kind: ResourceKind,
        request: &str,
    ) -> Result<Self> {
        let key = Self::optional(keys, headers, kind, request)?;
        if key.0.is_some() { Ok(key) } else { Err(ProblemCode::PreconditionRequired.into()) }
    }

    /// The id of what was created with this key, if anything. 409 when another request created it.
    pub(crate) async fn find_created(
        &self,
        database: impl SqliteExecutor<'_>,
        account: &str,
    ) -> Result<Option<String>> {
        let Some(given) = &self.0 else { return Ok(None) };
        let before: Option<(Vec<u8>, String)> = sqlx::query_as(
            "SELECT request, coalesce(application, booking, draft, file, CAST(act AS TEXT), message) FROM idempotency_keys
             WHERE account = ? AND key = ?",
        )
        .bind(account)
        .bind(&given.key)
        .fetch_optional(database)
        .await?;
        match before {
            Some((request, _)) if request != given.request => Err(ProblemCode::KeyReused.into()),
            before => Ok(before.map(|(_, created)| created)),
        }
    }

    /// Stores what was created with the key, in the transaction that created it.
    pub(crate) async fn remember(
        &self,
        tx: &mut Transaction<'_, Sqlite>,
        account: &str,
        created: &str,
    ) -> Result<()> {
        let Some(given) = &self.0 else { return Ok(()) };
        let of_kind = |kind| (given.kind == kind).then_some(created);
        // Replaces the row of something that was created with this key before, which has expired but is not swept yet.
        sqlx::query(
            "INSERT OR REPLACE INTO idempotency_keys (account, key, request, application, booking, draft, file, act, message)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(account)
        .bind(&given.key)
        .bind(&given.request)
        .bind(of_kind(ResourceKind::Application))
        .bind(of_kind(ResourceKind::Booking))
        .bind(of_kind(ResourceKind::Draft))
        .bind(of_kind(ResourceKind::File))
        .bind(of_kind(ResourceKind::Act))
        .bind(of_kind(ResourceKind::Message))
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

/// What was created with a key; `None` when it has expired meanwhile.
pub(crate) fn unless_gone<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Fail::Code(ProblemCode::NotFound)) => Ok(None),
        Err(fail) => Err(fail),
    }
}
