//! The judgement on a whole file, and the end of unfinished ones.

use super::{FileRow, inspect, judge, store};
use crate::app::App;
use crate::fail::Result;
use domain::file::FileError;
use domain::wire::problem::ProblemCode;

/// Checks a file whose bytes are all there, and records whether it is accepted. Needs the lock of the upload.
pub(super) async fn finish(app: &App, file: &FileRow) -> Result<()> {
    let (hash, error) = if file.bytes() == 0 {
        (None, Some(FileError::Empty))
    } else {
        match inspect(app, &file.id).await? {
            // The disk has lost something: for the citizen the same as a file without its end.
            None => (None, Some(FileError::Truncated)),
            Some(seen) => {
                let service = service_of(app, file).await?;
                let slot = service.slot(&file.slot).ok_or(ProblemCode::NotFound)?;
                let error = judge(&file.meta(app)?.name, file, &seen, &slot.policy);
                (Some(seen.sha256), error)
            }
        }
    };
    store::judged(app, &file.id, hash.as_deref(), error.as_ref()).await
}

/// Sweeper: judges what a stop of the server left unjudged, deletes what has expired and what nobody knows.
pub(crate) async fn sweep(app: &App) -> Result<()> {
    for file in store::unjudged(app).await? {
        if let Some(_lock) = app.locks.take(&file.id).await {
            finish(app, &file).await?;
        }
    }
    for id in store::expired(app).await? {
        store::delete(app.db.write(), &id).await?;
        app.vault.remove(&id).await?;
    }
    for id in app.vault.resting().await? {
        let known: Option<i64> = sqlx::query_scalar("SELECT 1 FROM files WHERE id = ?")
            .bind(&id)
            .fetch_optional(app.db.read())
            .await?;
        if known.is_none() {
            app.vault.remove(&id).await?;
        }
    }
    Ok(())
}

async fn service_of<'a>(app: &'a App, file: &FileRow) -> Result<&'a domain::form::Service> {
    let id: Option<String> = sqlx::query_scalar("SELECT service FROM drafts WHERE id = ?")
        .bind(&file.draft)
        .fetch_optional(app.db.read())
        .await?;
    Ok(id.and_then(|id| app.catalogue.get(&id)).ok_or(ProblemCode::NotFound)?)
}
