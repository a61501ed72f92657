//! Copies files of a sent application into a draft, so that changes in the draft do not affect the application.

use super::inspect::{inspect, judge};
use super::parts::FileStore;
use super::row::FileRow;
use super::store::{self, FileCopy};
use crate::base::Base;
use crate::fail::{Fail, Result};
use domain::file::FilePolicy;
use domain::form::Service;
use sqlx::{Sqlite, Transaction};
use std::sync::Arc;

/// When a copied file counts as received.
#[derive(Debug)]
pub(crate) enum Receipt {
    /// When the original was: the draft corrects the same application.
    OfOriginal,
    /// Now: the draft becomes an application of its own.
    Now,
}

/// Copied content that no draft refers to yet. Must be recorded or discarded.
#[derive(Default)]
pub(crate) struct Copies(Vec<FileCopy>);

/// Copies those of `files` that are undamaged and accepted by their slots. The citizen has to upload the others again.
pub(crate) async fn copy(
    store: &FileStore,
    service: &Service,
    files: &[FileRow],
) -> Result<Copies> {
    let mut copies = Copies::default();
    for file in files {
        let Some(slot) = service.slot(&file.slot) else { continue };
        match copy_one(store, file, &slot.policy).await {
            Ok(copy) => copies.0.extend(copy),
            Err(fail) => {
                copies.discard(store).await;
                return Err(fail);
            }
        }
    }
    Ok(copies)
}

impl Copies {
    pub(crate) async fn record(
        &self,
        base: &Base,
        tx: &mut Transaction<'_, Sqlite>,
        account: &str,
        draft: &str,
        receipt: &Receipt,
    ) -> Result<()> {
        for (order, copy) in (0..).zip(&self.0) {
            store::insert_copy(base, tx, account, draft, copy, order).await?;
            if matches!(receipt, Receipt::OfOriginal) {
                store::copy_past(base, tx, copy).await?;
            }
        }
        Ok(())
    }

    pub(crate) async fn discard(self, files: &FileStore) {
        let ids: Vec<String> = self.0.into_iter().map(|copy| copy.id).collect();
        store::delete_content(files, &ids).await;
    }
}

async fn copy_one(
    files: &FileStore,
    file: &FileRow,
    policy: &FilePolicy,
) -> Result<Option<FileCopy>> {
    let Some(inspected) = inspect(files, &file.id).await? else { return Ok(None) };
    let meta = file.meta(&files.base.keys)?;
    let is_whole = file.sha256.as_ref() == Some(&inspected.sha256);
    if !is_whole || judge(&meta.name, file, &inspected, policy).is_some() {
        return Ok(None);
    }
    let id = crate::ids::new_id();
    let work = {
        let (vault, keys) = (files.vault.clone(), Arc::clone(&files.base.keys));
        let (from, to) = (file.id.clone(), id.clone());
        tokio::task::spawn_blocking(move || vault.copy(&keys, &from, &to))
    };
    match work.await.map_err(|_| Fail::Internal("a copy"))? {
        Ok(at) => {
            let (original, slot) = (file.id.clone(), file.slot.clone());
            let mark = file.mark(&files.base.keys)?;
            Ok(Some(FileCopy { id, original, mark, slot, meta, sha256: inspected.sha256, at }))
        }
        Err(error) => {
            store::delete_content(files, &[id]).await;
            Err(error.into())
        }
    }
}
