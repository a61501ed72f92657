use super::parts::MessageStore;
use super::row::MessageRow;
use super::store;
use crate::auth::Signed;
use crate::cases;
use crate::fail::Result;
use crate::files;
use crate::http::Language;
use crate::journal;
use axum::extract::State;
use domain::wire::message::{Author, History, HistoryLine};
use std::collections::HashMap;
use std::sync::Arc;

/// Most messages of the history.
const SHOWN: u32 = 100;

/// The last 100 messages of all cases and questions of the citizen, the newest first (S-20).
#[utoipa::path(get, path = "/messages", tag = "messages", security(("session" = [])),
    responses((status = 200, body = History)))]
pub(super) async fn history(
    State(messages): State<Arc<MessageStore>>,
    Signed { account }: Signed,
    language: Language,
) -> Result<axum::Json<History>> {
    let base = &messages.base;
    let as_of = *journal::position(&base.db).await?.end();
    let rows = store::newest(base.db.read(), &account, SHOWN).await?;
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let files = files::of_messages(base.db.read(), &ids).await?;
    let names = names(&messages, &account, language).await?;
    let line = |row: &MessageRow| {
        let about = row.application.as_ref().or(row.question.as_ref());
        let (number, title) = about.and_then(|id| names.get(id)).cloned().unwrap_or_default();
        Ok(HistoryLine {
            message: row.message(base, &files, Author::Citizen)?,
            application: row.application.clone(),
            question: row.question.clone(),
            number,
            title,
        })
    };
    let messages = rows.iter().map(line).collect::<Result<_>>()?;
    Ok(axum::Json(History { messages, as_of }))
}

/// Number and title of what the account's messages are about, by id.
async fn names(
    messages: &MessageStore,
    account: &str,
    language: Language,
) -> Result<HashMap<String, (String, String)>> {
    let mut names = HashMap::new();
    for case in cases::of_account(&messages.base.db, account).await? {
        let title = case.title()?.get(language.0).to_owned();
        names.insert(case.id, (case.number, title));
    }
    for (id, number) in store::numbers_of_questions(messages.base.db.read(), account).await? {
        names.insert(id, (number, String::new()));
    }
    Ok(names)
}
