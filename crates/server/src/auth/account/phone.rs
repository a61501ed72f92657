use super::super::session::{Signed, Trusted};
use super::super::wanted::{About, Purpose, Wanted};
use super::super::{challenge, news};
use crate::accounts;
use crate::base::Base;
use crate::fail::{Fail, Result};
use crate::http::Network;
use crate::http::{Json, Peer};
use axum::extract::State;
use axum::http::StatusCode;
use domain::form::{FieldError, Issue};
use domain::values::Phone;
use domain::wire::account::ChangedPhone;
use domain::wire::auth::{Challenge, Code, CodeBy};
use domain::wire::problem::ProblemCode;

/// Sends a code to another phone of the account.
///
/// 403 `password_required`; 422 `invalid`; 429 `too_many_messages` as at `/auth/registration`.
#[utoipa::path(post, path = "/account/phone", tag = "account", request_body = ChangedPhone, security(("session" = [])),
    responses((status = 200, body = Challenge)))]
pub(in super::super) async fn begin(
    State(base): State<Base>,
    Peer(peer): Peer,
    Trusted { account, .. }: Trusted,
    Json(ChangedPhone { phone }): Json<ChangedPhone>,
) -> Result<axum::Json<Challenge>> {
    let issue = match Phone::parse(&phone) {
        Ok(phone) if phone.takes_sms() => {
            let about = About::phone(phone.to_string());
            let wanted = Wanted {
                purpose: Purpose::Phone,
                account: Some(&account),
                by: CodeBy::Sms,
                about: &about,
                origin: "",
                network: Network::of(peer),
                device: None,
            };
            return Ok(axum::Json(challenge::start(&base, &wanted).await?));
        }
        Ok(_) => Issue::answer("phone", FieldError::NotOffered),
        Err(error) => Issue::answer("phone", error),
    };
    Err(Fail::Issues(ProblemCode::Invalid, vec![issue]))
}

/// Checks the code: the phone takes the place of the old one, which is told about it.
///
/// Errors as at `/auth/code`; 409 `not_allowed` when another account has this phone. If the response was lost, the request works again
/// for a minute.
#[utoipa::path(post, path = "/account/phone/code", tag = "account", request_body = Code, security(("session" = [])),
    responses((status = 204)))]
pub(in super::super) async fn finish(
    State(base): State<Base>,
    Peer(peer): Peer,
    Signed { account }: Signed,
    Json(code): Json<Code>,
) -> Result<StatusCode> {
    let mut tx = base.db.begin().await?;
    let network = Network::of(peer);
    let checked = challenge::check(&base, &mut tx, &[Purpose::Phone], network, &code).await?;
    let row = match checked {
        Ok(row) if row.account.as_ref() == Some(&account) => row,
        Ok(_) => return Err(ProblemCode::CodeExpired.into()),
        Err(wrong) => {
            tx.commit().await?;
            return Err(wrong);
        }
    };
    challenge::mark_used(&base, &mut tx, &row.id, None).await?;
    let phone = row.about(&base)?.phone;
    if accounts::profile_in(&base, &mut tx, &account).await?.phone != phone {
        // Before the change: the old phone is told.
        let letter = news::letter(&base, "Телефон в «Окне» изменён");
        news::tell(&base, &mut tx, &account, &letter).await?;
        if !accounts::change_phone(&base, &mut tx, &account, &phone).await? {
            return Err(ProblemCode::NotAllowed.into());
        }
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
