use super::parts::QuestionStore;
use super::show::whole;
use super::store;
use crate::fail::Result;
use crate::http::Json;
use crate::messages::{self, Talk};
use axum::extract::State;
use domain::wire::message::Author;
use domain::wire::problem::ProblemCode;
use domain::wire::question::{OpenQuestion, Question};
use std::sync::Arc;

/// So long after the last message a link opens the question.
const OPENS_MS: i64 = 90 * 24 * 60 * 60 * 1000;

/// Opens a question by the secret of the link in its letters: for who has asked signed out. What the office wrote counts as read.
///
/// 410 `proof_expired` 90 days after the last message, and for a secret that is none.
#[utoipa::path(post, path = "/questions/opened", tag = "questions", request_body = OpenQuestion,
    responses((status = 200, body = Question)))]
pub(super) async fn open(
    State(questions): State<Arc<QuestionStore>>,
    Json(OpenQuestion { token }): Json<OpenQuestion>,
) -> Result<axum::Json<Question>> {
    let base = &questions.base;
    let row = store::by_secret(base.db.read(), &token).await?;
    let row = row.filter(|row| row.changed_at + OPENS_MS > base.clock.now_ms());
    let row = row.ok_or(ProblemCode::ProofExpired)?;
    let question = whole(&questions, &row, Author::Citizen).await?;
    if let (1.., Some(last)) = (question.unread, question.messages.last()) {
        let mut tx = base.db.begin().await?;
        messages::mark_read(base, &mut tx, Talk::Question(&row.id), Author::Office, &last.id)
            .await?;
        tx.commit().await?;
    }
    Ok(axum::Json(question))
}
