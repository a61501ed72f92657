//! Adding an authenticator app: its secret, then a code that shows that the app has it.

use super::super::challenge;
use super::super::second_factor::{self, app, recovery_codes};
use super::super::session::{Signed, Trusted};
use super::super::{limits, news};
use crate::accounts;
use crate::attempts;
use crate::base::Base;
use crate::document::Qr;
use crate::fail::{Fail, Result};
use crate::http::Network;
use crate::http::{Json, Peer};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::wire::account::{AppCode, Authenticator, RecoveryCodes, SecondFactor};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};

/// A secret for an authenticator app, good for 15 minutes; asked for again, the same.
///
/// 403 `password_required`
#[utoipa::path(post, path = "/account/authenticator", tag = "account", security(("session" = [])),
    responses((status = 200, body = Authenticator)))]
pub(in super::super) async fn begin(
    State(base): State<Base>,
    Trusted { account, .. }: Trusted,
) -> Result<axum::Json<Authenticator>> {
    let mut tx = base.db.begin().await?;
    let made = app::begin(&base, &mut tx, &account).await?;
    let (secret, link) = described(&base, &mut tx, &account, made).await?;
    tx.commit().await?;
    Ok(axum::Json(Authenticator { secret, link }))
}

/// The secret as a QR code for the app; 404 when none waits.
#[utoipa::path(get, path = "/account/authenticator/qr.svg", tag = "account", security(("session" = [])),
    responses((status = 200, body = String, content_type = "image/svg+xml")))]
pub(in super::super) async fn qr(
    State(base): State<Base>,
    Signed { account }: Signed,
) -> Result<Response> {
    let mut tx = base.db.begin().await?;
    let secret = app::pending(&base, &mut tx, &account).await?.ok_or(ProblemCode::NotFound)?;
    let (_, link) = described(&base, &mut tx, &account, secret).await?;
    tx.commit().await?;
    let code = Qr::new(&link).ok_or(Fail::Internal("a QR code"))?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], code.svg()).into_response())
}

/// Checks a code of the app: from now on signing in asks for one. Returns new recovery codes.
///
/// 401 `wrong_code`; 403 `password_required`; 410 `code_expired` when no secret waits; 429 `too_many_attempts` as at `/auth/code`. If the
/// response was lost, a code of the app brings new recovery codes.
#[utoipa::path(post, path = "/account/authenticator/code", tag = "account", request_body = AppCode,
    security(("session" = [])), responses((status = 200, body = RecoveryCodes)))]
pub(in super::super) async fn confirm(
    State(base): State<Base>,
    Peer(peer): Peer,
    Trusted { account, .. }: Trusted,
    Json(AppCode { code }): Json<AppCode>,
) -> Result<axum::Json<RecoveryCodes>> {
    let mut tx = base.db.begin().await?;
    let tries = limits::codes(&base, Some(&account), Network::of(peer));
    let attempt = attempts::reserve_in(&base, &mut tx, &tries).await?;
    let has_app = second_factor::of(&mut *tx, &account).await? == SecondFactor::App;
    let is_right = match app::pending(&base, &mut tx, &account).await? {
        Some(secret) => app::confirm(&base, &mut tx, &account, secret, &code).await?,
        None if has_app => app::accepts(&base, &mut tx, &account, &code, true).await?,
        None => return Err(ProblemCode::CodeExpired.into()),
    };
    if !is_right {
        tx.commit().await?;
        return Err(ProblemCode::WrongCode.into());
    }
    attempts::forgive(&mut tx, attempt).await?;
    second_factor::set(&mut tx, &account, SecondFactor::App).await?;
    let codes = recovery_codes::make(&base, &mut tx, &account).await?;
    let letter = news::letter(&base, "Код для входа в «Окно» теперь показывает приложение");
    news::tell_somehow(&base, &mut tx, &account, &letter).await?;
    tx.commit().await?;
    Ok(axum::Json(RecoveryCodes { codes }))
}

async fn described(
    base: &Base,
    tx: &mut Transaction<'_, Sqlite>,
    account: &str,
    secret: Vec<u8>,
) -> Result<(String, String)> {
    let phone = accounts::profile_in(base, tx, account).await?.phone;
    app::described(secret, &challenge::hide(&phone))
}
