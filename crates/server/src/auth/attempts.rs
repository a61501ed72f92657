//! Limits failed attempts to sign in. They are counted in the database, so that a restart does not reset them.

use crate::base::Base;
use crate::fail::{Fail, Result};
use std::net::IpAddr;

/// An attempt counts for 15 minutes.
const WINDOW_MS: i64 = 15 * 60 * 1000;

/// Allowed failures per account or login.
pub(super) const PER_LOGIN: usize = 10;

/// Allowed failures per network address. There are more of them because mobile operators put many citizens behind one
/// address.
pub(super) const PER_PEER: usize = 30;

/// What attempts are counted by. A keyed hash, so that the database contains neither logins nor addresses.
pub(super) struct Subject {
    pub(super) key: Vec<u8>,
    pub(super) limit: usize,
}

impl Subject {
    pub(super) fn login(base: &Base, login: &[u8]) -> Self {
        Self::new(base, "login", &crate::ids::hex(login), PER_LOGIN)
    }

    pub(super) fn peer(base: &Base, peer: IpAddr) -> Self {
        Self::new(base, "peer", &peer.to_string(), PER_PEER)
    }

    /// Wrong codes of an account: whoever knows the password must not be able to guess codes for ever.
    pub(super) fn codes(base: &Base, account: &str) -> Self {
        Self::new(base, "codes", account, PER_LOGIN)
    }

    fn new(base: &Base, kind: &str, value: &str, limit: usize) -> Self {
        Self { key: base.keys.index(&format!("attempts-{kind}"), value), limit }
    }
}

/// Ids of attempts that count as failed until `forgive` deletes them.
#[must_use]
pub(super) struct Reserved(Vec<i64>);

/// Counts an attempt as failed before it is made, so that parallel attempts cannot pass the limit. 429 when a subject has
/// too many.
pub(super) async fn reserve(base: &Base, subjects: &[Subject]) -> Result<Reserved> {
    let now = base.clock.now_ms();
    let mut tx = base.db.begin().await?;
    for Subject { key, limit } in subjects {
        let times: Vec<i64> = sqlx::query_scalar(
            "SELECT at FROM attempts WHERE subject = ? AND at > ? ORDER BY at DESC",
        )
        .bind(key)
        .bind(now - WINDOW_MS)
        .fetch_all(&mut *tx)
        .await?;
        if let Some(oldest) = times.get(limit - 1) {
            return Err(Fail::Wait { seconds: seconds_until(oldest + WINDOW_MS, now) });
        }
    }
    let mut reserved = Vec::new();
    for Subject { key, .. } in subjects {
        let id =
            sqlx::query_scalar("INSERT INTO attempts (subject, at) VALUES (?, ?) RETURNING id")
                .bind(key)
                .bind(now)
                .fetch_one(&mut *tx)
                .await?;
        reserved.push(id);
    }
    tx.commit().await?;
    Ok(Reserved(reserved))
}

/// Deletes attempts that have succeeded.
pub(super) async fn forgive(base: &Base, Reserved(ids): Reserved) -> Result<()> {
    let mut tx = base.db.begin().await?;
    for id in ids {
        sqlx::query("DELETE FROM attempts WHERE id = ?").bind(id).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(())
}

pub(super) async fn sweep(base: &Base) -> Result<()> {
    sqlx::query("DELETE FROM attempts WHERE at <= ?")
        .bind(base.clock.now_ms() - WINDOW_MS)
        .execute(base.db.write())
        .await?;
    Ok(())
}

fn seconds_until(at: i64, now: i64) -> u32 {
    u32::try_from((at - now).max(1).div_euclid(1000) + 1).unwrap_or(u32::MAX)
}
