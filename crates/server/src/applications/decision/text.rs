//! What the decision and the report say on paper.

use super::super::parts::ApplicationStore;
use super::super::said::applicant;
use super::super::{appeal, paper};
use crate::bookings;
use crate::cases::{self, Case};
use crate::clock::office_day;
use crate::document::{Block, Document};
use crate::fail::Result;
use crate::http::Language;
use domain::form::Text;
use domain::values::format_date;
use domain::wire::application::{Decision, Refusal, ResultLine};

/// `ground`: the acts that it rests on.
pub(super) async fn decision(
    applications: &ApplicationStore,
    case: &Case,
    decision: &Decision,
    ground: &[Text],
) -> Result<Document> {
    let mut blocks = head(applications, case)?;
    if !ground.is_empty() {
        blocks.push(heading("На каком основании"));
        blocks.extend(ground.iter().map(|act| paragraph(act.get("ru"))));
    }
    blocks.push(heading("Что решено"));
    let words = decision.words.as_ref().map(|words| words.get("ru"));
    blocks.extend(match &decision.refusal {
        None => approved(words),
        Some(refusal) => refused(refusal, words),
    });
    if !decision.result.is_empty() {
        blocks.push(heading(decision.title.as_deref().unwrap_or_default()));
        blocks.extend(decision.result.iter().map(line));
    }
    let title = format!("Решение {} от {}", decision.number, day(decision));
    let last = objection(applications, case, decision)?;
    signed(applications, case, decision, title, (blocks, last)).await
}

pub(super) async fn report(
    applications: &ApplicationStore,
    case: &Case,
    report: &Decision,
    title: &str,
) -> Result<Document> {
    let mut blocks = head(applications, case)?;
    blocks.push(heading("Что сделано"));
    blocks.extend(report.result.iter().map(line));
    let title = format!("{title} {} от {}", report.number, day(report));
    signed(applications, case, report, title, (blocks, Vec::new())).await
}

/// To whom it is, and about what.
fn head(applications: &ApplicationStore, case: &Case) -> Result<Vec<Block>> {
    let office = applications.catalogue.office(&case.service);
    let applicant = applicant(office, &case.answers(&applications.base.keys)?);
    let mut blocks = Vec::new();
    if !applicant.is_empty() {
        blocks.push(heading("Кому"));
        blocks.extend(applicant);
    }
    blocks.push(heading("Заявление"));
    blocks.extend(paper::head(case)?);
    Ok(blocks)
}

/// How and until when one can appeal.
fn objection(
    applications: &ApplicationStore,
    case: &Case,
    decision: &Decision,
) -> Result<Vec<Block>> {
    let appeal = appeal::appeal(applications, case, decision, Language("ru"))?;
    let how = match appeal.map(|appeal| format_date(appeal.until)) {
        Some(until) => format!(
            "Решение можно обжаловать до {until} включительно: в личном кабинете или на бумаге."
        ),
        None => "Решение можно обжаловать. Как и до какого дня, подскажут в службе поддержки."
            .to_owned(),
    };
    Ok(vec![heading("Если вы не согласны"), paragraph(&how)])
}

/// With who has signed it, and where the seal has its place. A signature never stands on a page without the blocks that come `last`.
async fn signed(
    applications: &ApplicationStore,
    case: &Case,
    decision: &Decision,
    title: String,
    (mut blocks, last): (Vec<Block>, Vec<Block>),
) -> Result<Document> {
    let issued_at = decision.issued_at;
    let issuer = applications.base.letterhead.issuer();
    let institution = bookings::visited(&applications.bookings, case, issued_at).await?;
    let signer = cases::signer(&applications.base.db, &decision.number).await?;
    let mut signature = last;
    signature.push(heading("Подпись"));
    let signer = signer.or_else(|| issuer.agency.clone());
    signature.extend(signer.map(|name| Block::fact("Кто подписал", name)));
    signature.push(Block::fact("Когда", format!("{}, время московское", paper::moment(issued_at))));
    signature.push(Block::Seal);
    blocks.push(Block::Kept(signature));
    let issuer = issuer.at(institution.map(|there| there.head()).unwrap_or_default());
    Ok(Document { issuer, title, issued_at, blocks })
}

fn day(decision: &Decision) -> String {
    format_date(office_day(decision.issued_at))
}

/// `words`: what the office says about it.
fn approved(words: Option<&str>) -> Vec<Block> {
    ["Заявление одобрено."].into_iter().chain(words).map(paragraph).collect()
}

fn refused(refusal: &Refusal, words: Option<&str>) -> Vec<Block> {
    vec![
        paragraph("В просьбе отказано."),
        Block::fact("Почему", words.unwrap_or(refusal.reason.get("ru"))),
        Block::fact("Код причины", &refusal.code),
        Block::fact("Что сделать", refusal.recommendation.get("ru")),
    ]
}

fn line(line: &ResultLine) -> Block {
    let mut value = line.value.join("\n");
    if let Some(note) = &line.note {
        value = format!("{value}. {note}");
    }
    Block::fact(&line.label, value)
}

fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(text.to_owned())
}
