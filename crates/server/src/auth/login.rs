use super::attempts::{self, Subject};
use super::challenge;
use crate::accounts;
use crate::base::Base;
use crate::fail::Result;
use crate::http::{Json, Peer};
use axum::extract::State;
use domain::wire::auth::{Challenge, Login};
use domain::wire::problem::ProblemCode;
use std::net::IpAddr;

/// First factor: phone or e-mail, and password. Sends a code by SMS.
///
/// 401 `wrong_credentials`; 429 `too_many_attempts` after 10 failures with one login, or 30 from one network address, in
/// 15 minutes.
#[utoipa::path(post, path = "/auth/login", tag = "auth", request_body = Login, responses(
    (status = 200, body = Challenge),
))]
pub(super) async fn login(
    State(base): State<Base>,
    Peer(peer): Peer,
    Json(login): Json<Login>,
) -> Result<axum::Json<Challenge>> {
    let account = authenticate(&base, peer, login).await?;
    Ok(axum::Json(challenge::start(&base, &account).await?))
}

/// Checks login and password, and returns the id of the account.
async fn authenticate(
    base: &Base,
    peer: IpAddr,
    Login { login, password }: Login,
) -> Result<String> {
    let login = accounts::Login::parse(&login);
    let subjects = [Subject::login(base, &login.key(&base.keys)), Subject::peer(base, peer)];
    let attempt = attempts::reserve(base, &subjects).await?;
    let account = accounts::find(base, &login).await?;
    let hash = account.as_ref().map(|account| account.password.clone());
    let right = accounts::verify(password, hash).await?;
    let Some(account) = account.filter(|_| right) else {
        return Err(ProblemCode::WrongCredentials.into());
    };
    attempts::forgive(base, attempt).await?;
    let codes = attempts::reserve(base, &[Subject::codes(base, &account.id)]).await?;
    attempts::forgive(base, codes).await?;
    Ok(account.id)
}
