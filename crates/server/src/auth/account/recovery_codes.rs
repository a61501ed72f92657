use super::super::second_factor::{self, recovery_codes};
use super::super::session::Trusted;
use crate::base::Base;
use crate::fail::Result;
use axum::extract::State;
use domain::wire::account::{RecoveryCodes, SecondFactor};
use domain::wire::problem::ProblemCode;

/// New recovery codes; the old ones are good for nothing any more.
///
/// 403 `password_required`; 409 `not_allowed` without an authenticator app.
#[utoipa::path(post, path = "/account/recovery-codes", tag = "account", security(("session" = [])),
    responses((status = 200, body = RecoveryCodes)))]
pub(in super::super) async fn renew(
    State(base): State<Base>,
    Trusted { account, .. }: Trusted,
) -> Result<axum::Json<RecoveryCodes>> {
    let mut tx = base.db.begin().await?;
    if second_factor::of(&mut *tx, &account).await? != SecondFactor::App {
        return Err(ProblemCode::NotAllowed.into());
    }
    let codes = recovery_codes::make(&base, &mut tx, &account).await?;
    tx.commit().await?;
    Ok(axum::Json(RecoveryCodes { codes }))
}
