use super::client::{Empty, Guard, get, get_settled, guarded, post, put_quietly};
use super::error::ApiError;
use domain::wire::message::{History, Message, Messages, NewMessage, ReadUpTo};

/// What a conversation of citizen and office is about, by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Talk {
    Case(String),
    Question(String),
}

impl Talk {
    fn path(&self) -> String {
        match self {
            Self::Case(id) => format!("/applications/{id}"),
            Self::Question(id) => format!("/questions/{id}"),
        }
    }
}

/// The conversation about an application.
pub(crate) async fn of_case(id: &str) -> Result<Messages, ApiError> {
    get_settled(&format!("/applications/{id}/messages")).await
}

/// The newest messages of all conversations.
pub(crate) async fn history() -> Result<History, ApiError> {
    get("/messages").await
}

/// Sends a message; with a `key` that has sent one already, brings that one.
pub(crate) async fn send(talk: &Talk, new: &NewMessage, key: &str) -> Result<Message, ApiError> {
    let guard = Guard { key: Some(key), ..Guard::default() };
    guarded("POST", &format!("{}/messages", talk.path()), &guard, new).await
}

/// Notes that everything of the office up to this message has been read.
pub(crate) async fn read(talk: &Talk, message: &str) -> Result<(), ApiError> {
    let up_to = ReadUpTo { message: message.to_owned() };
    put_quietly(&format!("{}/messages/read", talk.path()), &up_to).await
}

/// Consents to what a message about an application asks for, or does not. Twice is once.
pub(crate) async fn decide(
    application: &str,
    message: &str,
    consents: bool,
) -> Result<Message, ApiError> {
    let act = if consents { "confirm" } else { "decline" };
    post(&format!("/applications/{application}/messages/{message}/{act}"), &Empty {}).await
}
