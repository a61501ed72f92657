//! A new account: whose phone it is, then the name and the password.

use super::challenge;
use super::enter::enter;
use super::proofs::{self, Use};
use super::wanted::{About, Purpose, Wanted};
use super::{device, email};
use crate::accounts::{self, NewAccount as Owner, Profile};
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::http::Network;
use crate::http::{Json, Peer};
use crate::settings::Settings;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::form::{FieldError, Issue};
use domain::values::{Email, NameError, NamePart, Phone};
use domain::wire::auth::{AGREEMENT, Challenge, CodeBy, NewAccount, Registration, Session};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Sends a code to the phone of who wants an account, unless one from the last 30 seconds is still good.
///
/// Answers the same whether there is an account or not. 422 `invalid`, with pointers to `/answers/phone`, `/answers/email` or
/// `/answers/agreement`; 429 `too_many_messages` after 5 SMS in an hour that nobody has answered, or 10 in a day. They do not count
/// against the codes for signing in.
#[utoipa::path(post, path = "/auth/registration", tag = "auth", request_body = Registration, responses(
    (status = 200, body = Challenge),
))]
pub(super) async fn begin(
    State(base): State<Base>,
    Peer(peer): Peer,
    headers: HeaderMap,
    Json(registration): Json<Registration>,
) -> Result<axum::Json<Challenge>> {
    let about = read(&registration)?;
    let device = device::of_phone(&base, &headers, &about.phone).await?;
    let wanted = Wanted {
        purpose: Purpose::Registration,
        account: None,
        by: CodeBy::Sms,
        origin: "",
        about: &about,
        network: Network::of(peer),
        device: device.as_deref(),
    };
    Ok(axum::Json(challenge::start(&base, &wanted).await?))
}

fn read(Registration { phone, email, agreement }: &Registration) -> Result<About> {
    let phone = match Phone::parse(phone) {
        Ok(phone) if phone.takes_sms() => Ok(phone),
        Ok(_) => Err(Issue::answer("phone", FieldError::NotOffered)),
        Err(error) => Err(Issue::answer("phone", error)),
    };
    let email = Email::parse(email).map_err(|error| Issue::answer("email", error));
    let agreed = agreement == AGREEMENT;
    match (phone, email) {
        (Ok(phone), Ok(email)) if agreed => Ok(About {
            phone: phone.to_string(),
            registers: Some((email.to_string(), agreement.clone())),
            email: None,
        }),
        (phone, email) => {
            let not_agreed = (!agreed).then(|| Issue::answer("agreement", FieldError::NotAgreed));
            let issues = phone.err().into_iter().chain(email.err()).chain(not_agreed);
            Err(Fail::Issues(ProblemCode::Invalid, issues.collect()))
        }
    }
}

/// Makes the account of who has shown that the phone is theirs, and signs them in. A letter asks to confirm the e-mail.
///
/// 410 `proof_expired`; 409 `not_allowed` when somebody has an account with this phone by now; 422 `weak_password`; 422 `invalid`
/// with the wrong parts of the name. The account is not confirmed (M-02). If the response was lost, the same request works again
/// for a minute.
#[utoipa::path(post, path = "/auth/account", tag = "auth", request_body = NewAccount, responses(
    (status = 200, body = Session, headers(("Set-Cookie" = String))),
))]
pub(super) async fn finish(
    State(base): State<Base>,
    State(settings): State<Arc<Settings>>,
    headers: HeaderMap,
    Json(NewAccount { proof, surname, given, patronymic, password }): Json<NewAccount>,
) -> Result<Response> {
    let [surname, given, patronymic] = read_name(&surname, &given, patronymic.as_deref())?;
    let hash = accounts::new_hash(password).await?;
    let mut tx = base.db.begin().await?;
    let row = proofs::find(&base, &mut tx, &proof, Use::Access).await?;
    let about = row.about(&base)?;
    let account = match (&row.account, about.registers) {
        (Some(account), Some(_)) if row.is_used() => account.clone(),
        (None, Some((email, agreement))) => {
            let patronymic = Some(patronymic).filter(|text| !text.is_empty());
            let profile = Profile::new([surname, given], patronymic, [about.phone, email]);
            let owner = Owner {
                profile: &profile,
                agreement: Some(&agreement),
                is_confirmed: false,
                has_email: false,
            };
            let made = accounts::insert(&base, &mut tx, &owner, &hash).await?;
            let account = made.ok_or(ProblemCode::NotAllowed)?;
            email::ask(&base, &settings, &mut tx, &account, &profile.email).await?;
            account
        }
        _ => return Err(ProblemCode::NotAllowed.into()),
    };
    let entered = enter(&base, &mut tx, &headers, account.clone(), row.session.clone()).await?;
    proofs::mark_used(&base, &mut tx, &row, &account, Some(&entered.hash())).await?;
    tx.commit().await?;
    entered.answer(&base).await
}

/// The canonical surname, given name and patronymic; the last is empty for who has none.
fn read_name(surname: &str, given: &str, patronymic: Option<&str>) -> Result<[String; 3]> {
    let part = |path: &str, text: &str| -> std::result::Result<String, Issue> {
        if text.trim().is_empty() {
            return Err(Issue::answer(path, FieldError::Missing));
        }
        let parsed: std::result::Result<NamePart, NameError> = NamePart::parse(text);
        parsed.map(|name| name.to_string()).map_err(|error| Issue::answer(path, error))
    };
    let patronymic = patronymic.map_or(Ok(String::new()), |text| part("patronymic", text));
    match (part("surname", surname), part("given", given), patronymic) {
        (Ok(surname), Ok(given), Ok(patronymic)) => Ok([surname, given, patronymic]),
        (surname, given, patronymic) => {
            let issues =
                [surname, given, patronymic].into_iter().filter_map(std::result::Result::err);
            Err(Fail::Issues(ProblemCode::Invalid, issues.collect()))
        }
    }
}
