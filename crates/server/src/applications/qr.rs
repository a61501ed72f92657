use super::parts::ApplicationStore;
use crate::auth::Signed;
use crate::cases::{self, Case};
use crate::document::Qr;
use crate::fail::{Fail, Result};
use crate::http::Id;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// The application's number and the address of its page as a QR code (S-23); 404 where the service offers none.
#[utoipa::path(get, path = "/applications/{id}/qr.svg", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = String, content_type = "image/svg+xml")))]
pub(super) async fn qr(
    State(applications): State<Arc<ApplicationStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    headers: HeaderMap,
) -> Result<Response> {
    let case = cases::find(&applications.base.db, &account, &id).await?;
    if !applications.catalogue.office(&case.service).is_some_and(|office| office.qr) {
        return Err(ProblemCode::NotFound.into());
    }
    let code = code(&applications, &headers, &case)?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], code.svg()).into_response())
}

pub(super) fn code(
    applications: &ApplicationStore,
    headers: &HeaderMap,
    case: &Case,
) -> Result<Qr> {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let scheme = if applications.settings.behind_proxy { "https" } else { "http" };
    let words = words(&case.number, scheme, host, &case.id);
    Qr::new(&words).ok_or(Fail::Internal("a QR code"))
}

/// Text of the code: the number, and the address of the page on the host that this request was sent to.
fn words(number: &str, scheme: &str, host: Option<&str>, id: &str) -> String {
    match host.filter(|host| host.len() <= 255) {
        Some(host) => format!("{number}\n{scheme}://{host}/applications/{id}"),
        None => number.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn the_code_leads_to_the_page_of_the_application() {
        let said = words("ОБР-2026-000001", "https", Some("okno.example"), "x");
        assert_eq!(said, "ОБР-2026-000001\nhttps://okno.example/applications/x");
        assert_eq!(words("1", "https", None, "x"), "1");
        assert_eq!(words("1", "https", Some(&"x".repeat(3000)), "x"), "1");
    }
}
