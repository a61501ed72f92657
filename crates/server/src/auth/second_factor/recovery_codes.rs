//! Recovery codes: each signs in once in place of a code of the app.

use crate::base::Base;
use crate::fail::Result;
use sqlx::{Sqlite, SqliteExecutor, Transaction};

/// So many are given at a time.
const CODES: usize = 10;

/// Characters of a code: about 49 bits.
const LENGTH: usize = 10;

/// What people do not mistake for each other when they copy by hand: no 0, 1, i, l, o.
const SIGNS: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";

/// New codes for the account; the old ones are deleted.
pub(in super::super) async fn make(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
) -> Result<Vec<String>> {
    delete(tx, account).await?;
    let mut codes = Vec::with_capacity(CODES);
    for _ in 0..CODES {
        let code = new_code();
        sqlx::query(
            "INSERT INTO recovery_codes (account, code) VALUES (?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(account)
        .bind(key(base, account, &code))
        .execute(&mut **tx)
        .await?;
        let (first, second) = code.split_at(LENGTH / 2);
        codes.push(format!("{first}-{second}"));
    }
    Ok(codes)
}

/// How many nobody has used.
pub(in super::super) async fn left<'c>(
    from: impl SqliteExecutor<'c>,
    account: &str,
) -> Result<u32> {
    let sql = "SELECT count(*) FROM recovery_codes WHERE account = ? AND challenge IS NULL";
    Ok(sqlx::query_scalar(sql).bind(account).fetch_one(from).await?)
}

/// Whether this challenge has used a code up.
pub(in super::super) async fn were_used_for<'c>(
    from: impl SqliteExecutor<'c>,
    challenge: &str,
) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM recovery_codes WHERE challenge = ?)";
    Ok(sqlx::query_scalar(sql).bind(challenge).fetch_one(from).await?)
}

/// Uses a code up for this challenge. One that it was used for already is right again.
pub(super) async fn accepts(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    typed: &str,
    challenge: &str,
) -> Result<bool> {
    let code: String =
        typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let used = sqlx::query(
        "UPDATE recovery_codes SET challenge = ? WHERE account = ? AND code = ? AND coalesce(challenge, ?) = ?",
    )
    .bind(challenge)
    .bind(account)
    .bind(key(base, account, &code))
    .bind(challenge)
    .bind(challenge)
    .execute(&mut **tx)
    .await?;
    Ok(used.rows_affected() == 1)
}

pub(super) async fn delete(tx: &mut Transaction<'_, Sqlite>, account: &str) -> Result<()> {
    let sql = "DELETE FROM recovery_codes WHERE account = ?";
    sqlx::query(sql).bind(account).execute(&mut **tx).await?;
    Ok(())
}

fn key(base: &Base, account: &str, code: &str) -> Vec<u8> {
    base.keys.index("recovery-code", &format!("{account} {code}"))
}

/// Evenly distributed over [`SIGNS`].
fn new_code() -> String {
    // Bytes above it would make some signs more likely than others.
    let fair = u8::MAX - u8::MAX % 31;
    let mut code = String::with_capacity(LENGTH);
    while code.len() < LENGTH {
        let [drawn] = crate::ids::random();
        if drawn < fair
            && let Some(sign) = SIGNS.get(usize::from(drawn % 31))
        {
            code.push(char::from(*sign));
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_ten_clear_signs() {
        for _ in 0..1000 {
            let code = new_code();
            assert!(
                code.len() == LENGTH && code.bytes().all(|sign| SIGNS.contains(&sign)),
                "{code}"
            );
        }
    }
}
