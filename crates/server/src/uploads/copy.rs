//! Files of a sent application in another draft: copies, so that what happens to them there stays there.

use super::store::Meta;
use super::vault::Position;
use super::{FileRow, inspect, judge, store};
use crate::app::App;
use crate::fail::{Fail, Result};
use domain::file::FilePolicy;
use domain::form::Service;
use sqlx::{Sqlite, Transaction};

/// The content of one file under a new id.
pub(super) struct Copy {
    pub(super) id: String,
    /// The file that it is a copy of.
    pub(super) of: String,
    pub(super) slot: String,
    pub(super) meta: Meta,
    pub(super) sha256: String,
    pub(super) at: Position,
}

/// When a copied file counts as received.
#[derive(Debug)]
pub(crate) enum Receipt {
    /// When its bytes came: the application that has them stays the same.
    Kept,
    /// Now, with an application of its own.
    New,
}

/// Content that no draft has yet: to be recorded, or to be discarded.
#[derive(Default)]
pub(crate) struct Copies(Vec<Copy>);

/// Copies those of `files` that are whole and that their slots take. The others must be uploaded anew.
pub(crate) async fn copy(app: &App, service: &Service, files: &[FileRow]) -> Result<Copies> {
    let mut copies = Copies::default();
    for file in files {
        let Some(slot) = service.slot(&file.slot) else { continue };
        match one(app, file, &slot.policy).await {
            Ok(copy) => copies.0.extend(copy),
            Err(fail) => {
                copies.discard(app).await;
                return Err(fail);
            }
        }
    }
    Ok(copies)
}

impl Copies {
    pub(crate) async fn record(
        &self,
        app: &App,
        tx: &mut Transaction<'_, Sqlite>,
        account: &str,
        draft: &str,
        receipt: &Receipt,
    ) -> Result<()> {
        for (turn, copy) in (0..).zip(&self.0) {
            store::insert_copy(app, tx, account, draft, copy, turn).await?;
            if matches!(receipt, Receipt::Kept) {
                store::keep_receipt(tx, &copy.id, &copy.of).await?;
            }
        }
        Ok(())
    }

    pub(crate) async fn discard(self, app: &App) {
        let ids: Vec<String> = self.0.into_iter().map(|copy| copy.id).collect();
        store::forget(app, &ids).await;
    }
}

async fn one(app: &App, file: &FileRow, policy: &FilePolicy) -> Result<Option<Copy>> {
    let Some(seen) = inspect(app, &file.id).await? else { return Ok(None) };
    let meta = file.meta(app)?;
    let is_whole = file.sha256.as_ref() == Some(&seen.sha256);
    if !is_whole || judge(&meta.name, file, &seen, policy).is_some() {
        return Ok(None);
    }
    let id = crate::ids::new_id();
    let work = {
        let (app, from, to) = (app.clone(), file.id.clone(), id.clone());
        tokio::task::spawn_blocking(move || app.vault.copy(&app.keys, &from, &to))
    };
    match work.await.map_err(|_| Fail::Internal("a copy"))? {
        Ok(at) => {
            let (of, slot) = (file.id.clone(), file.slot.clone());
            Ok(Some(Copy { id, of, slot, meta, sha256: seen.sha256, at }))
        }
        Err(error) => {
            store::forget(app, &[id]).await;
            Err(error.into())
        }
    }
}
