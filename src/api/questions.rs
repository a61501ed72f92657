use super::client::{Guard, get, get_settled, guarded, post};
use super::error::ApiError;
use domain::wire::question::{Ask, Asked, OpenQuestion, Question, Questions};

/// Without their messages.
pub(crate) async fn list() -> Result<Questions, ApiError> {
    get("/questions").await
}

pub(crate) async fn one(id: &str) -> Result<Question, ApiError> {
    get_settled(&format!("/questions/{id}")).await
}

/// Asks the office; with a `key` that has asked already, brings that question.
pub(crate) async fn ask(ask: &Ask, key: &str) -> Result<Asked, ApiError> {
    let guard = Guard { key: Some(key), ..Guard::default() };
    guarded("POST", "/questions", &guard, ask).await
}

/// The question that the link in a letter leads to.
pub(crate) async fn opened(token: &str) -> Result<Question, ApiError> {
    post("/questions/opened", &OpenQuestion { token: token.to_owned() }).await
}
