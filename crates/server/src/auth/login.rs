use super::attempts::{self, Subject};
use super::challenge;
use crate::accounts;
use crate::app::App;
use crate::fail::Result;
use crate::http::{Json, Peer};
use axum::extract::State;
use domain::wire::auth::{Challenge, Login};
use domain::wire::problem::ProblemCode;
use std::net::IpAddr;

/// First factor: phone or e-mail, and password. A code goes out by SMS.
///
/// 401 `wrong_credentials`; 429 `too_many_attempts` after 10 failures of one login, or 30 of one network address, in 15
/// minutes.
#[utoipa::path(post, path = "/auth/login", tag = "auth", request_body = Login, responses(
    (status = 200, body = Challenge),
))]
pub(super) async fn login(
    State(app): State<App>,
    Peer(peer): Peer,
    Json(login): Json<Login>,
) -> Result<axum::Json<Challenge>> {
    let account = authenticate(&app, peer, login).await?;
    Ok(axum::Json(challenge::start(&app, &account).await?))
}

/// The id of the account whose login and password these are.
async fn authenticate(app: &App, peer: IpAddr, Login { login, password }: Login) -> Result<String> {
    let login = accounts::Login::parse(&login);
    let subjects = [Subject::login(app, &login.key(app)), Subject::peer(app, peer)];
    let attempt = attempts::reserve(app, &subjects).await?;
    let account = accounts::find(app, &login).await?;
    let hash = account.as_ref().map(|account| account.password.clone());
    let right = accounts::verify(password, hash).await?;
    let Some(account) = account.filter(|_| right) else {
        return Err(ProblemCode::WrongCredentials.into());
    };
    attempts::forgive(app, attempt).await?;
    let codes = attempts::reserve(app, &[Subject::codes(app, &account.id)]).await?;
    attempts::forgive(app, codes).await?;
    Ok(account.id)
}
