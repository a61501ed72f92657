//! «Ссылка восстановления» (S-02), in a letter or an SMS.

use super::proofs::{self, Given, Use};
use super::wanted::About;
use crate::base::Base;
use crate::fail::Result;
use sqlx::{Sqlite, Transaction};

/// Seconds for which a link is good.
const LIVES_S: i64 = 60 * 60;

/// A new link for the owner of `account`, who has this phone. The secret stands behind `#`, so that no server's log has it.
pub(super) async fn make(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    origin: &str,
    account: String,
    phone: String,
) -> Result<String> {
    let given = Given { account: Some(account), about: About::phone(phone), by_link: true };
    let (secret, _) = proofs::give(base, tx, Use::Access, &given, LIVES_S).await?;
    Ok(format!("{origin}/recovery#{secret}"))
}
