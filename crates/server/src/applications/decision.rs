//! `decision.pdf`: the decision as a document for people and screen readers.

mod layout;
mod pdf;
mod text;

use super::store;
use crate::app::App;
use crate::auth::Signed;
use crate::fail::{Fail, Result};
use crate::http::Id;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use domain::wire::problem::ProblemCode;

/// The decision as tagged PDF; 404 until there is one.
#[utoipa::path(get, path = "/applications/{id}/decision.pdf", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf",
        headers(("Content-Disposition" = String)))))]
pub(super) async fn decision(
    State(app): State<App>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<Response> {
    let row = store::find(&app, &account, &id).await?;
    let decision = row.decision().ok_or(ProblemCode::NotFound)?;
    let name = format!("Решение {}.pdf", decision.number);
    let document = text::document(&app, &row, &decision)?;
    let pdf = tokio::task::spawn_blocking(move || pdf::render(&document))
        .await
        .map_err(|_| Fail::Internal("a document"))??;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, attachment(&name)?),
    ];
    Ok((headers, pdf).into_response())
}

/// `Content-Disposition` with the name for every browser (RFC 6266) and for those that know UTF-8 (RFC 8187).
fn attachment(name: &str) -> Result<HeaderValue> {
    use std::fmt::Write as _;
    let encoded = name.bytes().fold(String::new(), |mut encoded, byte| {
        let plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        // Writing into a string cannot fail.
        let _ = if plain {
            write!(encoded, "{}", char::from(byte))
        } else {
            write!(encoded, "%{byte:02X}")
        };
        encoded
    });
    let value = format!("attachment; filename=\"decision.pdf\"; filename*=UTF-8''{encoded}");
    HeaderValue::from_str(&value).map_err(|_| Fail::Internal("a file name"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_cyrillic_name_survives() {
        let value = super::attachment("Решение 1.pdf").unwrap();
        let expected = "attachment; filename=\"decision.pdf\"; \
                        filename*=UTF-8''%D0%A0%D0%B5%D1%88%D0%B5%D0%BD%D0%B8%D0%B5%201.pdf";
        assert_eq!(value, expected);
    }
}
