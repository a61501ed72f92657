use super::parts::DraftStore;
use super::read::{read, response};
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::{Id, Language};
use axum::extract::State;
use axum::response::Response;
use domain::wire::draft::Draft;
use std::sync::Arc;

/// A draft with its answers and files, also after it has been sent.
///
/// `left_over` has the answers to an earlier definition of the service that do not fit the present one, with their questions
/// in the language of `Accept-Language`.
#[utoipa::path(get, path = "/drafts/{id}", tag = "drafts", params(("id" = String, Path)),
    security(("session" = [])),
    responses((status = 200, body = Draft, headers(("ETag" = String)))))]
pub(super) async fn show(
    State(drafts): State<Arc<DraftStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    language: Language,
) -> Result<Response> {
    Ok(response(read(&drafts, &account, &id, language).await?))
}
