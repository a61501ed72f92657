//! `preparation.pdf`: how to prepare for an approved operation (S-06, S-27).

use super::paper;
use super::parts::ApplicationStore;
use super::show::plan;
use crate::auth::Signed;
use crate::document::{self, Block};
use crate::fail::Result;
use crate::http::Id;
use crate::{bookings, cases};
use axum::extract::State;
use axum::response::Response;
use domain::case::CaseState;
use domain::form::Text;
use domain::values::format_date;
use domain::wire::application::{Plan, PlanLine};
use domain::wire::problem::ProblemCode;
use std::sync::Arc;

/// How to prepare for an operation, as tagged PDF: surgeon, date, schedule, medicines, examinations, what to bring. 404 before the
/// approval, and for other services.
#[utoipa::path(get, path = "/applications/{id}/preparation.pdf", tag = "applications",
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf",
        headers(("Content-Disposition" = String)))))]
pub(super) async fn preparation(
    State(applications): State<Arc<ApplicationStore>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<Response> {
    let case = cases::find(&applications.base.db, &account, &id).await?;
    let decision = case.decision().filter(|_| case.state() == CaseState::Approved);
    let decision = decision.ok_or(ProblemCode::NotFound)?;
    let visit = bookings::of_case(&applications.bookings, &case).await?;
    let plan = plan(&applications.base.keys, &case, visit.as_ref())?;
    let plan = plan.ok_or(ProblemCode::NotFound)?;
    let mut blocks = paper::head(&case)?;
    blocks.extend(instructions(&plan));
    blocks.push(Block::Paragraph(paper::TIMES.to_owned()));
    let name = format!("Как подготовиться к операции {}", case.number);
    let document = paper::document(&applications, name.clone(), decision.issued_at, blocks);
    document::download(document, "preparation.pdf", &format!("{name}.pdf")).await
}

fn instructions(plan: &Plan) -> Vec<Block> {
    let texts = |texts: &[Text]| texts.iter().map(ru).collect();
    let one = |text: &Option<Text>| text.iter().map(ru).collect();
    let facts: [(&str, Vec<String>); 10] = [
        ("Хирург", plan.surgeon.iter().cloned().collect()),
        ("Планируемая дата операции", plan.planned_on.map(format_date).into_iter().collect()),
        ("Расписание", plan.schedule.iter().map(dated).collect()),
        ("Лекарства", texts(&plan.medicines)),
        ("Обследования до операции", texts(&plan.examinations)),
        ("Что взять с собой", texts(&plan.bring)),
        ("Сколько дней в больнице", plan.stay_days.iter().map(ToString::to_string).collect()),
        ("Еда и питьё", one(&plan.food)),
        ("Кто может быть с вами", one(&plan.companion)),
        ("Что ещё важно", one(&plan.notes)),
    ];
    let known = facts.into_iter().filter(|(_, lines)| !lines.is_empty());
    let blocks: Vec<Block> =
        known.map(|(label, lines)| Block::fact(label, lines.join("\n"))).collect();
    match blocks.is_empty() {
        true => vec![Block::Paragraph("Указания пришлёт больница.".to_owned())],
        false => blocks,
    }
}

fn ru(text: &Text) -> String {
    text.get("ru").to_owned()
}

fn dated(line: &PlanLine) -> String {
    match line.day {
        Some(day) => format!("{}: {}", format_date(day), line.text.get("ru")),
        None => ru(&line.text),
    }
}
