//! Proofs: somebody has the phone (a code by SMS) or reads the e-mail (a link in a letter).

use super::session;
use super::wanted::About;
use crate::base::Base;
use crate::fail::Result;
use crate::keys::sha256;
use domain::wire::auth::Proof;
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// For this long what was used works again: the response to its first use may have been lost.
pub(super) const AGAIN_MS: i64 = 60 * 1000;

/// What a proof is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A new account, or a new password.
    Access,
    /// The e-mail of an account becomes its second login.
    Email,
}

impl Use {
    fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Email => "email",
        }
    }
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct ProofRow {
    pub(super) token: Vec<u8>,
    /// Whose account it is; null while nobody has the phone.
    pub(super) account: Option<String>,
    about: Vec<u8>,
    pub(super) by_link: bool,
    expires_at: i64,
    used_at: Option<i64>,
    /// Hash of the token of the session that the proof has begun.
    pub(super) session: Option<Vec<u8>>,
}

impl ProofRow {
    pub(super) fn about(&self, base: &Base) -> Result<About> {
        Ok(base.keys.open_json(&about_context(&self.token), &self.about)?)
    }

    pub(super) fn is_used(&self) -> bool {
        self.used_at.is_some()
    }

    pub(super) fn describe(&self, base: &Base, secret: String) -> Proof {
        let left = (self.expires_at - base.clock.now_ms()) / 1000;
        Proof {
            proof: secret,
            has_account: self.account.is_some(),
            expires_in: u32::try_from(left).unwrap_or_default(),
        }
    }
}

/// What a proof shows, and of whom.
pub(super) struct Given {
    pub(super) account: Option<String>,
    pub(super) about: About,
    pub(super) by_link: bool,
}

/// Makes a proof that is good for so many seconds. Only its bearer knows the secret.
pub(super) async fn give(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    good_for: Use,
    given: &Given,
    lives_s: i64,
) -> Result<(String, ProofRow)> {
    let secret = crate::ids::new_secret();
    let token = sha256(secret.as_bytes());
    let row = sqlx::query_as(
        "INSERT INTO proofs (token, purpose, account, about, by_link, expires_at)
         VALUES (?, ?, ?, ?, ?, ?) RETURNING *",
    )
    .bind(&token)
    .bind(good_for.name())
    .bind(&given.account)
    .bind(base.keys.seal_json(&about_context(&token), &given.about)?)
    .bind(given.by_link)
    .bind(base.clock.now_ms() + lives_s * 1000)
    .fetch_one(&mut **tx)
    .await?;
    Ok((secret, row))
}

/// The proof with this secret. One that was used a moment ago is found too, as long as no request has come with the session that it
/// has begun.
///
/// # Errors
/// `ProofExpired`
pub(super) async fn find(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    secret: &str,
    good_for: Use,
) -> Result<ProofRow> {
    let now = base.clock.now_ms();
    let row: Option<ProofRow> = sqlx::query_as(
        "SELECT * FROM proofs WHERE token = ? AND purpose = ? AND expires_at > ? AND coalesce(used_at, ?) > ?",
    )
    .bind(sha256(secret.as_bytes()))
    .bind(good_for.name())
    .bind(now)
    .bind(now)
    .bind(now - AGAIN_MS)
    .fetch_optional(&mut **tx)
    .await?;
    let row = row.ok_or(ProblemCode::ProofExpired)?;
    if let Some(session) = &row.session
        && !session::is_unseen(tx, session).await?
    {
        return Err(ProblemCode::ProofExpired.into());
    }
    Ok(row)
}

/// Marks the proof as used for `account`; `session` is the hash of the token of the session that it has begun.
pub(super) async fn mark_used(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    row: &ProofRow,
    account: &str,
    session: Option<&[u8]>,
) -> Result<()> {
    sqlx::query(
        "UPDATE proofs SET used_at = coalesce(used_at, ?), account = ?, session = ? WHERE token = ?",
    )
    .bind(base.clock.now_ms())
    .bind(account)
    .bind(session)
    .bind(&row.token)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whether there is a proof with this hash, and nobody has used it.
pub(super) async fn is_unused(tx: &mut Transaction<'_, Sqlite>, hash: &[u8]) -> Result<bool> {
    let unused: Option<bool> =
        sqlx::query_scalar("SELECT used_at IS NULL FROM proofs WHERE token = ?")
            .bind(hash)
            .fetch_optional(&mut **tx)
            .await?;
    Ok(unused == Some(true))
}

pub(super) async fn sweep(base: &Base) -> Result<()> {
    sqlx::query("DELETE FROM proofs WHERE expires_at <= ?")
        .bind(base.clock.now_ms())
        .execute(base.db.write())
        .await?;
    Ok(())
}

fn about_context(token: &[u8]) -> String {
    format!("proofs/about/{}", crate::ids::hex(token))
}
