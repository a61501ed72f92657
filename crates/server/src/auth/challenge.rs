//! Codes sent by SMS, with the limits on their age, tries and resends.

use super::network::Network;
use super::{attempts, device, limits};
use crate::accounts::{self, Profile};
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::outbox::{self, Channel};
use domain::wire::auth::Challenge;
use domain::wire::problem::ProblemCode;
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
    expires_at: i64,
    pub(super) resent: i64,
    pub(super) tries: i64,
    pub(super) used_at: Option<i64>,
    /// Hash of the token of the session that this challenge started.
    pub(super) session: Option<Vec<u8>>,
}

/// Creates a challenge for `account` and sends its code. Before another SMS is allowed, the last challenge is good enough.
pub(super) async fn start(base: &Base, account: &str, network: Network) -> Result<Challenge> {
    let profile = accounts::profile(base, account).await?;
    let now = base.clock.now_ms();
    let last = open_one(base, account, now).await?;
    let last = last
        .map(|row| (row.sent_at, describe(&row.id, &profile, row.sent_at, row.expires_at, now)));
    match last {
        Some((sent_at, last)) if sent_at > now - i64::from(RESEND_AFTER_S) * 1000 => Ok(last),
        last => match start_new(base, account, &profile, network).await {
            Err(Fail::Wait { code, seconds }) => match last {
                Some((_, last)) => Ok(Challenge { resend_after: seconds, ..last }),
                None => Err(Fail::Wait { code, seconds }),
            },
            started => started,
        },
    }
}

async fn start_new(
    base: &Base,
    account: &str,
    profile: &Profile,
    network: Network,
) -> Result<Challenge> {
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
    send(base, &mut tx, profile, network, &code).await?;
    tx.commit().await?;
    Ok(describe(&id, profile, now, expires(now), now))
}

/// The newest challenge of `account` that can be answered.
async fn open_one(base: &Base, account: &str, now: i64) -> Result<Option<ChallengeRow>> {
    let row = sqlx::query_as(
        "SELECT id, account, code, sent_at, expires_at, resent, tries, used_at, session FROM challenges
         WHERE account = ? AND expires_at > ? AND tries < ? AND used_at IS NULL
         ORDER BY sent_at DESC LIMIT 1",
    )
    .bind(account)
    .bind(now)
    .bind(TRIES)
    .fetch_optional(base.db.read())
    .await?;
    Ok(row)
}

/// Sends a new code for a challenge; the old one stops working.
pub(super) async fn renew(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    row: ChallengeRow,
    profile: &Profile,
    network: Network,
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
    send(base, tx, profile, network, &code).await?;
    Ok(describe(&row.id, profile, now, expires(now), now))
}

/// The challenge with this id, unless it is used up or too old.
pub(super) async fn find(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
) -> Result<Option<ChallengeRow>> {
    let now = base.clock.now_ms();
    let row = sqlx::query_as(
        "SELECT id, account, code, sent_at, expires_at, resent, tries, used_at, session FROM challenges
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

/// Deletes expired challenges, attempts that no longer count, and browsers that nobody uses.
pub(crate) async fn sweep(base: &Base) -> Result<()> {
    sqlx::query("DELETE FROM challenges WHERE expires_at <= ?")
        .bind(base.clock.now_ms())
        .execute(base.db.write())
        .await?;
    attempts::sweep(base).await?;
    device::sweep(base).await
}

fn expires(now: i64) -> i64 {
    now + i64::from(CODE_LIVES_S) * 1000
}

async fn send(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    profile: &Profile,
    network: Network,
    code: &str,
) -> Result<()> {
    let counted = limits::messages(base, &profile.phone, network);
    let reserved = attempts::reserve_in(base, tx, &counted).await;
    // An SMS that is sent stays counted.
    let _ = reserved.map_err(|fail| match fail {
        Fail::Wait { seconds, .. } => Fail::Wait { code: ProblemCode::TooManyMessages, seconds },
        other => other,
    })?;
    let text = format!("Код для входа в «Окно»: {code}. Никому его не сообщайте.");
    outbox::send(base, tx, Channel::Sms, &profile.phone, &text).await
}

fn describe(id: &str, profile: &Profile, sent_at: i64, expires_at: i64, now: i64) -> Challenge {
    let seconds = |until: i64| u32::try_from((until - now + 999) / 1000).unwrap_or_default();
    Challenge {
        challenge: id.to_owned(),
        phone: hide(&profile.phone),
        resend_after: seconds(sent_at + i64::from(RESEND_AFTER_S) * 1000),
        expires_in: seconds(expires_at),
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
