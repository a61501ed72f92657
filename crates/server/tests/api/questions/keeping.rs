//! Who sees a question, how it is kept, and until when.

use super::{DAY, answer, ask, question, secret, signed_out, with};
use crate::support::Server;
use serde_json::json;

#[tokio::test]
async fn somebody_elses_question_is_not_found() {
    let server = Server::start().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let asked = ask(&anna, &question()).await.expect_status(201).json();
    let id = asked["id"].as_str().unwrap();
    let path = format!("/api/v1/questions/{id}");
    pyotr.get(&path).send().await.expect_problem(404, "not_found");
    let write = pyotr.post(&format!("{path}/messages")).header("idempotency-key", "a");
    write.json(&json!({ "text": "a" })).send().await.expect_problem(404, "not_found");
    let read = pyotr.put(&format!("{path}/messages/read")).json(&json!({ "message": "a" }));
    read.send().await.expect_problem(404, "not_found");
    server.client().get(&path).send().await.expect_problem(401, "sign_in_required");
    let unknown = ask(&server.client(), &signed_out()).await.expect_status(201).json();
    let number = unknown["number"].as_str().unwrap().replace("ОС", "%D0%9E%D0%A1");
    anna.get(&format!("/api/v1/questions/{number}")).send().await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_question_ends_a_year_after_its_last_message() {
    let server = Server::start().await;
    let client = server.client();
    ask(&client, &signed_out()).await.expect_status(201);
    let count = async |sql: &'static str| -> i64 {
        sqlx::query_scalar(sql).fetch_one(&mut server.database().await).await.unwrap()
    };
    server.advance(364 * DAY).await;
    assert_eq!(count("SELECT count(*) FROM questions").await, 1);
    server.advance(DAY + 1).await;
    assert_eq!(count("SELECT count(*) FROM questions").await, 0);
    assert_eq!(count("SELECT count(*) FROM messages").await, 0);
}

#[tokio::test]
async fn a_question_does_not_stand_in_plain_text() {
    let mut server = Server::start().await;
    let client = server.client();
    let body = with(signed_out(), json!({ "text": "У меня диабет", "phone": "8 900 000-00-07" }));
    ask(&client, &body).await.expect_status(201);
    let secret = secret(&client).await;
    server.stop().await;
    let read = |name: &str| std::fs::read(server.data().join(name)).unwrap_or_default();
    let file = [read("okno.db"), read("okno.db-wal")].concat();
    let has = |text: &str| file.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(has("ОС-2026-000001"));
    for text in ["диабет", "petr@okno.example", "Пётр", "+79000000007", &secret] {
        assert!(!has(text), "{text}");
    }
}

#[tokio::test]
async fn a_reset_and_the_end_of_an_account_leave_no_questions() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let asked = ask(&anna, &question()).await.expect_status(201).json();
    answer(&server, asked["id"].as_str().unwrap(), "Да").await.expect_status(200);
    ask(&server.client(), &signed_out()).await.expect_status(201);
    server.client().post("/_test/reset").send().await.expect_status(204);
    let left: i64 = sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM questions) + (SELECT count(*) FROM messages)",
    )
    .fetch_one(&mut server.database().await)
    .await
    .unwrap();
    assert_eq!(left, 0);
}
