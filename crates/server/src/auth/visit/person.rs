//! Whose account it is that somebody comes back with.

use super::super::provider::Claims;
use crate::accounts::{self, Login, NewAccount, Profile};
use crate::base::Base;
use crate::fail::Fail;
use domain::wire::auth::AGREEMENT;
use sqlx::{Sqlite, Transaction};

/// Why the citizen stays outside.
pub(super) enum Refused {
    /// As `failed` says it.
    Because(&'static str),
    Fail(Fail),
}

impl From<Fail> for Refused {
    fn from(fail: Fail) -> Self {
        Self::Fail(fail)
    }
}

impl From<sqlx::Error> for Refused {
    fn from(error: sqlx::Error) -> Self {
        Self::Fail(error.into())
    }
}

/// The account of the person with this key: the one linked to it, `wanted`, which they confirm, or a new one.
///
/// An account with the same phone is not theirs by that alone: numbers change hands. Its owner signs in and links it.
pub(super) async fn account(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    key: &[u8],
    claims: &Claims,
    wanted: Option<&str>,
) -> Result<String, Refused> {
    let linked: Option<String> =
        sqlx::query_scalar("SELECT account FROM identities WHERE person = ?")
            .bind(key)
            .fetch_optional(&mut **tx)
            .await?;
    let account = match (linked, wanted) {
        (Some(linked), Some(wanted)) if linked != wanted => return Err(Refused::Because("taken")),
        (Some(linked), _) => linked,
        (None, Some(wanted)) => {
            let profile = accounts::profile_in(base, tx, wanted).await?;
            if !is_same_person(&profile, claims) {
                return Err(Refused::Because("other_person"));
            }
            wanted.to_owned()
        }
        (None, None) => make(base, tx, claims).await?,
    };
    if accounts::is_blocked(tx, &account).await? {
        return Err(Refused::Because("blocked"));
    }
    sqlx::query("INSERT INTO identities (person, account, linked_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(key)
        .bind(&account)
        .bind(base.clock.now_ms())
        .execute(&mut **tx)
        .await?;
    if claims.is_confirmed {
        accounts::confirm(base, &mut **tx, &account).await?;
    }
    Ok(account)
}

async fn make(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    claims: &Claims,
) -> Result<String, Refused> {
    let (Some(surname), Some(given), Some(phone), Some(email)) =
        (&claims.surname, &claims.given, &claims.phone, &claims.email)
    else {
        return Err(Refused::Because("incomplete"));
    };
    if !claims.is_phone_verified {
        return Err(Refused::Because("incomplete"));
    }
    let names = [surname.clone(), given.clone()];
    let profile = Profile::new(names, claims.patronymic.clone(), [phone.clone(), email.clone()]);
    let is_email_free = accounts::find(base, &Login::Email(email.to_lowercase())).await?.is_none();
    let owner = NewAccount {
        profile: &profile,
        // The page with the button says so.
        agreement: Some(AGREEMENT),
        is_confirmed: claims.is_confirmed,
        has_email: claims.is_email_verified && is_email_free,
    };
    // No password lets in until the owner sets one.
    let made = accounts::insert(base, tx, &owner, "").await?;
    made.ok_or(Refused::Because("has_account"))
}

/// By surname and given name: patronymics are missing here and there.
fn is_same_person(profile: &Profile, claims: &Claims) -> bool {
    let folded = |text: &str| text.to_lowercase().replace('ё', "е");
    let same = |mine: &str, theirs: &Option<String>| {
        theirs.as_ref().is_some_and(|theirs| folded(mine) == folded(theirs))
    };
    same(&profile.surname, &claims.surname) && same(&profile.given, &claims.given)
}
