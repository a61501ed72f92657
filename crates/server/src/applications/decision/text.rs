//! Text of the decision document.

use super::super::appeal;
use super::super::parts::ApplicationStore;
use crate::cases::Case;
use crate::clock::office_day;
use crate::document::{Block, Document};
use crate::fail::Result;
use crate::http::Language;
use domain::form::Answers;
use domain::values::format_date;
use domain::wire::application::{Decision, Refusal, ResultLine};

const AGENCY: &str = "Эталонное ведомство (демонстрационная система)";

const NOTICE: &str = "Документ выдан демонстрационной системой «Окно». Он показывает, как выглядит решение, \
                      и не имеет юридической силы.";

pub(super) fn document(
    applications: &ApplicationStore,
    case: &Case,
    decision: &Decision,
) -> Result<Document> {
    let mut blocks = head(applications, case)?;
    let day = format_date(office_day(decision.issued_at));
    blocks.extend([
        Block::Heading("Решение".to_owned()),
        Block::Paragraph(format!("Номер решения: {}", decision.number)),
        Block::Paragraph(format!("Дата решения: {day}")),
    ]);
    let words = decision.words.as_ref().map(|words| words.get("ru"));
    blocks.extend(match &decision.refusal {
        None => approved(words),
        Some(refusal) => refused(refusal, words),
    });
    if !decision.result.is_empty() {
        blocks.push(Block::Heading(decision.title.clone().unwrap_or_default()));
        blocks.extend(decision.result.iter().map(line));
    }
    blocks.push(Block::Heading("Если вы не согласны".to_owned()));
    let appeal = appeal::appeal(applications, case, decision, Language("ru"))?;
    blocks.push(Block::Paragraph(appeal.map_or_else(
        || {
            "Решение можно обжаловать. Как и до какого дня, подскажут в службе поддержки."
                .to_owned()
        },
        |appeal| {
            let until = format_date(appeal.until);
            format!(
                "Решение можно обжаловать до {until} включительно: в личном кабинете или на бумаге."
            )
        },
    )));
    let title = format!("Решение {} от {day}", decision.number);
    Ok(Document { title, issued_at: decision.issued_at, blocks })
}

pub(super) fn report(
    applications: &ApplicationStore,
    case: &Case,
    report: &Decision,
    title: String,
) -> Result<Document> {
    let mut blocks = head(applications, case)?;
    let day = format_date(office_day(report.issued_at));
    blocks.push(Block::Heading(title.clone()));
    blocks.push(Block::fact("Номер", report.number.clone()));
    blocks.push(Block::fact("Дата", day.clone()));
    blocks.extend(report.result.iter().map(line));
    let title = format!("{title} {} от {day}", report.number);
    Ok(Document { title, issued_at: report.issued_at, blocks })
}

fn head(applications: &ApplicationStore, case: &Case) -> Result<Vec<Block>> {
    let mut blocks = vec![
        Block::Paragraph(AGENCY.to_owned()),
        Block::Paragraph(NOTICE.to_owned()),
        Block::Heading("Заявление".to_owned()),
        Block::Paragraph(format!("Номер заявления: {}", case.number)),
        Block::Paragraph(format!("Услуга: {}", case.title()?.get("ru"))),
    ];
    if let Some(name) = applicant(&case.answers(&applications.base.keys)?) {
        blocks.push(Block::Paragraph(format!("Заявитель: {name}")));
    }
    Ok(blocks)
}

/// `words`: what the office says about it.
fn approved(words: Option<&str>) -> Vec<Block> {
    let said = ["Заявление одобрено."].into_iter().chain(words);
    said.map(|said| Block::Paragraph(said.to_owned())).collect()
}

fn refused(refusal: &Refusal, words: Option<&str>) -> Vec<Block> {
    vec![
        Block::Paragraph("В просьбе отказано.".to_owned()),
        Block::Heading("Почему отказано".to_owned()),
        Block::Paragraph(words.unwrap_or(refusal.reason.get("ru")).to_owned()),
        Block::Paragraph(format!("Код причины: {}", refusal.code)),
        Block::Heading("Что сделать".to_owned()),
        Block::Paragraph(refusal.recommendation.get("ru").to_owned()),
    ]
}

fn line(line: &ResultLine) -> Block {
    let mut value = line.value.join("\n");
    if let Some(note) = &line.note {
        value = format!("{value}. {note}");
    }
    Block::fact(&line.label, value)
}

/// Surname, given name and patronymic as the applicant wrote them.
fn applicant(answers: &Answers) -> Option<String> {
    let parts = ["name.surname", "name.given", "name.patronymic"];
    let name = parts.iter().filter_map(|path| answers.text(path)).collect::<Vec<_>>().join(" ");
    Some(name).filter(|name| !name.is_empty())
}
