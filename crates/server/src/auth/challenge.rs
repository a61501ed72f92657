//! Codes sent by SMS, with the limits on their age, tries and resends.

use super::attempts;
use crate::accounts::{self, Profile};
use crate::base::Base;
use crate::fail::Result;
use crate::outbox::{self, Channel};
use domain::wire::auth::Challenge;
use sqlx::{Sqlite, Transaction};

pub(super) const CODE_LIVES_S: u32 = 5 * 60;
pub(super) const RESEND_AFTER_S: u32 = 30;
pub(super) const RESENDS: i64 = 3;
pub(super) const TRIES: i64 = 5;
/// For this long a used code works again: the response to its first use may have been lost.
const AGAIN_MS: i64 = 60 * 1000;

/// A challenge that can still be answered.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct ChallengeRow {
    pub(super) id: String,
    pub(super) account: String,
    pub(super) code: Vec<u8>,
    pub(super) sent_at: i64,
    pub(super) resent: i64,
    pub(super) tries: i64,
    pub(super) used_at: Option<i64>,
    /// Hash of the token of the session that this challenge started.
    pub(super) session: Option<Vec<u8>>,
}

/// Creates a challenge for `account` and sends its code.
pub(super) async fn start(base: &Base, account: &str) -> Result<Challenge> {
    let profile = accounts::profile(base, account).await?;
    let (id, code, now) = (crate::ids::new_id(), crate::ids::new_code(), base.clock.now_ms());
    let mut tx = base.db.begin().await?;
    sqlx::query(
        "INSERT INTO challenges (id, account, code, sent_at, expires_at) VALUES (?, ?, ?, ?, ?)",
    )
    .bind(&id)
    .bind(account)
    .bind(base.keys.seal(&code_context(&id), code.as_bytes())?)
    .bind(now)
    .bind(expires(now))
    .execute(&mut *tx)
    .await?;
    send(base, &mut tx, &profile, &code).await?;
    tx.commit().await?;
    Ok(describe(id, &profile))
}

/// Sends a new code for a challenge; the old one stops working.
pub(super) async fn renew(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    row: ChallengeRow,
    profile: &Profile,
) -> Result<Challenge> {
    let (code, now) = (crate::ids::new_code(), base.clock.now_ms());
    sqlx::query(
        "UPDATE challenges SET code = ?, sent_at = ?, expires_at = ?, resent = resent + 1 WHERE id = ?",
    )
    .bind(base.keys.seal(&code_context(&row.id), code.as_bytes())?)
    .bind(now)
    .bind(expires(now))
    .bind(&row.id)
    .execute(&mut **tx)
    .await?;
    send(base, tx, profile, &code).await?;
    Ok(describe(row.id, profile))
}

/// The challenge with this id, unless it is used up or too old.
pub(super) async fn find(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
) -> Result<Option<ChallengeRow>> {
    let now = base.clock.now_ms();
    let row = sqlx::query_as(
        "SELECT id, account, code, sent_at, resent, tries, used_at, session FROM challenges
         WHERE id = ? AND expires_at > ? AND tries < ? AND coalesce(used_at, ?) > ?",
    )
    .bind(id)
    .bind(now)
    .bind(TRIES)
    .bind(now)
    .bind(now - AGAIN_MS)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row)
}

pub(super) fn code_context(id: &str) -> String {
    format!("challenges/code/{id}")
}

/// Marks the challenge as used; `session` is the hash of the token of the session that it started.
pub(super) async fn mark_used(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
    session: &[u8],
) -> Result<()> {
    sqlx::query("UPDATE challenges SET used_at = coalesce(used_at, ?), session = ? WHERE id = ?")
        .bind(base.clock.now_ms())
        .bind(session)
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Deletes expired challenges, and attempts that no longer count.
pub(crate) async fn sweep(base: &Base) -> Result<()> {
    sqlx::query("DELETE FROM challenges WHERE expires_at <= ?")
        .bind(base.clock.now_ms())
        .execute(base.db.write())
        .await?;
    attempts::sweep(base).await
}

fn expires(now: i64) -> i64 {
    now + i64::from(CODE_LIVES_S) * 1000
}

async fn send(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    profile: &Profile,
    code: &str,
) -> Result<()> {
    let text = format!("Код для входа в «Окно»: {code}. Никому его не сообщайте.");
    outbox::send(base, tx, Channel::Sms, &profile.phone, &text).await
}

fn describe(challenge: String, profile: &Profile) -> Challenge {
    Challenge {
        challenge,
        phone: hide(&profile.phone),
        resend_after: RESEND_AFTER_S,
        expires_in: CODE_LIVES_S,
    }
}

/// `+7 ••• •••-00-01`: all but the last four digits hidden.
fn hide(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().collect();
    match digits.as_slice() {
        [.., a, b, c, d] => format!("+7 ••• •••-{a}{b}-{c}{d}"),
        _ => "+7 ••• •••-••-••".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_hidden_phone_shows_four_digits() {
        assert_eq!(super::hide("+79000001234"), "+7 ••• •••-12-34");
        assert_eq!(super::hide(""), "+7 ••• •••-••-••");
    }
}
