use super::challenge;
use super::device;
use super::enter::enter;
use super::limits;
use super::second_factor;
use super::wanted::{About, Purpose, Wanted};
use crate::accounts;
use crate::attempts;
use crate::base::Base;
use crate::fail::Result;
use crate::http::Network;
use crate::http::{Json, Peer};
use crate::ids::hex;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use domain::wire::account::SecondFactor;
use domain::wire::auth::{CodeBy, Login, SigningIn};
use domain::wire::problem::ProblemCode;

/// First factor: phone or e-mail, and password. Sends a code by SMS, unless one from the last 30 seconds is still good, or the citizen
/// has an authenticator app. Who has switched the second factor off is signed in, with the session cookie.
///
/// 401 `wrong_credentials`; 403 `account_blocked`; 429 `too_many_attempts` after 10 wrong passwords for an account from one network or in one known
/// browser, or 200 from one network, in 15 minutes; 429 `too_many_messages` after 5 SMS in an hour that nobody has answered,
/// or 30 in a day.
#[utoipa::path(post, path = "/auth/login", tag = "auth", request_body = Login, responses(
    (status = 200, body = SigningIn, headers(("Set-Cookie" = Option<String>))),
))]
pub(super) async fn login(
    State(base): State<Base>,
    Peer(peer): Peer,
    headers: HeaderMap,
    Json(login): Json<Login>,
) -> Result<Response> {
    let network = Network::of(peer);
    let account = authenticate(&base, network, &headers, login).await?;
    let by = match second_factor::of(base.db.read(), &account).await? {
        SecondFactor::App => CodeBy::App,
        SecondFactor::Sms => CodeBy::Sms,
        SecondFactor::Off => {
            let mut tx = base.db.begin().await?;
            let entered = enter(&base, &mut tx, &headers, account, None).await?;
            tx.commit().await?;
            return entered.answer_as(&base, SigningIn::Session).await;
        }
    };
    let about = About::phone(accounts::profile(&base, &account).await?.phone);
    let wanted = Wanted {
        purpose: Purpose::SignIn,
        account: Some(&account),
        by,
        origin: "",
        about: &about,
        network,
        device: None,
    };
    let challenge = challenge::start(&base, &wanted).await?;
    Ok(axum::Json(SigningIn::Challenge(challenge)).into_response())
}

/// Checks login and password, and returns the id of the account.
async fn authenticate(
    base: &Base,
    network: Network,
    headers: &HeaderMap,
    Login { login, password }: Login,
) -> Result<String> {
    let login = accounts::Login::parse(&login);
    let account = accounts::find(base, &login).await?;
    // Phone and e-mail of an account count together.
    let who =
        account.as_ref().map_or_else(|| hex(&login.key(&base.keys)), |account| account.id.clone());
    let device = device::known(base, headers, &who).await?.map(|device| hex(&device));
    let subjects = limits::password(base, &who, network, device.as_deref()).await?;
    let attempt = attempts::reserve(base, &subjects).await?;
    let hash = account.as_ref().map(|account| account.password.clone());
    let right = accounts::verify(password.clone(), hash).await?;
    let Some(account) = account.filter(|_| right) else {
        return Err(ProblemCode::WrongCredentials.into());
    };
    let mut tx = base.db.begin().await?;
    attempts::forgive(&mut tx, attempt).await?;
    tx.commit().await?;
    // Only who knows the password learns it.
    if account.blocked_at.is_some() {
        return Err(ProblemCode::AccountBlocked.into());
    }
    if accounts::is_outdated(&account.password) {
        let hash = accounts::hash(password).await?;
        accounts::renew_hash(base, &account.id, &account.password, &hash).await?;
    }
    Ok(account.id)
}
