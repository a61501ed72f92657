//! The letter about a proposal: the institution's own, or one generated from the proposal.

use super::super::announce::local_time_of;
use super::super::parts::BookingStore;
use super::super::row::BookingRow;
use super::super::store;
use crate::auth::Signed;
use crate::document::{Block, Document, attachment};
use crate::fail::Result;
use crate::http::Id;
use crate::institutions::{Institution, SlotKey};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use domain::wire::booking::TransferReason;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// The letter about the last proposed transfer as PDF; 404 if there was none.
#[utoipa::path(get, path = "/bookings/{id}/transfer/letter.pdf", tag = "bookings",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf",
        headers(("Content-Disposition" = String)))))]
pub(in super::super) async fn letter(
    State(bookings): State<Arc<BookingStore>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<Response> {
    let row = store::find(bookings.base.db.read(), &account, &id).await?;
    let sealed: Option<Vec<u8>> = sqlx::query_scalar("SELECT letter FROM bookings WHERE id = ?")
        .bind(&row.id)
        .fetch_one(bookings.base.db.read())
        .await?;
    let letter =
        bookings.base.keys.open(&letter_context(&row.id), &sealed.ok_or(ProblemCode::NotFound)?)?;
    let name = format!("Письмо о переносе {}.pdf", row.number);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, attachment("letter.pdf", &name)?),
    ];
    Ok((headers, letter).into_response())
}

pub(super) fn letter_context(id: &str) -> String {
    format!("bookings/letter/{id}")
}

/// Generates the letter in the institution's name.
pub(super) fn write(
    bookings: &BookingStore,
    row: &BookingRow,
    slot: &SlotKey,
    reason: TransferReason,
    answer_by: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Document> {
    let local_time = local_time_of(bookings, row);
    let institution = bookings.institutions.network.institution(&row.institution);
    let issuer = bookings.base.letterhead.issuer();
    let issuer = issuer.at(institution.map(Institution::head).unwrap_or_default());
    let mut blocks = vec![
        Block::fact("Номер заявления", &row.number),
        Block::fact("Услуга", row.title()?.get("ru")),
    ];
    if let Some(operation) = row.operation(&bookings.base.keys)? {
        let title = bookings.institutions.network.operation_title(&operation);
        blocks.push(Block::fact("Операция", title.map_or(operation.as_str(), |t| t.get("ru"))));
    }
    blocks.extend([
        Block::Heading("Почему переносим".to_owned()),
        Block::Paragraph(because(reason).to_owned()),
        Block::Heading("Новое время".to_owned()),
        Block::fact("Вы были записаны на", local_time.at(row.starts_at()).ru),
        Block::fact("Предлагаем", local_time.at(slot.starts_at).ru),
        Block::fact("Держим за вами до", local_time.by(answer_by).ru),
        Block::Paragraph(local_time.zone().ru),
        Block::Heading("Что сделать".to_owned()),
        Block::Paragraph(
            "Ответьте в личном кабинете: согласитесь на предложенное время или откажитесь и выберите другое. Если не ответить \
             вовремя, предложенное время освободится, а другое нужно будет выбрать самостоятельно."
                .to_owned(),
        ),
        Block::Paragraph("Просим прощения за неудобства.".to_owned()),
    ]);
    let title = format!("Письмо о переносе визита по заявлению {}", row.number);
    Ok(Document { issuer, title, issued_at: now, blocks })
}

fn because(reason: TransferReason) -> &'static str {
    match reason {
        TransferReason::ProtocolChanged => {
            "Изменился порядок подготовки и лечения, и к прежнему дню мы не успеем всё подготовить."
        }
        TransferReason::Equipment => {
            "В этот день не будет работать оборудование, без которого вас нельзя принять."
        }
        TransferReason::SurgeonAbsent => "В этот день не будет врача, который должен вас принять.",
        TransferReason::Emergency => {
            "В это время врачи нужны другому пациенту, которому требуется срочная помощь."
        }
    }
}
