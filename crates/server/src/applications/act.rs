//! `act.pdf`: the electronic act, which lists the received files and when they arrived (S-18).

use super::paper;
use super::parts::ApplicationStore;
use crate::auth::Signed;
use crate::cases;
use crate::clock::from_ms;
use crate::document::{self, Block};
use crate::fail::Result;
use crate::files;
use crate::http::Id;
use crate::services::history;
use axum::extract::State;
use axum::response::Response;
use std::collections::HashMap;
use std::sync::Arc;

/// The electronic act as tagged PDF: every file with its size, SHA-256 and the time of its receipt.
#[utoipa::path(get, path = "/applications/{id}/act.pdf", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf",
        headers(("Content-Disposition" = String)))))]
pub(super) async fn act(
    State(applications): State<Arc<ApplicationStore>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<Response> {
    let case = cases::find(&applications.base.db, &account, &id).await?;
    let files = files::of_application(applications.base.db.read(), &id).await?;
    let received = received(&applications, &id).await?;
    let sent_under =
        history::definition(&applications.base.db, &case.service, case.service_version).await?;
    let service = sent_under.as_ref().or_else(|| applications.catalogue.get(&case.service));
    let mut blocks = paper::head(&case)?;
    blocks.push(Block::Heading("Полученные документы".to_owned()));
    if files.is_empty() {
        blocks.push(Block::Paragraph("К заявлению не приложено ни одного документа.".to_owned()));
    } else {
        let total = files.iter().map(files::FileRow::bytes).sum();
        blocks.push(Block::fact("Всего файлов", files.len().to_string()));
        blocks.push(Block::fact("Общий размер", paper::size(total)));
    }
    for file in &files {
        let at = received.get(&file.id).copied().map(from_ms);
        blocks.push(paper::file(&applications.base.keys, service, file, at)?);
    }
    blocks.push(Block::Paragraph(paper::SUMS.to_owned()));
    let name = format!("Электронный акт {}", case.number);
    let document = paper::document(&applications, name.clone(), paper::issued_at(&case), blocks);
    document::download(document, "act.pdf", &format!("{name}.pdf")).await
}

/// Time of receipt of each file in milliseconds, by file id.
async fn received(
    applications: &ApplicationStore,
    application: &str,
) -> Result<HashMap<String, i64>> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT id, COALESCE(received_at, created_at) FROM files WHERE application = ?",
    )
    .bind(application)
    .fetch_all(applications.base.db.read())
    .await?;
    Ok(rows.into_iter().collect())
}
