use super::super::session::Signed;
use crate::accounts;
use crate::base::Base;
use crate::fail::Result;
use crate::http::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::wire::account::Notices;

/// Chooses how the citizen hears of news besides by letter.
#[utoipa::path(put, path = "/account/notices", tag = "account", request_body = Notices, security(("session" = [])),
    responses((status = 204)))]
pub(in super::super) async fn choose(
    State(base): State<Base>,
    Signed { account }: Signed,
    Json(notices): Json<Notices>,
) -> Result<StatusCode> {
    accounts::put_notices(&base, &account, notices).await?;
    Ok(StatusCode::NO_CONTENT)
}
