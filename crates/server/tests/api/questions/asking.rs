//! What asking takes: what is wrong is said where it is, once is once, and nobody asks too often.

use super::{ask, ask_with, question, shown, signed_out, with};
use crate::support::files::pdf;
use crate::support::{Client, Server};
use serde_json::{Value, json};

#[tokio::test]
async fn what_is_wrong_with_a_question_is_said_where_it_is() {
    let server = Server::start().await;
    let (anna, nobody) = (server.anna().await, server.client());
    let wrong = async |client: &Client, body: Value| {
        let problem = ask(client, &body).await.expect_problem(422, "invalid");
        let errors = problem["errors"].as_array().unwrap().clone();
        errors.iter().map(|error| error["pointer"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(wrong(&nobody, question()).await, ["/name", "/email"]);
    let body = with(signed_out(), json!({ "email": "petr", "phone": "12", "text": " " }));
    assert_eq!(wrong(&nobody, body).await, ["/email", "/phone", "/text"]);
    let case = anna.application().await;
    let body = with(signed_out(), json!({ "application": case, "files": ["a"] }));
    assert_eq!(wrong(&nobody, body).await, ["/application", "/files"]);
    let body = with(question(), json!({ "name": "я".repeat(101), "text": "я".repeat(4001) }));
    assert_eq!(wrong(&anna, body).await, ["/name", "/text"]);
    assert_eq!(wrong(&anna, with(question(), json!({ "files": ["a"] }))).await, ["/files/0"]);
    let pyotr = server.pyotr().await;
    let body = with(question(), json!({ "application": case }));
    ask(&pyotr, &body).await.expect_problem(404, "not_found");
    let bare = anna.post("/api/v1/questions").json(&question()).send().await;
    bare.expect_problem(428, "precondition_required");
    ask(&anna, &json!({ "text": "a" })).await.expect_problem(400, "malformed");
    // Nothing of all that was kept, or counted.
    let list = anna.get("/api/v1/questions").send().await.json();
    assert_eq!(list["questions"], json!([]));
}

#[tokio::test]
async fn a_question_asked_twice_with_one_key_stands_once() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let first = ask_with(&anna, "a", &question()).await.expect_status(201).json();
    assert_eq!(ask_with(&anna, "a", &question()).await.expect_status(201).json(), first);
    let other = with(question(), json!({ "text": "Другое" }));
    ask_with(&anna, "a", &other).await.expect_problem(409, "key_reused");
    let nobody = server.client();
    let out = ask_with(&nobody, "a", &signed_out()).await.expect_status(201).json();
    assert_eq!(ask_with(&nobody, "a", &signed_out()).await.expect_status(201).json(), out);
    assert_ne!(out["number"], first["number"], "an account has keys of its own");
    let list = anna.get("/api/v1/questions").send().await.json();
    assert_eq!(list["questions"].as_array().unwrap().len(), 1);
    let letters = anna.outbox().await;
    let letters = letters.iter().filter(|one| one["text"].as_str().unwrap().contains("получен"));
    assert_eq!(letters.count(), 2);
}

#[tokio::test]
async fn a_network_an_address_and_an_account_ask_so_often() {
    let server = Server::start_with(|settings| {
        settings.test_doors = true;
        settings.behind_proxy = true;
    })
    .await;
    let home = server.client().from("192.0.2.1");
    let to = |email: &str| with(signed_out(), json!({ "email": email }));
    for n in 0..5 {
        ask(&home, &to(&format!("a{n}@okno.example"))).await.expect_status(201);
    }
    let problem = ask(&home, &to("b@okno.example")).await.expect_problem(429, "too_many_attempts");
    assert!(problem["retry_after"].is_number());
    let anna = server.anna().await.from("192.0.2.1");
    for _ in 0..10 {
        ask(&anna, &question()).await.expect_status(201);
    }
    ask(&anna, &question()).await.expect_problem(429, "too_many_attempts");
    for n in 2..5 {
        let elsewhere = server.client().from(&format!("192.0.2.{n}"));
        ask(&elsewhere, &to("One@okno.example")).await.expect_status(201);
    }
    let elsewhere = server.client().from("192.0.2.9");
    ask(&elsewhere, &to("one@okno.example")).await.expect_problem(429, "too_many_attempts");
    server.advance(60 * 60 + 1).await;
    ask(&home, &to("one@okno.example")).await.expect_status(201);
}

#[tokio::test]
async fn files_wait_for_a_question_that_is_not_asked_yet() {
    let server = Server::start().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let file = anna.attach("question", "new", "экран.pdf", &pdf(3000)).await;
    let body = with(question(), json!({ "files": [file] }));
    ask(&pyotr, &body).await.expect_problem(422, "invalid");
    let asked = ask(&anna, &body).await.expect_status(201).json();
    let id = asked["id"].as_str().unwrap();
    let seen = shown(&anna, id).await;
    assert_eq!(seen["messages"][0]["files"][0]["id"], file.as_str());
    let more = anna.attach("question", id, "ещё.pdf", &pdf(3000)).await;
    assert_eq!(shown(&anna, id).await["files"][0]["id"], more.as_str());
    let path = format!("/api/v1/questions/{id}/messages");
    let body = json!({ "files": [more] });
    anna.post(&path).header("idempotency-key", "a").json(&body).send().await.expect_status(201);
    assert!(shown(&anna, id).await["files"].is_null());
}

#[tokio::test]
async fn who_is_signed_in_no_more_asks_nothing_in_nobodys_name() {
    let server = Server::start().await;
    let body = with(signed_out(), json!({ "as_citizen": true }));
    ask(&server.client(), &body).await.expect_problem(401, "sign_in_required");
    assert!(server.anna().await.outbox().await.iter().all(|one| one["channel"] != "email"));
    let body = with(question(), json!({ "as_citizen": true }));
    ask(&server.anna().await, &body).await.expect_status(201);
}

#[tokio::test]
async fn an_unconfirmed_address_is_asked_for() {
    let server = Server::start().await;
    let anna = server.anna().await;
    sqlx::query("UPDATE accounts SET email_confirmed_at = NULL")
        .execute(&mut server.database().await)
        .await
        .unwrap();
    let problem = ask(&anna, &question()).await.expect_problem(422, "invalid");
    assert_eq!(problem["errors"], json!([{ "pointer": "/email", "error": "missing" }]));
    let body = with(question(), json!({ "email": "here@okno.example" }));
    let asked = ask(&anna, &body).await.expect_status(201).json();
    assert_eq!(asked["letters_to"], "here@okno.example");
}
