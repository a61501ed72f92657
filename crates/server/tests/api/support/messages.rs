//! Helpers for conversations.

use super::{Answer, Client, Server};
use serde_json::{Value, json};

impl Client {
    pub(crate) async fn write(&self, application: &str, key: &str, message: &Value) -> Answer {
        let path = format!("/api/v1/applications/{application}/messages");
        self.post(&path).header("idempotency-key", key).json(message).send().await
    }

    /// Writes a text; returns the message.
    pub(crate) async fn message(&self, application: &str, text: &str) -> Value {
        let message = self.write(application, &key(), &json!({ "text": text })).await;
        message.expect_status(201).json()
    }

    /// The conversation about the application.
    pub(crate) async fn talk(&self, application: &str) -> Value {
        let path = format!("/api/v1/applications/{application}/messages");
        self.get(&path).send().await.expect_status(200).json()
    }

    pub(crate) async fn read(&self, application: &str, message: &Value) -> Answer {
        let path = format!("/api/v1/applications/{application}/messages/read");
        self.put(&path).json(&json!({ "message": message })).send().await
    }

    pub(crate) async fn confirm(&self, application: &str, message: &Value) -> Answer {
        let message = message.as_str().unwrap();
        self.post(&format!("/api/v1/applications/{application}/messages/{message}/confirm"))
            .send()
            .await
    }

    pub(crate) async fn decline(&self, application: &str, message: &Value) -> Answer {
        let message = message.as_str().unwrap();
        self.post(&format!("/api/v1/applications/{application}/messages/{message}/decline"))
            .send()
            .await
    }
}

impl Server {
    /// The office reads what the citizen has written, and writes; returns the message.
    pub(crate) async fn say(&self, application: &str, text: &str) -> Value {
        self.say_with(application, text, Value::Null).await.expect_status(200).json()
    }

    /// [`Server::say`] with something that the citizen should do.
    pub(crate) async fn say_with(&self, application: &str, text: &str, action: Value) -> Answer {
        let body = json!({ "application": application, "text": text, "action": action });
        self.client().post("/_test/message").json(&body).send().await
    }
}

/// A new key each time.
pub(crate) fn key() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static LAST: AtomicU64 = AtomicU64::new(0);
    format!("said-{}", LAST.fetch_add(1, Ordering::Relaxed))
}
