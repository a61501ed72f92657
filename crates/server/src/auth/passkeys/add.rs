use super::super::news;
use super::super::party::Party;
use super::super::session::Trusted;
use super::{ceremonies, store};
use crate::accounts;
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::http::{Id, Json};
use axum::extract::State;
use domain::form::{FieldError, Issue};
use domain::wire::account::{Ceremony, NewPasskey, Passkey};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Passkeys of an account.
const MOST: usize = 20;

/// Characters of a name.
const LONGEST_NAME: usize = 60;

/// What the browser is asked to make; good for five minutes.
///
/// 403 `password_required`; 404 where passkeys are not offered; 409 `not_allowed` with 20 of them.
#[utoipa::path(post, path = "/account/passkeys", tag = "account", security(("session" = [])),
    responses((status = 200, body = Ceremony)))]
pub(in super::super) async fn begin(
    State(base): State<Base>,
    State(party): State<Option<Arc<Party>>>,
    Trusted { account, .. }: Trusted,
) -> Result<axum::Json<Ceremony>> {
    let party = party.ok_or(ProblemCode::NotFound)?;
    let rows = store::of(base.db.read(), &account).await?;
    if rows.len() >= MOST {
        return Err(ProblemCode::NotAllowed.into());
    }
    let known = rows.iter().map(|row| Ok(row.passkey(&base)?.cred_id().clone()));
    let known = known.collect::<Result<Vec<_>>>()?;
    let name = accounts::profile(&base, &account).await?.address();
    let (options, state) = party.ask_for_new(&base, &account, &name, &known)?;
    let ceremony = ceremonies::begin(&base, Some(&account), &state).await?;
    Ok(axum::Json(Ceremony { ceremony, options }))
}

/// Adds the passkey that the browser has made. A letter tells the citizen.
///
/// 403 `password_required`, `passkey_refused`; 409 `not_allowed` when it is there already; 410 `code_expired`; 422 `invalid` with the name.
/// If the response was lost, the same request works again for a minute.
#[utoipa::path(post, path = "/account/passkeys/{id}", tag = "account",
    params(("id" = String, Path, description = "The ceremony")),
    request_body = NewPasskey, security(("session" = [])), responses((status = 200, body = Passkey)))]
pub(in super::super) async fn finish(
    State(base): State<Base>,
    State(party): State<Option<Arc<Party>>>,
    Trusted { account, .. }: Trusted,
    Id(ceremony): Id,
    Json(NewPasskey { name, credential }): Json<NewPasskey>,
) -> Result<axum::Json<Passkey>> {
    let party = party.ok_or(ProblemCode::NotFound)?;
    let name = read_name(&name)?;
    let mut tx = base.db.begin().await?;
    let row = ceremonies::find(&base, &mut tx, &ceremony, &credential).await?;
    if row.account.as_ref() != Some(&account) {
        return Err(ProblemCode::CodeExpired.into());
    }
    if let Some(brought) = &row.brought {
        let rows = store::of(&mut *tx, &account).await?;
        let made = rows.iter().find(|row| row.id.as_bytes() == brought);
        return Ok(axum::Json(made.ok_or(ProblemCode::CodeExpired)?.describe(&base)?));
    }
    let passkey = party.new_key(&credential, &row.state(&base)?)?;
    let added = store::insert(&base, &mut tx, &account, &passkey, name).await?;
    let added = added.ok_or(ProblemCode::NotAllowed)?;
    ceremonies::end(&base, &mut tx, &row, &credential, added.id.as_bytes()).await?;
    let letter = news::letter(&base, "В «Окно» теперь можно войти с новым ключом доступа");
    news::tell_somehow(&base, &mut tx, &account, &letter).await?;
    tx.commit().await?;
    Ok(axum::Json(added.describe(&base)?))
}

fn read_name(name: &str) -> Result<&str> {
    let name = name.trim();
    let error = match name.chars().count() {
        0 => FieldError::Missing,
        1..=LONGEST_NAME => return Ok(name),
        _ => FieldError::NotOffered,
    };
    Err(Fail::Issues(ProblemCode::Invalid, vec![Issue::answer("name", error)]))
}
