//! Every published version of each definition. Answers given under an older version can still be shown with its
//! questions.

use super::catalogue::Catalogue;
use crate::db::Db;
use crate::fail::Result;
use domain::form::Service;
use sqlx::{Sqlite, Transaction};

#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("{}", lines(.0))]
    Changed(Vec<Changed>),
}

/// A definition that differs from the one published under the same version.
#[derive(Debug, thiserror::Error)]
#[error(
    "the service «{service}» has changed since its version {version} was published: raise `version` in its file"
)]
pub struct Changed {
    service: String,
    version: u32,
}

/// Stores the definitions of the catalogue. A published version must not change, because drafts and applications are read
/// by it. The error names every service that has changed without a new version.
pub(crate) async fn publish(
    db: &Db,
    catalogue: &Catalogue,
) -> std::result::Result<(), HistoryError> {
    let mut tx = db.begin().await?;
    let mut changed = Vec::new();
    for service in catalogue.services() {
        let (id, version) = (&service.id, service.version);
        let stored: Option<String> = sqlx::query_scalar(
            "SELECT definition FROM definitions WHERE service = ? AND version = ?",
        )
        .bind(id)
        .bind(version)
        .fetch_optional(&mut *tx)
        .await?;
        match stored {
            None => insert(&mut tx, service).await?,
            // Compares the definitions, not their text: another server may have written the same one in another order.
            Some(stored)
                if serde_json::from_str(&stored)
                    .is_ok_and(|stored: Service| stored == *service) => {}
            Some(_) => changed.push(Changed { service: id.clone(), version }),
        }
    }
    if !changed.is_empty() {
        return Err(HistoryError::Changed(changed));
    }
    Ok(tx.commit().await?)
}

/// The definition of this version; `None` if it was never stored, or this server cannot read it.
pub(crate) async fn definition(db: &Db, service: &str, version: u32) -> Result<Option<Service>> {
    let text: Option<String> =
        sqlx::query_scalar("SELECT definition FROM definitions WHERE service = ? AND version = ?")
            .bind(service)
            .bind(version)
            .fetch_optional(db.read())
            .await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

async fn insert(
    tx: &mut Transaction<'_, Sqlite>,
    service: &Service,
) -> std::result::Result<(), sqlx::Error> {
    let definition =
        serde_json::to_string(service).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query("INSERT INTO definitions (service, version, definition) VALUES (?, ?, ?)")
        .bind(&service.id)
        .bind(service.version)
        .bind(definition)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

fn lines(changed: &[Changed]) -> String {
    changed.iter().map(Changed::to_string).collect::<Vec<_>>().join("\n")
}
