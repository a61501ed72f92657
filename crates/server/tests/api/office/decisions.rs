//! What a decision holds, as the office sends it and as everybody reads it.

use super::{ru, sent};
use crate::support::office::no_group;
use crate::support::services::{alone, only};
use crate::support::{Client, Server};
use serde_json::{Value, json};

/// The result of an examination that found the second group, for a year from now.
fn second_group() -> Value {
    json!({
        "examined_on": "15.01.2026", "mode": "in_person", "group": "second", "cause": "Общее заболевание", "term": "until",
        "valid_until": "01.09.2027", "function_loss": "p70", "findings": "Нарушено кровообращение.", "recommendations": "Кардиолог.",
        "ipra": "yes"
    })
}

/// A case in review.
async fn in_review(server: &Server) -> (Client, String) {
    let (anna, id) = sent(server).await;
    server.bureau(&id, "take").await.expect_status(200);
    (anna, id)
}

async fn shown(client: &Client, id: &str, language: &str) -> Value {
    let sending = client.get(&format!("/api/v1/applications/{id}"));
    sending.header("accept-language", language).send().await.expect_status(200).json()["decision"]
        .clone()
}

fn line<'a>(decision: &'a Value, id: &str) -> &'a Value {
    let lines = decision["result"].as_array().unwrap();
    lines.iter().find(|line| line["id"] == id).unwrap_or(&Value::Null)
}

#[tokio::test]
async fn a_decision_says_what_was_decided_in_the_language_of_the_citizen() {
    let server = Server::start().await;
    let (anna, id) = in_review(&server).await;
    let office =
        server.expert().await.approve(&id, &second_group()).await.expect_status(200).json();
    assert_eq!(office["result"]["valid_until"], "2027-09-01", "in canonical form");
    let russian = shown(&anna, &id, "ru").await;
    assert_eq!(russian["title"], "Результаты экспертизы");
    assert_eq!(office["decision"]["result"], russian["result"]);
    let group = line(&russian, "group");
    assert_eq!((&group["value"], &group["gist"]), (&json!(["Вторая группа"]), &json!(true)));
    assert!(group["note"].as_str().unwrap().contains("Значительная"), "{group}");
    assert_eq!(line(&russian, "valid_until")["value"][0], "1\u{A0}сентября 2027\u{A0}года");
    assert_eq!(line(&russian, "limits"), &Value::Null, "nobody has answered it");
    let services: Vec<_> =
        russian["entitles"].as_array().unwrap().iter().map(|one| &one["service"]).collect();
    assert_eq!(services, ["mse_payments", "mse_copy", "mse_ipra_change", "mse_reexamination"]);
    let english = shown(&anna, &id, "en").await;
    assert_eq!(line(&english, "group")["value"], json!(["Group II"]));
    assert_eq!(line(&english, "findings")["russian"], true);
    let letter = anna.last_letter().await;
    assert!(!letter.contains("групп") && !letter.contains("кровообращ"), "{letter}");
}

#[tokio::test]
async fn what_is_wrong_with_a_result_is_said_at_its_place_and_decides_nothing() {
    let server = Server::start().await;
    let (anna, id) = in_review(&server).await;
    let expert = server.expert().await;
    for (result, pointer, error) in [
        (json!({ "group": "tenth" }), "/result/group", "not_offered"),
        (json!({ "examined_on": "2099-01-01" }), "/result/examined_on", "future"),
        (json!({ "dance": "x" }), "/result/dance", "not_offered"),
        (json!({ "ipra": "" }), "/result/ipra", "missing"),
    ] {
        let mut whole = second_group();
        whole.as_object_mut().unwrap().extend(result.as_object().unwrap().clone());
        let problem = expert.approve(&id, &whole).await.expect_problem(422, "invalid");
        let errors = problem["errors"].as_array().unwrap();
        let named = errors.iter().find(|one| one["pointer"] == pointer);
        let named = named.unwrap_or_else(|| panic!("{pointer}: {problem}"));
        assert!(named["error"].to_string().contains(error), "{named}");
    }
    let bare = expert.act(&id, &json!({ "act": "approve" })).await.expect_problem(422, "invalid");
    assert_eq!(bare["errors"], json!([{ "pointer": "/result", "error": "missing" }]));
    assert_eq!(anna.see(&id).await["summary"]["state"], "in_review");
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM decisions")
        .fetch_one(&mut server.database().await)
        .await
        .unwrap();
    assert_eq!(kept, 0);
}

#[tokio::test]
async fn a_refusal_may_say_what_was_found() {
    let server = Server::start().await;
    let (anna, first) = in_review(&server).await;
    let expert = server.expert().await;
    let refuse =
        |result: Value| json!({ "act": "refuse", "code": "documents_invalid", "result": result });
    let found = json!({ "examined_on": "2026-01-15", "mode": "by_papers", "findings": "Нет снимка.", "recommendations": "Сделайте его." });
    let too_much = expert.act(&first, &refuse(no_group())).await.expect_problem(422, "invalid");
    let pointers: Vec<_> =
        too_much["errors"].as_array().unwrap().iter().map(|one| &one["pointer"]).collect();
    assert_eq!(pointers, ["/result/group", "/result/ipra"]);
    expert.act(&first, &refuse(found)).await.expect_status(200);
    let decision = shown(&anna, &first, "ru").await;
    assert_eq!(line(&decision, "findings")["value"], json!(["Нет снимка."]));
    assert_eq!(decision["refusal"]["code"], "documents_invalid");
    let second = anna.application().await;
    expert.act(&second, &json!({ "act": "refuse", "code": "technical" })).await.expect_status(200);
    let bare = shown(&anna, &second, "ru").await;
    assert_eq!((&bare["result"], &bare["title"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn a_service_without_a_result_is_decided_in_words() {
    let mut service = alone();
    service["office"].as_object_mut().unwrap().remove("result");
    let server = Server::start_with(|settings| {
        settings.test_doors = true;
        only(settings, &[service]);
    })
    .await;
    let (anna, id) = in_review(&server).await;
    let expert = server.expert().await;
    let problem = expert.approve(&id, &no_group()).await.expect_problem(422, "invalid");
    assert_eq!(problem["errors"], json!([{ "pointer": "/result", "error": "not_offered" }]));
    let words = json!({ "act": "approve", "words": ru("Готово.") });
    expert.act(&id, &words).await.expect_status(200);
    assert_eq!(anna.see(&id).await["decision"]["words"], ru("Готово."));
}

#[tokio::test]
async fn what_a_decision_says_is_sealed() {
    let server = Server::start().await;
    let (_, id) = in_review(&server).await;
    server.expert().await.approve(&id, &second_group()).await.expect_status(200);
    let body: Vec<u8> = sqlx::query_scalar("SELECT body FROM decisions")
        .fetch_one(&mut server.database().await)
        .await
        .unwrap();
    assert!(!String::from_utf8_lossy(&body).contains("Вторая"));
}
