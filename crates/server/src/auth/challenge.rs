//! Codes sent by SMS, with the limits on their age, tries and resends.

use super::proofs::AGAIN_MS;
use super::wanted::{About, Purpose, Wanted};
use super::{device, limits, passkeys, proofs, recovery_link, second_factor, session, visit};
use crate::accounts::{self, Login};
use crate::attempts;
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::http::Network;
use crate::outbox;
use domain::wire::auth::{Challenge, Code, CodeBy};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};
use subtle::ConstantTimeEq as _;

pub(super) const CODE_LIVES_S: u32 = 5 * 60;
pub(super) const RESEND_AFTER_S: u32 = 30;
pub(super) const RESENDS: i64 = 3;
const TRIES: i64 = 5;

/// A challenge that can still be answered.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct ChallengeRow {
    pub(super) id: String,
    purpose: String,
    pub(super) account: Option<String>,
    about: Vec<u8>,
    code: Vec<u8>,
    pub(super) sent_at: i64,
    expires_at: i64,
    pub(super) resent: i64,
    /// A code of the app is awaited: nothing was sent.
    pub(super) by_app: bool,
    tries: i64,
    pub(super) used_at: Option<i64>,
    /// Hash of the token of the session or proof that this challenge has brought.
    pub(super) session: Option<Vec<u8>>,
}

impl ChallengeRow {
    pub(super) fn purpose(&self) -> Result<Purpose> {
        Purpose::of(&self.purpose).ok_or(Fail::Internal("the purpose of a challenge"))
    }

    pub(super) fn about(&self, base: &Base) -> Result<About> {
        Ok(base.keys.open_json(&about_context(&self.id), &self.about)?)
    }
}

/// Creates a challenge and sends its code. Before another SMS is allowed, the last challenge of the same asker is good enough.
pub(super) async fn start(base: &Base, wanted: &Wanted<'_>) -> Result<Challenge> {
    let (now, asker) = (base.clock.now_ms(), asker(base, wanted));
    let last = open_one(base, &asker, now).await?;
    let phone = &wanted.about.phone;
    let last = last.map(|row| (row.sent_at, describe(&row, phone, now)));
    match last {
        Some((sent_at, last)) if sent_at > now - i64::from(RESEND_AFTER_S) * 1000 => Ok(last),
        last => match start_new(base, wanted, &asker).await {
            Err(Fail::Wait { code, seconds }) => match last {
                Some((_, last)) => Ok(Challenge { resend_after: seconds, ..last }),
                None => Err(Fail::Wait { code, seconds }),
            },
            started => started,
        },
    }
}

async fn start_new(base: &Base, wanted: &Wanted<'_>, asker: &[u8]) -> Result<Challenge> {
    let (id, code, now) = (crate::ids::new_id(), crate::ids::new_code(), base.clock.now_ms());
    let mut tx = base.db.begin().await?;
    let row: ChallengeRow = sqlx::query_as(
        "INSERT INTO challenges (id, purpose, account, asker, about, code, by_app, sent_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",
    )
    .bind(&id)
    .bind(wanted.purpose.name())
    .bind(wanted.account)
    .bind(asker)
    .bind(base.keys.seal_json(&about_context(&id), wanted.about)?)
    .bind(base.keys.seal(&code_context(&id), code.as_bytes())?)
    .bind(wanted.by == CodeBy::App)
    .bind(now)
    .bind(expires(now))
    .fetch_one(&mut *tx)
    .await?;
    if wanted.by == CodeBy::Sms {
        send(base, &mut tx, wanted, &code).await?;
    }
    tx.commit().await?;
    Ok(describe(&row, &wanted.about.phone, now))
}

/// A stranger who asks for a code to somebody's phone must not share the challenge of its owner: only the same network, with the
/// same words, is the same asker. Who signs in has shown the password.
fn asker(base: &Base, wanted: &Wanted<'_>) -> Vec<u8> {
    let from = match (wanted.account, &wanted.about.registers) {
        (Some(account), _) => format!("{account} {}", wanted.about.phone),
        (None, None) => format!("{} {}", wanted.about.phone, wanted.network),
        (None, Some((email, _))) => format!("{} {} {email}", wanted.about.phone, wanted.network),
    };
    base.keys.index("challenge-asker", &format!("{} {from}", wanted.purpose.name()))
}

