use super::super::session::{self, Peek};
use super::super::{device, limits};
use crate::accounts;
use crate::attempts;
use crate::base::Base;
use crate::fail::Result;
use crate::http::Network;
use crate::http::{Json, Peer};
use crate::ids::hex;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::wire::account::Access;
use domain::wire::problem::ProblemCode;

/// Shows the password once more: for ten minutes the session may change how the account is entered.
///
/// 403 `wrong_password`; 409 `not_allowed` when the account has no password; 429 `too_many_attempts` as at `/auth/login`.
#[utoipa::path(post, path = "/account/access", tag = "account", request_body = Access, security(("session" = [])),
    responses((status = 204)))]
pub(in super::super) async fn access(
    State(base): State<Base>,
    Peer(peer): Peer,
    headers: HeaderMap,
    here: Peek,
    Json(Access { password }): Json<Access>,
) -> Result<StatusCode> {
    let account = here.account.as_str();
    let hash = accounts::password_of(&base, account).await?;
    let hash = hash.ok_or(ProblemCode::NotAllowed)?;
    let device = device::known(&base, &headers, account).await?.map(|device| hex(&device));
    let network = Network::of(peer);
    let subjects = limits::password(&base, account, network, device.as_deref()).await?;
    let attempt = attempts::reserve(&base, &subjects).await?;
    if !accounts::verify(password, Some(hash)).await? {
        return Err(ProblemCode::WrongPassword.into());
    }
    let mut tx = base.db.begin().await?;
    attempts::forgive(&mut tx, attempt).await?;
    tx.commit().await?;
    session::trust(&base, &here.hash).await?;
    Ok(StatusCode::NO_CONTENT)
}
