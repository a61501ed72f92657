use super::super::news;
use super::super::session::Trusted;
use crate::accounts;
use crate::base::Base;
use crate::fail::Result;
use crate::http::Json;
use crate::wake::Wakes;
use axum::extract::State;
use axum::http::StatusCode;
use domain::wire::account::ChangedPassword;

/// Sets another password, and ends all sessions but this one.
///
/// 403 `password_required`; 422 `weak_password`.
#[utoipa::path(put, path = "/account/password", tag = "account", request_body = ChangedPassword, security(("session" = [])),
    responses((status = 204)))]
pub(in super::super) async fn change(
    State(base): State<Base>,
    State(wakes): State<Wakes>,
    here: Trusted,
    Json(ChangedPassword { password }): Json<ChangedPassword>,
) -> Result<StatusCode> {
    let hash = accounts::new_hash(password).await?;
    let mut tx = base.db.begin().await?;
    accounts::change_password(&base, &mut tx, &here.account, &hash, &here.hash).await?;
    let letter = news::letter(&base, "Пароль в «Окне» изменён");
    news::tell(&base, &mut tx, &here.account, &letter).await?;
    tx.commit().await?;
    wakes.journal.wake();
    Ok(StatusCode::NO_CONTENT)
}