/// The newest challenge of `asker` that can be answered.
async fn open_one(base: &Base, asker: &[u8], now: i64) -> Result<Option<ChallengeRow>> {
    let row = sqlx::query_as(
        "SELECT * FROM challenges WHERE asker = ? AND expires_at > ? AND tries < ? AND used_at IS NULL
         ORDER BY sent_at DESC LIMIT 1",
    )
    .bind(asker)
    .bind(now)
    .bind(TRIES)
    .fetch_optional(base.db.read())
    .await?;
    Ok(row)
}

/// The phone, [hidden](hide), to which a code is on its way that would make it that of `account`.
pub(super) async fn awaited_phone(base: &Base, account: &str) -> Result<Option<String>> {
    let row: Option<ChallengeRow> = sqlx::query_as(
        "SELECT * FROM challenges WHERE account = ? AND purpose = ? AND expires_at > ? AND tries < ?
         AND used_at IS NULL ORDER BY sent_at DESC LIMIT 1",
    )
    .bind(account)
    .bind(Purpose::Phone.name())
    .bind(base.clock.now_ms())
    .bind(TRIES)
    .fetch_optional(base.db.read())
    .await?;
    row.map(|row| Ok(hide(&row.about(base)?.phone))).transpose()
}

/// Sends a new code for a challenge; the old one stops working.
pub(super) async fn renew(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
    wanted: &Wanted<'_>,
) -> Result<Challenge> {
    let (code, now) = (crate::ids::new_code(), base.clock.now_ms());
    let row: ChallengeRow = sqlx::query_as(
        "UPDATE challenges SET code = ?, by_app = 0, sent_at = ?, expires_at = ?, resent = resent + 1
         WHERE id = ? RETURNING *",
    )
    .bind(base.keys.seal(&code_context(id), code.as_bytes())?)
    .bind(now)
    .bind(expires(now))
    .bind(id)
    .fetch_one(&mut **tx)
    .await?;
    send(base, tx, wanted, &code).await?;
    Ok(describe(&row, &wanted.about.phone, now))
}

