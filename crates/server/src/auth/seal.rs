use super::Peek;
use crate::base::Base;
use crate::fail::Result;
use crate::ids::hex;
use axum::extract::State;
use domain::wire::auth::Seal;

/// Key with which this citizen's browsers seal data that is not on the server yet. Does not extend the session.
#[utoipa::path(get, path = "/session/seal", tag = "auth", security(("session" = [])),
    responses((status = 200, body = Seal, headers(("Cache-Control" = String)))))]
pub(super) async fn seal(
    State(base): State<Base>,
    Peek { account, .. }: Peek,
) -> Result<axum::Json<Seal>> {
    Ok(axum::Json(Seal { key: hex(&base.keys.of_browsers(&account)) }))
}
