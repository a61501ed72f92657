use super::super::second_factor::{self, recovery_codes};
use super::super::session::Signed;
use super::super::{challenge, email, passkeys};
use crate::accounts;
use crate::base::Base;
use crate::fail::Result;
use axum::extract::State;
use domain::values::Phone;
use domain::wire::account::Account;

/// How the citizen signs in, and how they are reached.
#[utoipa::path(get, path = "/account", tag = "account", security(("session" = [])),
    responses((status = 200, body = Account)))]
pub(in super::super) async fn show(
    State(base): State<Base>,
    Signed { account }: Signed,
) -> Result<axum::Json<Account>> {
    let profile = accounts::profile(&base, &account).await?;
    let phone = Phone::parse(&profile.phone);
    let is_email_confirmed = accounts::mailbox(&base, base.db.read(), &account).await?.is_some();
    Ok(axum::Json(Account {
        phone: phone.map_or_else(|_| profile.phone.clone(), |phone| phone.pretty()),
        new_phone: challenge::awaited_phone(&base, &account).await?,
        is_email_confirmed,
        new_email: email::awaited(&base, &account, &profile.email).await?,
        email: profile.email,
        has_password: accounts::password_of(&base, &account).await?.is_some(),
        second_factor: second_factor::of(base.db.read(), &account).await?,
        recovery_codes: recovery_codes::left(base.db.read(), &account).await?,
        passkeys: passkeys::list(&base, &account).await?,
        notices: accounts::notices(base.db.read(), &account).await?,
    }))
}
