//! In a demonstration nobody reads what citizens write: a program answers, and says that it is one.

use super::super::parts::Bureau;
use super::super::round::{MANY, ago, log};
use crate::audit::By;
use crate::fail::Result;
use crate::messages::{self, Written};
use crate::named::Named;
use crate::questions::{self, Answer, Wanted};
use domain::wire::message::Author;
use domain::wire::question::QuestionState;
use std::time::Duration;

/// How long a message waits: the citizen sees first that it was sent, and then that it was read and answered.
const AFTER: Duration = Duration::from_secs(8);

/// Largest number of questions per round.
const QUESTIONS: u32 = 20;

const TO_MESSAGE: &str = "Здравствуйте! Мы получили ваше сообщение и учтём его. Это демонстрация: \
    здесь отвечает программа, а в настоящем бюро вам ответил бы тот, кто занимается заявкой.";

const TO_QUESTION: &str = "Здравствуйте! Спасибо за вопрос. Это демонстрация: здесь отвечает программа, \
    а в настоящем бюро вам ответил бы специалист. Если хотите, напишите ещё.";

/// Answers what has waited, as the member of the staff with this id.
pub(super) async fn answer(bureau: &Bureau, staff: &str) -> Result<()> {
    let by = By::Staff(staff);
    for case in unanswered(bureau).await? {
        log(to_message(bureau, &case, by).await);
    }
    let open = Wanted { state: QuestionState::Open, after: None, limit: QUESTIONS };
    for question in questions::list_for_office(&bureau.questions, open).await? {
        if question.asked_at.timestamp_millis() <= ago(bureau, AFTER) {
            log(to_question(bureau, &question.id, by).await);
        }
    }
    Ok(())
}

/// Cases with something that nobody of the office has read.
async fn unanswered(bureau: &Bureau) -> Result<Vec<String>> {
    let cases = sqlx::query_scalar(
        "SELECT application FROM messages WHERE application IS NOT NULL AND author = ? AND read_at IS NULL
         GROUP BY application HAVING max(at) <= ? LIMIT ?",
    );
    let cases = cases.bind(Named(Author::Citizen)).bind(ago(bureau, AFTER)).bind(MANY);
    Ok(cases.fetch_all(bureau.base.db.read()).await?)
}

async fn to_message(bureau: &Bureau, case: &str, by: By<'_>) -> Result<()> {
    let seen = messages::seen_by_office(&bureau.messages, case).await?;
    if let Some(newest) = seen.messages.last() {
        messages::read_by_office(&bureau.messages, case, by, &newest.id).await?;
    }
    if seen.closed.is_none() {
        let written = Written { text: TO_MESSAGE, files: &[], action: None };
        messages::write_by_office(&bureau.messages, case, by, None, written).await?;
    }
    Ok(())
}

async fn to_question(bureau: &Bureau, question: &str, by: By<'_>) -> Result<()> {
    let seen = questions::show_to_office(&bureau.questions, question).await?;
    if let Some(newest) = seen.messages.last() {
        questions::read_by_office(&bureau.questions, question, by, &newest.id).await?;
    }
    let answer = Answer { text: TO_QUESTION, files: &[], key: None };
    questions::answer(&bureau.questions, question, by, answer).await.map(drop)
}
