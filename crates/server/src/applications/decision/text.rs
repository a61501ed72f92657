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
use domain::wire::application::{Decision, Refusal};

const AGENCY: &str = "Эталонное ведомство (демонстрационная система)";

const NOTICE: &str = "Документ выдан демонстрационной системой «Окно». Он показывает, как выглядит решение, \
                      и не имеет юридической силы.";

pub(super) fn document(
    applications: &ApplicationStore,
    case: &Case,
    decision: &Decision,
) -> Result<Document> {
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

/// `words`: what the office says about it.
fn approved(words: Option<&str>) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph("Итог: одобрено.".to_owned())];
    blocks.extend(words.map(|words| Block::Paragraph(words.to_owned())));
    blocks.extend([
        Block::Heading("Рекомендации".to_owned()),
        Block::Paragraph(
            "Сохраните этот документ. О дальнейших шагах сообщим в личном кабинете.".to_owned(),
        ),
    ]);
    blocks
}

fn refused(refusal: &Refusal, words: Option<&str>) -> Vec<Block> {
    vec![
        Block::Paragraph("Итог: отказано.".to_owned()),
        Block::Heading("Причина".to_owned()),
        Block::Paragraph(words.unwrap_or(refusal.reason.get("ru")).to_owned()),
        Block::Paragraph(format!("Код причины: {}", refusal.code)),
        Block::Heading("Рекомендации".to_owned()),
        Block::Paragraph(refusal.recommendation.get("ru").to_owned()),
    ]
}

/// Surname, given name and patronymic as the applicant wrote them.
fn applicant(answers: &Answers) -> Option<String> {
    let parts = ["name.surname", "name.given", "name.patronymic"];
    let name = parts.iter().filter_map(|path| answers.text(path)).collect::<Vec<_>>().join(" ");
    Some(name).filter(|name| !name.is_empty())
}
