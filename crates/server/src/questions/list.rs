use super::parts::QuestionStore;
use super::store;
use crate::auth::Signed;
use crate::fail::Result;
use crate::journal;
use crate::messages::{self, Talk};
use axum::extract::State;
use domain::wire::message::Author;
use domain::wire::question::{Question, Questions};
use std::sync::Arc;

/// The citizen's questions, the newest first, without their messages.
#[utoipa::path(get, path = "/questions", tag = "questions", security(("session" = [])),
    responses((status = 200, body = Questions)))]
pub(super) async fn list(
    State(questions): State<Arc<QuestionStore>>,
    Signed { account }: Signed,
) -> Result<axum::Json<Questions>> {
    let base = &questions.base;
    let as_of = *journal::position(&base.db).await?.end();
    let mut found = Vec::new();
    for row in store::of_account(base.db.read(), &account).await? {
        let unread =
            messages::unread(base.db.read(), Talk::Question(&row.id), Author::Office).await?;
        found.push(Question { unread, as_of, ..row.question()? });
    }
    Ok(axum::Json(Questions { questions: found, as_of }))
}
