//! Tells the owner of an account what has been changed about it, since it may not be they who did it.

use super::device;
use crate::accounts;
use crate::base::Base;
use crate::fail::Result;
use crate::outbox::{self, Channel};
use sqlx::{Sqlite, Transaction};

/// `what`, when, and what to do about it.
pub(super) fn text(base: &Base, what: &str) -> String {
    let at = device::office_moment(base);
    format!("{what}:{at}. Если это были не вы, позвоните нам.")
}

/// Sends the text by e-mail and to the phone: who has taken one of them does not read both.
pub(super) async fn tell(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    text: &str,
) -> Result<()> {
    write(base, tx, account, text).await?;
    call(base, tx, account, text).await
}

/// Sends the text by e-mail, or to the phone of who has none.
pub(super) async fn tell_somehow(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    text: &str,
) -> Result<()> {
    match write(base, tx, account, text).await? {
        true => Ok(()),
        false => call(base, tx, account, text).await,
    }
}

/// Sends the text by e-mail; false if the account has none.
async fn write(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    text: &str,
) -> Result<bool> {
    let Some(email) = accounts::mailbox(base, &mut **tx, account).await? else { return Ok(false) };
    outbox::send(base, tx, Channel::Email, &email, text).await?;
    Ok(true)
}

async fn call(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    text: &str,
) -> Result<()> {
    let profile = accounts::profile_in(base, tx, account).await?;
    outbox::send(base, tx, Channel::Sms, &profile.phone, text).await
}
