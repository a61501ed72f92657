use super::super::news;
use super::super::session::Signed;
use super::store;
use crate::base::Base;
use crate::fail::Result;
use crate::http::Id;
use axum::extract::State;
use axum::http::StatusCode;
use domain::wire::problem::ProblemCode;

/// Deletes a passkey: it signs nobody in any more. A letter tells the citizen. 404 when there is none with this id.
#[utoipa::path(delete, path = "/account/passkeys/{id}", tag = "account", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 204)))]
pub(in super::super) async fn delete(
    State(base): State<Base>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<StatusCode> {
    let mut tx = base.db.begin().await?;
    if !store::delete(&mut tx, &account, &id).await? {
        return Err(ProblemCode::NotFound.into());
    }
    let letter = news::letter(&base, "Ключ доступа к «Окну» удалён");
    news::tell_somehow(&base, &mut tx, &account, &letter).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
