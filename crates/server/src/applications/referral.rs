//! `referral.pdf`: the electronic referral for an approved operation (S-10).

mod state;

pub(super) use state::{addressee, exists, state};

use super::paper;
use super::parts::ApplicationStore;
use super::said::said;
use crate::auth::Signed;
use crate::cases::{self, Case};
use crate::document::{self, Block};
use crate::fail::Result;
use crate::http::Id;
use crate::{accounts, bookings, visits};
use axum::extract::State;
use axum::response::Response;
use domain::booking::local;
use domain::case::CaseState;
use domain::form::Attribute;
use domain::values::format_date;
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// Electronic referral for an approved operation as tagged PDF: patient, policy, operation, and the date once it is booked. 404 before
/// the approval, for other services, and without a policy of the compulsory health insurance; 403 `account_not_confirmed` (M-02).
#[utoipa::path(get, path = "/applications/{id}/referral.pdf", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf",
        headers(("Content-Disposition" = String)))))]
pub(super) async fn referral(
    State(applications): State<Arc<ApplicationStore>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<Response> {
    accounts::check_confirmed(&applications.base, &account).await?;
    let case = cases::find(&applications.base.db, &account, &id).await?;
    let decision = case.decision().filter(|_| case.state() == CaseState::Approved);
    let decision = decision.ok_or(ProblemCode::NotFound)?;
    let mut blocks = paper::head(&case)?;
    blocks.push(Block::fact("Номер решения", &decision.number));
    blocks.push(Block::fact("Дата решения", paper::moment(decision.issued_at)));
    blocks.extend(patient(&applications, &case)?.ok_or(ProblemCode::NotFound)?);
    blocks.extend(date(&applications, &case).await?);
    blocks.push(Block::Paragraph(paper::TIMES.to_owned()));
    let name = format!("Электронное направление {}", case.number);
    let document = paper::document(&applications, name.clone(), decision.issued_at, blocks);
    document::open(document, "referral.pdf", &format!("{name}.pdf")).await
}

/// Who is referred to what, on which policy. `None` without an operation or a policy.
fn patient(applications: &ApplicationStore, case: &Case) -> Result<Option<Vec<Block>>> {
    let answers = case.answers(&applications.base.keys)?;
    let facts = visits::facts_of(&applications.bookings.visits, case)?;
    let network = &applications.bookings.institutions.network;
    let operation = facts.and_then(|facts| facts.operation);
    let operation = operation.as_deref().and_then(|operation| network.operation_title(operation));
    let said = |what| said(applications.catalogue.office(&case.service), &answers, what);
    let (Some(operation), Some(policy)) = (operation, said(Attribute::Oms)) else {
        return Ok(None);
    };
    let mut blocks = vec![Block::Heading("Пациент".to_owned())];
    blocks.extend(said(Attribute::Name).map(|name| Block::fact("Имя", name)));
    blocks.extend(said(Attribute::BirthDate).map(|day| Block::fact("Дата рождения", day)));
    blocks.push(Block::fact("Полис ОМС", policy));
    blocks.push(Block::Heading("Операция".to_owned()));
    blocks.push(Block::fact("Вид операции", operation.get("ru")));
    Ok(Some(blocks))
}

async fn date(applications: &ApplicationStore, case: &Case) -> Result<Vec<Block>> {
    let visit = bookings::of_case(&applications.bookings, case).await?;
    let Some(booking) = visit.and_then(|visit| visit.booking) else { return Ok(Vec::new()) };
    let at = local(booking.starts_at, booking.utc_offset);
    let when = format!("{}, {}, время местное", format_date(at.date()), at.format("%H:%M"));
    Ok(vec![Block::fact("Дата", when), Block::fact("Город", booking.city.get("ru"))])
}
