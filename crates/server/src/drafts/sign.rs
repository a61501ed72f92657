//! The test signature (M-20, C-12).

use super::parts::DraftStore;
use super::statement;
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::Id;
use crate::signing::Signature;
use axum::extract::State;
use domain::wire::draft::TestSignature;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Signs the statement with the test key.
///
/// The signature is marked as a test, and is not saved in the draft. 404 if the server has no test key; 422 and 409 as for
/// the statement.
#[utoipa::path(post, path = "/drafts/{id}/signature", tag = "drafts", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 200, body = TestSignature)))]
pub(super) async fn sign(
    State(drafts): State<Arc<DraftStore>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<axum::Json<TestSignature>> {
    if !drafts.signing.has_test_key() {
        return Err(ProblemCode::NotFound.into());
    }
    let statement = statement::read(&drafts, &account, &id).await?;
    let xml = Signature::for_test(&drafts.signing, &statement).ok_or(ProblemCode::NotFound)?;
    Ok(axum::Json(TestSignature { xml }))
}
