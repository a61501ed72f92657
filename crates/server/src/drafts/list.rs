use super::parts::DraftStore;
use super::row::DraftRow;
use super::store;
use crate::auth::Signed;
use crate::fail::Result;
use crate::http::Language;
use axum::extract::State;
use domain::wire::draft::{DraftSummary, Drafts};
use std::sync::Arc;

/// Unsent drafts, the last saved first, without corrections that their application no longer waits for.
#[utoipa::path(get, path = "/drafts", tag = "drafts", security(("session" = [])),
    responses((status = 200, body = Drafts)))]
pub(super) async fn list(
    State(drafts): State<Arc<DraftStore>>,
    Signed { account }: Signed,
    language: Language,
) -> Result<axum::Json<Drafts>> {
    let rows = store::sendable(&drafts.base, drafts.base.db.read(), &account).await?;
    let summary = |row: DraftRow| {
        let service = drafts.catalogue.get(&row.service)?;
        let step = row.step.clone().filter(|step| service.step(step).is_some());
        Some(DraftSummary {
            title: service.title.get(language.0).to_owned(),
            step,
            saved_at: row.saved_at(),
            deleted_at: row.deleted_at(),
            id: row.id,
            service: row.service,
            corrects: row.corrects_number,
        })
    };
    Ok(axum::Json(Drafts { drafts: rows.into_iter().filter_map(summary).collect() }))
}
