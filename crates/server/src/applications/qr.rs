use super::store;
use crate::app::App;
use crate::auth::Signed;
use crate::document::Qr;
use crate::fail::{Fail, Result};
use crate::http::Id;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::problem::ProblemCode;

/// The application's number and the address of its page as a QR code (S-23); 404 where the service offers none.
#[utoipa::path(get, path = "/applications/{id}/qr.svg", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = String, content_type = "image/svg+xml")))]
pub(super) async fn qr(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
    headers: HeaderMap,
) -> Result<Response> {
    let row = store::find(&app, &account, &id).await?;
    if !app.catalogue.office(&row.service).is_some_and(|office| office.qr) {
        return Err(ProblemCode::NotFound.into());
    }
    let code = code(&app, &headers, &row)?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], code.svg()).into_response())
}

pub(super) fn code(app: &App, headers: &HeaderMap, row: &store::Row) -> Result<Qr> {
    Qr::new(&words(app, headers, row)).ok_or(Fail::Internal("a QR code"))
}

/// What the code says: the number, and the address under which the citizen has come here.
fn words(app: &App, headers: &HeaderMap, row: &store::Row) -> String {
    let scheme = if app.settings.behind_proxy { "https" } else { "http" };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    match host.filter(|host| host.len() <= 255) {
        Some(host) => format!("{}\n{scheme}://{host}/applications/{}", row.number, row.id),
        None => row.number.clone(),
    }
}
