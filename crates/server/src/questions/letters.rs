//! Letters about a question.

use super::contact::Contact;
use super::parts::QuestionStore;
use super::row::QuestionRow;
use crate::accounts;
use crate::cases::day_words;
use crate::fail::Result;
use crate::outbox::{self, Letter};
use sqlx::{Sqlite, Transaction};

/// The question has arrived. The letter holds nothing that was typed: else anybody could mail anything to anybody.
pub(super) async fn received(
    questions: &QuestionStore,
    tx: &mut Transaction<'_, Sqlite>,
    row: &QuestionRow,
    contact: &Contact,
) -> Result<()> {
    let (number, day) = (&row.number, day_words(row.due_by()?).ru);
    let letter = Letter::new(
        format!("Ваш вопрос {number} получен. Ответим до {day}."),
        format!("Мы получили ваш вопрос {number}. Ответим до {day} включительно."),
    )
    .todo(
        "Пока ничего: напишем, когда будет ответ. Если вы ничего не спрашивали, ничего не делайте.",
    );
    let name = match &row.account {
        Some(account) => Some(accounts::profile_in(&questions.base, tx, account).await?.address()),
        None => None,
    };
    send(questions, tx, row, contact, name.as_deref(), letter).await
}

/// The office has answered. The answer stands in the letter: that is what the address was given for.
pub(super) async fn answered(
    questions: &QuestionStore,
    tx: &mut Transaction<'_, Sqlite>,
    row: &QuestionRow,
    answer: &str,
) -> Result<()> {
    let contact = row.contact(&questions.base.keys)?;
    let number = &row.number;
    let todo = match row.account {
        Some(_) => "Если остались вопросы, напишите там же.",
        None => "Если остались вопросы, задайте их снова на странице «Обратная связь».",
    };
    let what = match answer {
        "" => format!("На ваш вопрос {number} ответили: к ответу приложены файлы."),
        answer => format!("На ваш вопрос {number} ответили:\n\n{answer}"),
    };
    let letter = Letter::new(format!("На ваш вопрос {number} ответили."), what).todo(todo);
    let name = contact.name.clone();
    send(questions, tx, row, &contact, Some(&name), letter).await
}

/// Links to the page of the question; for who has no account, the secret stands behind `#`, so that no server's log has it.
async fn send(
    questions: &QuestionStore,
    tx: &mut Transaction<'_, Sqlite>,
    row: &QuestionRow,
    contact: &Contact,
    name: Option<&str>,
    letter: Letter,
) -> Result<()> {
    let base = &questions.base;
    let path = match &contact.secret {
        Some(secret) => format!("/feedback#{secret}"),
        None => format!("/questions/{}", row.id),
    };
    let letter = letter.link(base.letterhead.link(&path));
    outbox::write(base, tx, &contact.email, name, &letter).await?;
    match &row.account {
        Some(account) => accounts::tell_by_sms(base, tx, account, &letter.line).await,
        None => Ok(()),
    }
}
