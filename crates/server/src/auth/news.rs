//! Tells the owner of an account what has been changed about it, since it may not be they who did it.

use super::device;
use crate::accounts;
use crate::base::Base;
use crate::fail::Result;
use crate::outbox::{self, Letter};
use sqlx::{Sqlite, Transaction};

/// `what`, when, and what to do about it.
pub(super) fn letter(base: &Base, what: &str) -> Letter {
    let at = device::office_moment(base);
    Letter::new(
        format!("{what}:{at}. Если это были не вы, позвоните нам."),
        format!("{what}:{at}."),
    )
    .todo("Если это были вы, ничего делать не нужно. Если не вы, позвоните нам.")
    .link(base.letterhead.link("/security"))
}

/// Sends it by e-mail and to the phone: who has taken one of them does not read both.
pub(super) async fn tell(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    letter: &Letter,
) -> Result<()> {
    write(base, tx, account, letter).await?;
    call(base, tx, account, letter).await
}

/// Sends it by e-mail, or to the phone of who has none.
pub(super) async fn tell_somehow(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    letter: &Letter,
) -> Result<()> {
    match write(base, tx, account, letter).await? {
        true => Ok(()),
        false => call(base, tx, account, letter).await,
    }
}

/// Sends it by e-mail; false if the account has none.
async fn write(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    letter: &Letter,
) -> Result<bool> {
    let Some(email) = accounts::mailbox(base, &mut **tx, account).await? else { return Ok(false) };
    let name = accounts::profile_in(base, tx, account).await?.address();
    outbox::write(base, tx, &email, Some(&name), letter).await?;
    Ok(true)
}

async fn call(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    letter: &Letter,
) -> Result<()> {
    let profile = accounts::profile_in(base, tx, account).await?;
    outbox::text(base, tx, &profile.phone, &letter.line).await
}
