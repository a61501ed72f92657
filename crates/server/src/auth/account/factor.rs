use super::super::session::Trusted;
use super::super::{news, second_factor};
use crate::base::Base;
use crate::fail::Result;
use crate::http::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::wire::account::{ChosenFactor, SecondFactor};
use domain::wire::problem::ProblemCode;

/// Chooses what is asked for after the password: a code by SMS, or nothing. Both forget the app and the recovery codes.
///
/// 403 `password_required`; 409 `not_allowed` for `app`, which is added with a code of it.
#[utoipa::path(put, path = "/account/second-factor", tag = "account", request_body = ChosenFactor,
    security(("session" = [])), responses((status = 204)))]
pub(in super::super) async fn choose(
    State(base): State<Base>,
    Trusted { account, .. }: Trusted,
    Json(ChosenFactor { second_factor: chosen }): Json<ChosenFactor>,
) -> Result<StatusCode> {
    let text = match chosen {
        SecondFactor::App => return Err(ProblemCode::NotAllowed.into()),
        SecondFactor::Off => "Код при входе в «Окно» выключен",
        SecondFactor::Sms => "Код при входе в «Окно» теперь приходит по СМС",
    };
    let mut tx = base.db.begin().await?;
    if second_factor::of(&mut *tx, &account).await? != chosen {
        second_factor::set(&mut tx, &account, chosen).await?;
        news::tell_somehow(&base, &mut tx, &account, &news::letter(&base, text)).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
