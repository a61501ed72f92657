//! Counts what a stranger could do too often. Counts are in the database, so that a restart does not reset them.

use crate::base::Base;
use crate::fail::{Fail, Result};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// At most `allowed` in any `window_ms`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    pub(crate) allowed: usize,
    pub(crate) window_ms: i64,
}

impl Limit {
    pub(crate) const fn per_minutes(allowed: usize, minutes: i64) -> Self {
        Self { allowed, window_ms: minutes * 60 * 1000 }
    }
}

/// The longest window of a limit; older attempts are deleted.
const LONGEST_MS: i64 = 24 * 60 * 60 * 1000;

/// What attempts are counted by. A keyed hash, so that the database contains neither logins nor addresses.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    key: Vec<u8>,
    limit: Limit,
}

impl Subject {
    /// `kind` and `value` name the subject; one with two limits needs two kinds.
    pub(crate) fn new(base: &Base, kind: &str, value: &str, limit: Limit) -> Self {
        Self { key: base.keys.index(&format!("attempts-{kind}"), value), limit }
    }

    /// How many attempts count now.
    pub(crate) async fn count(&self, base: &Base) -> Result<usize> {
        let count: i64 =
            sqlx::query_scalar("SELECT count(*) FROM attempts WHERE subject = ? AND at > ?")
                .bind(&self.key)
                .bind(base.clock.now_ms() - self.limit.window_ms)
                .fetch_one(base.db.read())
                .await?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }
}

/// Ids of attempts that count as failed until [`forgive`] deletes them.
#[must_use]
pub(crate) struct Reserved(Vec<i64>);

/// Counts an attempt as failed before it is made, so that parallel attempts cannot pass the limit.
///
/// `Fail::Wait` when a subject has too many; then nothing is counted.
pub(crate) async fn reserve(base: &Base, subjects: &[Subject]) -> Result<Reserved> {
    let mut tx = base.db.begin().await?;
    let reserved = reserve_in(base, &mut tx, subjects).await?;
    tx.commit().await?;
    Ok(reserved)
}

/// [`reserve`] in a transaction.
pub(crate) async fn reserve_in(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    subjects: &[Subject],
) -> Result<Reserved> {
    let now = base.clock.now_ms();
    for Subject { key, limit } in subjects {
        let oldest: Option<i64> = sqlx::query_scalar(
            "SELECT at FROM attempts WHERE subject = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?",
        )
        .bind(key)
        .bind(now - limit.window_ms)
        .bind(i64::try_from(limit.allowed.saturating_sub(1)).unwrap_or(i64::MAX))
        .fetch_optional(&mut **tx)
        .await?;
        if let Some(oldest) = oldest {
            let seconds = seconds_until(oldest + limit.window_ms, now);
            return Err(Fail::Wait { code: ProblemCode::TooManyAttempts, seconds });
        }
    }
    let mut reserved = Vec::new();
    for Subject { key, .. } in subjects {
        let id =
            sqlx::query_scalar("INSERT INTO attempts (subject, at) VALUES (?, ?) RETURNING id")
                .bind(key)
                .bind(now)
                .fetch_one(&mut **tx)
                .await?;
        reserved.push(id);
    }
    Ok(Reserved(reserved))
}

/// Deletes attempts that have succeeded.
pub(crate) async fn forgive(
    tx: &mut Transaction<'_, Sqlite>,
    Reserved(ids): Reserved,
) -> Result<()> {
    for id in ids {
        sqlx::query("DELETE FROM attempts WHERE id = ?").bind(id).execute(&mut **tx).await?;
    }
    Ok(())
}

/// Deletes all attempts of a subject.
pub(crate) async fn clear(
    tx: &mut Transaction<'_, Sqlite>,
    Subject { key, .. }: &Subject,
) -> Result<()> {
    sqlx::query("DELETE FROM attempts WHERE subject = ?").bind(key).execute(&mut **tx).await?;
    Ok(())
}

pub(crate) async fn sweep(base: &Base) -> Result<()> {
    sqlx::query("DELETE FROM attempts WHERE at <= ?")
        .bind(base.clock.now_ms() - LONGEST_MS)
        .execute(base.db.write())
        .await?;
    Ok(())
}

fn seconds_until(at: i64, now: i64) -> u32 {
    u32::try_from((at - now).max(1).div_euclid(1000) + 1).unwrap_or(u32::MAX)
}
