//! Checks and stores a message of either side.

use super::parts::MessageStore;
use super::row::Wanted;
use super::store::{self, NewRow, Talk};
use crate::audit::By;
use crate::fail::{Fail, Result};
use crate::files::{self, FileRow};
use domain::file::FileError;
use domain::form::{FieldError, Issue};
use domain::message::{FILES, checked_text};
use domain::wire::message::{ActionKind, Author};
use domain::wire::problem::ProblemCode;
use sqlx::{Sqlite, Transaction};
use std::collections::HashSet;

/// A message to be written, as it was typed.
#[derive(Debug)]
pub(crate) struct New<'a> {
    pub(crate) talk: Talk<'a>,
    /// Whose conversation it is; `None` for a question that was asked signed out.
    pub(crate) account: Option<&'a str>,
    pub(crate) by: By<'a>,
    pub(crate) text: &'a str,
    /// Ids of attachments.
    pub(crate) files: &'a [String],
    /// Where its attachments wait, if elsewhere than in the conversation.
    pub(crate) waiting: Option<&'a str>,
    pub(crate) answers: Option<&'a str>,
    pub(crate) action: Option<Wanted>,
    pub(crate) key: Option<String>,
}

/// Stores the message with its attachments and returns its id. 422 with everything that is wrong about it, at `/text`, `/files`,
/// `/files/0`, `/answers`.
pub(crate) async fn write(
    messages: &MessageStore,
    tx: &mut Transaction<'_, Sqlite>,
    new: New<'_>,
) -> Result<String> {
    let mut issues = Vec::new();
    let text = checked_text(new.text, !new.files.is_empty());
    let text = text.map_err(|error| issues.push(issue("/text", error))).unwrap_or_default();
    check_files(messages, tx, &new, &mut issues).await?;
    if let Some(answered) = new.answers {
        check_answer(messages, tx, &new, answered, &mut issues).await?;
    }
    if !issues.is_empty() {
        return Err(Fail::Issues(ProblemCode::Invalid, issues));
    }
    let New { talk, account, by, answers, action, key, .. } = new;
    let row = NewRow { talk, account, by, text, action, key, answers };
    let id = store::insert(&messages.base, tx, row).await?;
    files::attach(tx, &id, new.files).await?;
    if let Some(answered) = answers {
        store::mark_done(&messages.base, tx, answered, false).await?;
    }
    Ok(id)
}

/// Each file has to be an accepted one that waits in this conversation, uploaded by the same side.
async fn check_files(
    messages: &MessageStore,
    tx: &mut Transaction<'_, Sqlite>,
    new: &New<'_>,
    issues: &mut Vec<Issue>,
) -> Result<()> {
    if new.files.len() > usize::from(FILES) {
        issues.push(issue("/files", FileError::TooMany { limit: FILES }));
        return Ok(());
    }
    let by_office = new.by != By::Citizen;
    let waiting = new.waiting.unwrap_or(new.talk.id());
    let ready: HashSet<String> = match new.account {
        _ if new.files.is_empty() => HashSet::new(),
        Some(account) => files::of_talk(&messages.base, &mut **tx, account, waiting)
            .await?
            .into_iter()
            .filter(|file: &FileRow| file.is_ready() && file.by_office == by_office)
            .map(|file| file.id)
            .collect(),
        None => HashSet::new(),
    };
    let mut seen = HashSet::new();
    for (index, id) in new.files.iter().enumerate() {
        if !ready.contains(id) || !seen.insert(id) {
            issues.push(issue(&format!("/files/{index}"), FieldError::NotOffered));
        }
    }
    Ok(())
}

/// The answered message has to want an answer, and not to have one.
async fn check_answer(
    messages: &MessageStore,
    tx: &mut Transaction<'_, Sqlite>,
    new: &New<'_>,
    answered: &str,
    issues: &mut Vec<Issue>,
) -> Result<()> {
    let row = match store::find(&mut **tx, new.talk, answered).await {
        Err(Fail::Code(ProblemCode::NotFound)) => None,
        found => Some(found?),
    };
    let row = row.filter(|row| row.is_by(Author::Office) && !row.is_done());
    let action = match row {
        Some(row) if new.by == By::Citizen => row.body(&messages.base.keys)?.action,
        _ => None,
    };
    match action.map(|action| action.kind) {
        Some(ActionKind::Answer) => {}
        Some(ActionKind::Upload) if !new.files.is_empty() => {}
        Some(ActionKind::Upload) => issues.push(issue("/files", FieldError::MissingDocument)),
        _ => issues.push(issue("/answers", FieldError::NotOffered)),
    }
    Ok(())
}

fn issue(pointer: &str, error: impl Into<FieldError>) -> Issue {
    Issue { pointer: pointer.to_owned(), error: error.into() }
}

/// The message that the office has sent in the conversation with this key; 409 when it says something else.
pub(crate) async fn said_with(
    messages: &MessageStore,
    tx: &mut Transaction<'_, Sqlite>,
    talk: Talk<'_>,
    key: &str,
    text: &str,
) -> Result<Option<String>> {
    for row in store::of_talk(&mut **tx, talk).await? {
        let body = row.body(&messages.base.keys)?;
        if row.is_by(Author::Office) && body.key.as_deref() == Some(key) {
            return match body.text == text.trim() {
                true => Ok(Some(row.id)),
                false => Err(ProblemCode::KeyReused.into()),
            };
        }
    }
    Ok(None)
}
