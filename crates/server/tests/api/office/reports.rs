//! What came of an operation, told once it is over (S-28).

use super::newest;
use crate::support::bookings::{details, seconds_until};
use crate::support::{Client, Server};
use serde_json::{Value, json};

fn report(result: &Value) -> Value {
    json!({ "act": "report", "result": result })
}

fn completed() -> Value {
    json!({ "outcome": "completed", "summary": "Поставлены два шунта." })
}

/// Anna whose operation has begun; before that there is nothing to tell.
async fn operated(server: &Server) -> (Client, String) {
    let anna = server.anna().await;
    let id = anna.surgery().await;
    decide(server, &id).await;
    let days = anna.days(&id, "hospital").await;
    let free = days.iter().find(|day| day["free"] != 0).unwrap()["day"].as_str().unwrap();
    let slots = anna.slots(&id, "hospital", free).await;
    let slot = slots.iter().find(|slot| slot["free"] == true).unwrap();
    let starts_at = slot["starts_at"].as_str().unwrap();
    let body = json!({ "institution": "hospital", "starts_at": starts_at, "details": details() });
    anna.book_with(&id, "k", &body).await.expect_status(201);
    let early = server.expert().await.act(&id, &report(&completed())).await;
    early.expect_problem(409, "not_allowed");
    server.advance(seconds_until(&anna, starts_at).await + 1).await;
    (server.anna().await, id)
}

async fn decide(server: &Server, id: &str) {
    server.bureau(id, "take").await.expect_status(200);
    server.bureau(id, "approve").await.expect_status(200);
}

#[tokio::test]
async fn what_came_of_it_is_told_after_the_decision_and_the_last_word_holds() {
    let server = Server::visiting().await;
    let (anna, id) = operated(&server).await;
    let expert = server.expert().await;
    let before = anna.see(&id).await;
    let first = json!({ "outcome": "clarify", "summary": "Нужен анализ." });
    expert.act(&id, &report(&first)).await.expect_status(200);
    let office = expert.act(&id, &report(&completed())).await.expect_status(200).json();
    let case = anna.see(&id).await;
    assert_eq!(case["decision"], before["decision"], "the decision stays");
    assert_eq!(case["summary"]["state"], "approved");
    assert_eq!(case["report"]["title"], "Результат операции");
    assert_eq!(case["report"]["result"][1]["value"], json!(["Поставлены два шунта."]));
    assert_eq!(case["report"], office["report"]);
    let name = json!({ "title": "Результат операции", "document": "report.pdf", "outcome": "успешно выполнено" });
    assert_eq!(case["summary"]["result"], name);
    let list = anna.get("/api/v1/applications").send().await.expect_status(200).json();
    assert_eq!(list["applications"][0]["result"], name);
    let line = newest(&anna, &id).await;
    assert_eq!((&line["kind"], &line["state"]), (&json!("report"), &json!("approved")));
    assert_eq!(line["comment"]["en"], "Result of the operation: completed successfully.");
    let letter = anna.last_letter().await;
    assert!(letter.contains("есть результат") && !letter.contains("успешно"), "{letter}");
    let pdf = anna.get(&format!("/api/v1/applications/{id}/report.pdf")).send().await;
    assert_eq!(&pdf.expect_status(200).body[..5], b"%PDF-");
}

#[tokio::test]
async fn it_is_told_only_where_something_was_approved_and_in_the_right_form() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let id = anna.surgery().await;
    let expert = server.expert().await;
    expert.act(&id, &report(&completed())).await.expect_problem(409, "not_allowed");
    anna.get(&format!("/api/v1/applications/{id}/report.pdf"))
        .send()
        .await
        .expect_problem(404, "not_found");
    decide(&server, &id).await;
    expert.act(&id, &report(&completed())).await.expect_problem(409, "not_allowed");
    let (anna, id) = operated(&server).await;
    let wrong = expert.act(&id, &report(&json!({ "outcome": "died" }))).await;
    let wrong = wrong.expect_problem(422, "invalid");
    let pointers: Vec<_> =
        wrong["errors"].as_array().unwrap().iter().map(|one| &one["pointer"]).collect();
    assert_eq!(pointers, ["/result/outcome", "/result/summary"]);
    assert_eq!(anna.see(&id).await["report"], Value::Null);
    let intake = server.colleague("Лебедев Андрей Николаевич", "intake").await;
    intake.act(&id, &report(&completed())).await.expect_problem(403, "forbidden");
}

#[tokio::test]
async fn a_service_without_an_operation_has_nothing_to_tell() {
    let server = Server::visiting().await;
    let id = server.anna().await.exam().await;
    decide(&server, &id).await;
    let problem = server.expert().await.act(&id, &report(&completed())).await;
    problem.expect_problem(404, "not_found");
}

#[tokio::test]
async fn what_is_told_is_sealed() {
    let server = Server::visiting().await;
    let (_, id) = operated(&server).await;
    server.expert().await.act(&id, &report(&completed())).await.expect_status(200);
    let body: Vec<u8> = sqlx::query_scalar("SELECT body FROM decisions WHERE kind = 'report'")
        .fetch_one(&mut server.database().await)
        .await
        .unwrap();
    assert!(!String::from_utf8_lossy(&body).contains("шунт"));
}
