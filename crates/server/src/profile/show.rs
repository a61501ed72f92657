use super::version::{response, shown};
use crate::accounts;
use crate::auth::Signed;
use crate::base::Base;
use crate::fail::Result;
use axum::extract::State;
use axum::response::Response;
use domain::wire::profile::Profile;

/// The citizen's own profile. New drafts are prefilled from it.
#[utoipa::path(get, path = "/profile", tag = "account", security(("session" = [])),
    responses((status = 200, body = Profile, headers(("ETag" = String)))))]
pub(super) async fn show(State(base): State<Base>, Signed { account }: Signed) -> Result<Response> {
    let profile = accounts::profile(&base, &account).await?;
    let is_confirmed = accounts::is_confirmed(&base, &account).await?;
    response(shown(&base, &account, &profile, is_confirmed)?)
}
