//! The office's side of questions. The callers have checked who may do it.

use super::announce::line;
use super::contact::Contact;
use super::letters;
use super::parts::QuestionStore;
use super::row::QuestionRow;
use super::show::whole;
use super::store;
use crate::audit::By;
use crate::fail::Result;
use crate::messages::{self, Talk};
use domain::wire::message::{Author, Message};
use domain::wire::office::{Asker, OfficeQuestion};
use domain::wire::question::{Question, QuestionState};

/// Which questions are wanted.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) state: QuestionState,
    /// Id of the last one of the page before.
    pub(crate) after: Option<&'a str>,
    pub(crate) limit: u32,
}

/// An answer of the office.
#[derive(Debug)]
pub(crate) struct Answer<'a> {
    pub(crate) text: &'a str,
    /// Ids of attachments.
    pub(crate) files: &'a [String],
    /// The `Idempotency-Key`, if there is one: with the same key it is answered once.
    pub(crate) key: Option<String>,
}

/// Questions in this state, those that are due first stand first, without their messages.
pub(crate) async fn list_for_office(
    questions: &QuestionStore,
    wanted: Wanted<'_>,
) -> Result<Vec<OfficeQuestion>> {
    let db = questions.base.db.read();
    let mut found = Vec::new();
    for row in store::in_state(db, wanted.state, wanted.after, wanted.limit).await? {
        let unread = messages::unread(db, Talk::Question(&row.id), Author::Citizen).await?;
        found.push(seen(questions, &row, Question { unread, ..row.question()? })?);
    }
    Ok(found)
}

/// A question with its messages, by id or number.
pub(crate) async fn show_to_office(questions: &QuestionStore, id: &str) -> Result<OfficeQuestion> {
    let row = store::by_id(questions.base.db.read(), id).await?;
    let question = whole(questions, &row, Author::Office).await?;
    seen(questions, &row, question)
}

/// Answers a question: a letter with the answer, an event for who is signed in. 422 as for the citizen.
pub(crate) async fn answer(
    questions: &QuestionStore,
    id: &str,
    by: By<'_>,
    answer: Answer<'_>,
) -> Result<Message> {
    let base = &questions.base;
    let mut tx = base.db.begin().await?;
    let row = store::by_id(&mut *tx, id).await?;
    let talk = Talk::Question(&row.id);
    let before = match &answer.key {
        Some(key) => {
            messages::said_with(&questions.messages, &mut tx, talk, key, answer.text).await?
        }
        None => None,
    };
    let message = match before {
        Some(message) => {
            drop(tx);
            message
        }
        None => {
            let new = messages::New {
                talk,
                account: row.account.as_deref(),
                by,
                text: answer.text,
                files: answer.files,
                waiting: None,
                answers: None,
                action: None,
                key: answer.key,
            };
            let message = messages::write(&questions.messages, &mut tx, new).await?;
            store::turn(questions, &mut tx, &row, QuestionState::Answered).await?;
            letters::answered(questions, &mut tx, &row, answer.text.trim()).await?;
            line(questions, &mut tx, &row, by).await?;
            tx.commit().await?;
            questions.wakes.journal.wake();
            message
        }
    };
    messages::one(&questions.messages, talk, &message, Author::Office).await
}

/// Notes that the office has read everything of the citizen up to a message.
pub(crate) async fn read_by_office(
    questions: &QuestionStore,
    id: &str,
    by: By<'_>,
    up_to: &str,
) -> Result<()> {
    let mut tx = questions.base.db.begin().await?;
    let row = store::by_id(&mut *tx, id).await?;
    let talk = Talk::Question(&row.id);
    if messages::mark_read(&questions.base, &mut tx, talk, Author::Citizen, up_to).await? {
        line(questions, &mut tx, &row, by).await?;
        tx.commit().await?;
        questions.wakes.journal.wake();
    }
    Ok(())
}

fn seen(
    questions: &QuestionStore,
    row: &QuestionRow,
    question: Question,
) -> Result<OfficeQuestion> {
    let Contact { name, email, phone, .. } = row.contact(&questions.base.keys)?;
    Ok(OfficeQuestion {
        id: question.id,
        number: question.number,
        category: question.category,
        state: question.state,
        asked_at: question.asked_at,
        due_by: question.due_by,
        is_known: row.account.is_some(),
        application: question.application,
        contact: Asker { name, email, phone },
        unread: question.unread,
        messages: question.messages,
    })
}