/// The challenge with this id, unless it is used up or too old.
pub(super) async fn find(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
) -> Result<Option<ChallengeRow>> {
    let now = base.clock.now_ms();
    let row = sqlx::query_as(
        "SELECT * FROM challenges WHERE id = ? AND expires_at > ? AND tries < ? AND coalesce(used_at, ?) > ?",
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

/// Checks the code of a challenge with one of these purposes. The inner error says what is wrong with the code: commit, so that
/// the try counts.
pub(super) async fn check(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    purposes: &[Purpose],
    network: Network,
    Code { challenge, code }: &Code,
) -> Result<std::result::Result<ChallengeRow, Fail>> {
    let row = find(base, tx, challenge).await?.ok_or(ProblemCode::CodeExpired)?;
    let purpose = row.purpose()?;
    if !purposes.contains(&purpose) {
        return Err(ProblemCode::CodeExpired.into());
    }
    // Before the comparison: who may not try any more does not learn whether the code is right.
    let tries = limits::codes(base, row.account.as_deref(), network);
    let attempt = attempts::reserve_in(base, tx, &tries).await?;
    if let Some(brought) = &row.session
        && !session::is_unseen(tx, brought).await?
        && !proofs::is_unused(tx, brought).await?
    {
        return Err(ProblemCode::CodeExpired.into());
    }
    if is_sent(base, &row, code)? || is_of_app(base, tx, &row, code).await? {
        attempts::forgive(tx, attempt).await?;
        let unanswered = limits::unanswered(base, purpose, &row.about(base)?.phone);
        attempts::clear(tx, &unanswered).await?;
        return Ok(Ok(row));
    }
    if row.used_at.is_some() {
        return Ok(Err(ProblemCode::CodeExpired.into()));
    }
    sqlx::query("UPDATE challenges SET tries = tries + 1 WHERE id = ?")
        .bind(&row.id)
        .execute(&mut **tx)
        .await?;
    Ok(Err(match u8::try_from(TRIES - row.tries - 1).unwrap_or(0) {
        0 => ProblemCode::CodeExpired.into(),
        tries_left => Fail::WrongCode { tries_left },
    }))
}

/// Whether the code is the one that was sent; none is while a code of the app is awaited.
fn is_sent(base: &Base, row: &ChallengeRow, code: &str) -> Result<bool> {
    let sent = base.keys.open(&code_context(&row.id), &row.code)?;
    Ok(!row.by_app && bool::from(sent.ct_eq(code.trim().as_bytes())))
}

/// Whether the code is one of the citizen's app, or a recovery code, for signing in.
async fn is_of_app(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    row: &ChallengeRow,
    code: &str,
) -> Result<bool> {
    match (&row.account, row.purpose()?) {
        (Some(account), Purpose::SignIn) => {
            let challenge = (row.id.as_str(), row.used_at.is_some());
            second_factor::accepts(base, tx, account, challenge, code).await
        }
        _ => Ok(false),
    }
}

/// Marks the challenge as used; `brought` is the hash of the token of the session or proof that it has brought, if it brings one.
pub(super) async fn mark_used(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    id: &str,
    brought: Option<&[u8]>,
) -> Result<()> {
    sqlx::query("UPDATE challenges SET used_at = coalesce(used_at, ?), session = ? WHERE id = ?")
        .bind(base.clock.now_ms())
        .bind(brought)
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Deletes what has expired: challenges, proofs, visits to the identity provider, ceremonies with passkeys, apps that showed no code,
/// attempts that no longer count, and browsers that nobody uses.
pub(crate) async fn sweep(base: &Base) -> Result<()> {
    sqlx::query("DELETE FROM challenges WHERE expires_at <= ?")
        .bind(base.clock.now_ms())
        .execute(base.db.write())
        .await?;
    proofs::sweep(base).await?;
    visit::sweep(base).await?;
    passkeys::sweep(base).await?;
    second_factor::sweep(base).await?;
    attempts::sweep(base).await?;
    device::sweep(base).await
}

fn code_context(id: &str) -> String {
    format!("challenges/code/{id}")
}

fn about_context(id: &str) -> String {
    format!("challenges/about/{id}")
}

fn expires(now: i64) -> i64 {
    now + i64::from(CODE_LIVES_S) * 1000
}

async fn send(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    wanted: &Wanted<'_>,
    code: &str,
) -> Result<()> {
    let counted = limits::messages(base, wanted);
    let reserved = attempts::reserve_in(base, tx, &counted).await;
    // An SMS that is sent stays counted.
    let _ = reserved.map_err(|fail| match fail {
        Fail::Wait { seconds, .. } => Fail::Wait { code: ProblemCode::TooManyMessages, seconds },
        other => other,
    })?;
    let phone = &wanted.about.phone;
    let mut text = wanted.purpose.message(code);
    if wanted.purpose == Purpose::Recovery
        && let Some(account) = accounts::find(base, &Login::Phone(phone.clone())).await?
    {
        let link = recovery_link::make(base, tx, wanted.origin, account.id, phone.clone()).await?;
        text += &format!(" Или откройте ссылку восстановления: {link}");
    }
    outbox::text(base, tx, phone, &text).await
}

fn describe(row: &ChallengeRow, phone: &str, now: i64) -> Challenge {
    let seconds = |until: i64| u32::try_from((until - now + 999) / 1000).unwrap_or_default();
    let (by, resend_after) = match row.by_app {
        true => (CodeBy::App, 0),
        false => (CodeBy::Sms, seconds(row.sent_at + i64::from(RESEND_AFTER_S) * 1000)),
    };
    Challenge {
        challenge: row.id.clone(),
        by,
        phone: hide(phone),
        resend_after,
        expires_in: seconds(row.expires_at),
    }
}

/// `+7 ••• •••-00-01`: all but the last four digits hidden.
pub(super) fn hide(phone: &str) -> String {
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
