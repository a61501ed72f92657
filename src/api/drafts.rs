use super::client::{Empty, Guard, address, delete, get, get_settled, guarded, post};
use super::error::ApiError;
use domain::form::Answers;
use domain::wire::draft::{Draft, Drafts, NewDraft, SaveDraft, Saved, Sent, TestSignature};
use serde::Deserialize;

/// Creates a draft. `from`: the application whose answers or decision it takes over. A retry with the same `key` does not
/// create a second one.
pub(crate) async fn create(
    service: String,
    from: Option<String>,
    key: String,
) -> Result<Begun, ApiError> {
    let guard = Guard { version: None, key: Some(&key) };
    guarded("POST", "/drafts", &guard, &NewDraft { service, from }).await
}

/// The part of a new draft that is needed to open it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Begun {
    pub(crate) id: String,
}

pub(crate) async fn list() -> Result<Drafts, ApiError> {
    get("/drafts").await
}

pub(crate) async fn one(id: &str) -> Result<Draft, ApiError> {
    get_settled(&format!("/drafts/{id}")).await
}

/// Saves all answers, replacing `version`. Fails with [`Conflict`](domain::wire::problem::ProblemCode::Conflict) if another
/// tab or device has saved since.
pub(crate) async fn save(
    id: &str,
    version: u32,
    answers: &Answers,
    step: Option<String>,
) -> Result<Saved, ApiError> {
    let guard = Guard { version: Some(version), key: None };
    let body = SaveDraft { answers: answers.clone(), step };
    guarded("PUT", &format!("/drafts/{id}"), &guard, &body).await
}

/// Sends the draft as saved in `version`. A retry with the same `key` does not make a second application.
pub(crate) async fn submit(id: &str, version: u32, key: &str) -> Result<Sent, ApiError> {
    let guard = Guard { version: Some(version), key: Some(key) };
    guarded("POST", &format!("/drafts/{id}/submit"), &guard, &Empty {}).await
}

pub(crate) async fn remove(id: &str) -> Result<(), ApiError> {
    delete(&format!("/drafts/{id}")).await
}

/// Address of the statement that the citizen signs electronically.
pub(crate) fn statement(id: &str) -> String {
    address(&format!("/drafts/{id}/statement.xml"))
}

/// Signs the saved draft with the server's test key.
pub(crate) async fn sign_for_test(id: &str) -> Result<TestSignature, ApiError> {
    post(&format!("/drafts/{id}/signature"), &Empty {}).await
}
