//! Letters about an application go to the address that is given in it.

use crate::support::cases::{SERVICE, answers};
use crate::support::{Client, Server};
use serde_json::{Value, json};

const PROFILE: &str = "demo@okno.example";

/// Sends an application with this address; returns its id.
async fn sent_with(anna: &Client, email: &str) -> String {
    let draft = anna.full_draft().await;
    let answers = with(answers(), email);
    anna.save(&draft, 2, &answers).await.expect_status(200);
    let sent = anna.submit(&draft, 3, "key").await.expect_status(201).json();
    sent["id"].as_str().unwrap().to_owned()
}

fn with(mut answers: Value, email: &str) -> Value {
    answers["email"] = json!(email);
    answers
}

/// The recipient of the newest e-mail.
async fn last_address(anna: &Client) -> Value {
    anna.outbox().await.into_iter().find(|message| message["channel"] == "email").unwrap()["to"]
        .take()
}

#[tokio::test]
async fn all_letters_follow_the_address_in_the_application() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = sent_with(&anna, " Maria@пример.рф ").await;
    assert_eq!(last_address(&anna).await, "Maria@пример.рф");
    assert_eq!(anna.see(&id).await["letters_to"], "Maria@пример.рф");

    server.bureau(&id, "take").await.expect_status(200);
    assert_eq!(last_address(&anna).await, "Maria@пример.рф");
    server.ask(&id, &["/answers/email"]).await.expect_status(200);

    let path = format!("/api/v1/applications/{id}/correction");
    let draft = anna.post(&path).send().await.expect_status(201).json();
    let draft = draft["id"].as_str().unwrap();
    let answers = with(anna.draft(draft).await["answers"].take(), "new@okno.example");
    anna.save(draft, 1, &answers).await.expect_status(200);
    anna.submit(draft, 2, "again").await.expect_status(201);
    assert_eq!(last_address(&anna).await, "new@okno.example");
    server.bureau(&id, "approve").await.expect_status(200);
    assert_eq!(last_address(&anna).await, "new@okno.example");
    assert_eq!(anna.see(&id).await["letters_to"], "new@okno.example");
}

#[tokio::test]
async fn where_no_address_is_asked_for_it_is_that_of_the_account() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let id = anna.exam().await;
    assert_ne!(anna.see(&id).await["summary"]["service"], SERVICE);
    assert_eq!(last_address(&anna).await, PROFILE);
    assert_eq!(anna.see(&id).await["letters_to"], PROFILE);
}
