//! `copy.pdf`: the application as it was sent, for the citizen's own records (M-15).

mod answers;

use super::parts::ApplicationStore;
use super::{paper, qr};
use crate::auth::Signed;
use crate::cases;
use crate::document::{self, Block};
use crate::fail::Result;
use crate::files::{self, FileRow};
use crate::http::{Id, Language};
use crate::services::history;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::form::{Office, Service};
use std::sync::Arc;

/// A copy of the application as tagged PDF: every question with its answer, and the files with their SHA-256. In
/// Russian, the binding language.
#[utoipa::path(get, path = "/applications/{id}/copy.pdf", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf",
        headers(("Content-Disposition" = String)))))]
pub(super) async fn copy(
    State(applications): State<Arc<ApplicationStore>>,
    Signed { account }: Signed,
    Id(id): Id,
    headers: HeaderMap,
) -> Result<Response> {
    let case = cases::find(&applications.base.db, &account, &id).await?;
    let files = files::of_application(applications.base.db.read(), &id).await?;
    let sent_under =
        history::definition(&applications.base.db, &case.service, case.service_version).await?;
    let office = applications.catalogue.office(&case.service);
    let title = title(office, Language("ru"));
    let service = sent_under.as_ref().or_else(|| applications.catalogue.get(&case.service));
    let mut blocks = paper::head(&case)?;
    blocks.extend(answers::blocks(service, &case.answers(&applications.base.keys)?));
    blocks.extend(file_blocks(&applications, service, &files)?);
    if office.is_some_and(|office| office.qr) {
        let words = format!("QR-код: номер {} и адрес страницы заявления", case.number);
        blocks.push(Block::Heading("QR-код".to_owned()));
        blocks.push(Block::Qr { code: qr::code(&applications, &headers, &case)?, words });
    }
    blocks.push(Block::Paragraph(paper::SUMS.to_owned()));
    let name = format!("{title} {}", case.number);
    let document = paper::document(&applications, name.clone(), paper::issued_at(&case), blocks);
    document::download(document, "copy.pdf", &format!("{name}.pdf")).await
}

/// Title of the copy: the office's own, or else the usual one.
pub(super) fn title(office: Option<&Office>, language: Language) -> String {
    let office_title = office.and_then(|office| office.copy_title.as_ref());
    let usual = if language.0 == "en" {
        "Copy of the application"
    } else {
        "Копия заявления"
    };
    office_title.map_or(usual, |title| title.get(language.0)).to_owned()
}

fn file_blocks(
    applications: &ApplicationStore,
    service: Option<&Service>,
    files: &[FileRow],
) -> Result<Vec<Block>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let mut blocks = vec![Block::Heading("Документы".to_owned())];
    for file in files {
        blocks.push(paper::file(&applications.base.keys, service, file, None)?);
    }
    Ok(blocks)
}
