use super::client::{Guard, delete, get, guarded, post};
use super::error::ApiError;
use domain::form::Answers;
use domain::wire::draft::{Draft, Drafts, NewDraft, SaveDraft, Saved, Sent};

pub(crate) async fn create(service: String) -> Result<Draft, ApiError> {
    post("/drafts", &NewDraft { service }).await
}

pub(crate) async fn list() -> Result<Drafts, ApiError> {
    get("/drafts").await
}

pub(crate) async fn one(id: &str) -> Result<Draft, ApiError> {
    get(&format!("/drafts/{id}")).await
}

/// Saves all answers as they stand over `version`; [`Conflict`](domain::wire::problem::ProblemCode::Conflict) when
/// another tab or device has saved since.
pub(crate) async fn save(id: &str, version: u32, answers: &Answers) -> Result<Saved, ApiError> {
    let guard = Guard { version, key: None };
    let body = SaveDraft { answers: answers.clone() };
    guarded("PUT", &format!("/drafts/{id}"), &guard, &body).await
}

/// Sends the draft as saved in `version`. The same `key` never makes a second application.
pub(crate) async fn submit(id: &str, version: u32, key: &str) -> Result<Sent, ApiError> {
    let guard = Guard { version, key: Some(key) };
    guarded("POST", &format!("/drafts/{id}/submit"), &guard, &serde_json::json!({})).await
}

pub(crate) async fn remove(id: &str) -> Result<(), ApiError> {
    delete(&format!("/drafts/{id}")).await
}
