use super::parts::QuestionStore;
use super::row::QuestionRow;
use super::store;
use crate::auth::Signed;
use crate::fail::Result;
use crate::files;
use crate::http::Id;
use crate::journal;
use crate::messages::{self, Talk};
use axum::extract::State;
use domain::wire::message::Author;
use domain::wire::question::Question;
use std::sync::Arc;

/// A question with what was written since.
#[utoipa::path(get, path = "/questions/{id}", tag = "questions", params(("id" = String, Path)),
    security(("session" = [])), responses((status = 200, body = Question)))]
pub(super) async fn show(
    State(questions): State<Arc<QuestionStore>>,
    Signed { account }: Signed,
    Id(id): Id,
) -> Result<axum::Json<Question>> {
    let base = &questions.base;
    let as_of = *journal::position(&base.db).await?.end();
    let row = store::find(base.db.read(), &account, &id).await?;
    let question = whole(&questions, &row, Author::Citizen).await?;
    let waiting = files::of_talk(base, base.db.read(), &account, &id).await?;
    let waiting = waiting.iter().filter(|file| file.is_ready() && !file.by_office);
    let files = waiting.map(|file| file.info(&base.keys)).collect::<Result<_>>()?;
    Ok(axum::Json(Question { files, as_of, ..question }))
}

/// With its messages, as `reader` sees them.
pub(super) async fn whole(
    questions: &QuestionStore,
    row: &QuestionRow,
    reader: Author,
) -> Result<Question> {
    let talk = Talk::Question(&row.id);
    let found = messages::conversation(&questions.messages, talk, reader).await?;
    Ok(Question { unread: messages::news(&found, reader), messages: found, ..row.question()? })
}
