//! The bureau that works by itself.

use crate::support::bookings::{BUREAU, seconds_until};
use crate::support::visits::visiting;
use crate::support::{Client, Server};
use serde_json::json;
use std::time::Duration;

/// Waits until the application is in `state`.
async fn wait(anna: &Client, id: &str, state: &str) {
    for _ in 0..100 {
        if anna.see(id).await["summary"]["state"] == state {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{}", anna.see(id).await);
}

#[tokio::test]
async fn a_damaged_file_is_found_and_asked_for_again() {
    let server = Server::start().await;
    let anna = server.anna().await;
    for damage in [true, false] {
        let id = anna.application().await;
        let file = anna.see(&id).await["files"][0]["id"].as_str().unwrap().to_owned();
        let path = server.data().join("files").join(file);
        if damage {
            let mut bytes = std::fs::read(&path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            std::fs::write(&path, bytes).unwrap();
        } else {
            std::fs::remove_file(&path).unwrap();
        }
        let checked = server.bureau(&id, "check").await.expect_status(200).json();
        assert_eq!(checked["state"], "needs_info");
        let case = anna.see(&id).await;
        assert!(case["decision"].is_null() && case["remarks"].as_array().unwrap().len() == 1);
        let remark = &case["remarks"][0];
        assert_eq!(remark["pointer"], "/files/identity_scan");
        assert!(remark["text"]["ru"].as_str().unwrap().contains("«паспорт.pdf» повреждён"));
        assert!(remark["text"]["en"].as_str().unwrap().contains("is damaged"));
        // The correction does not get the damaged file: the citizen has to send it again.
        let address = format!("/api/v1/applications/{id}/correction");
        let draft = anna.post(&address).send().await.expect_status(201).json();
        let files = draft["files"].as_array().unwrap();
        assert_eq!((files.len(), &files[0]["slot"]), (1, &json!("medical")));
    }
}

#[tokio::test]
async fn behind_test_doors_nothing_moves_by_itself() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    server.advance(600).await;
    tokio::time::sleep(Duration::from_millis(800)).await;
    assert_eq!(anna.see(&id).await["summary"]["state"], "submitted");
}

#[tokio::test]
async fn a_real_bureau_checks_at_once_also_after_a_restart() {
    let server = Server::start().await;
    let mut anna = server.anna().await;
    let id = anna.application().await;
    let server = server.restart_with(|settings| settings.test_doors = false).await;
    anna.address = server.address;
    wait(&anna, &id, "in_review").await;
    anna.get("/dev/outbox").send().await.expect_status(404);
    anna.get("/_test/clock").send().await.expect_status(404);
    let second = anna.application().await;
    wait(&anna, &second, "in_review").await;
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(anna.see(&id).await["summary"]["state"], "in_review", "people decide");
}

#[tokio::test]
async fn the_demonstration_runs_at_a_pace_that_people_can_follow() {
    let server = demonstration().await;
    let anna = server.anna().await;
    let id =
        anna.sent("chat", &json!({ "snils": "112-233-445 95", "phone": "8 900 000-00-01" })).await;
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(anna.see(&id).await["summary"]["state"], "submitted");
    server.advance(4).await;
    wait(&anna, &id, "in_review").await;
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(anna.see(&id).await["summary"]["state"], "in_review");
    server.advance(20).await;
    wait(&anna, &id, "approved").await;
    assert_eq!(anna.see(&id).await["decision"]["refusal"], json!(null));
}

#[tokio::test]
async fn the_demonstration_takes_cases_and_answers_what_one_writes() {
    let server = demonstration().await;
    let anna = server.anna().await;
    let id =
        anna.sent("chat", &json!({ "snils": "112-233-445 95", "phone": "8 900 000-00-01" })).await;
    anna.message(&id, "Когда ждать решения?").await;
    let question = json!({ "category": "other", "text": "Где вы находитесь?" });
    let asked = anna.post("/api/v1/questions").header("idempotency-key", "q").json(&question);
    let asked = asked.send().await.expect_status(201).json()["id"].clone();
    server.advance(4).await;
    wait(&anna, &id, "in_review").await;
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(anna.talk(&id).await["messages"].as_array().unwrap().len(), 1, "not at once");
    assert!(anna.see(&id).await["executor"].is_null());
    server.advance(5).await;
    let question = format!("/api/v1/questions/{}", asked.as_str().unwrap());
    for _ in 0..100 {
        let answered = anna.get(&question).send().await.json()["state"] == "answered";
        if answered && anna.see(&id).await["executor"].is_object() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(anna.see(&id).await["executor"].is_object());
    assert_eq!(anna.get(&question).send().await.json()["state"], "answered");
    let talk = anna.talk(&id).await;
    assert!(talk["messages"][0]["read_at"].is_string());
    assert_eq!(talk["messages"][1]["author"], "office");
    assert_eq!(talk["messages"].as_array().unwrap().len(), 2, "once");
}

async fn demonstration() -> Server {
    Server::start_with(|settings| {
        visiting(settings);
        settings.demo = true;
    })
    .await
}

/// Checks that several rounds of the bureau leave the case in review.
async fn stays_in_review(anna: &Client, id: &str) {
    tokio::time::sleep(Duration::from_millis(1200)).await;
    assert_eq!(anna.see(id).await["summary"]["state"], "in_review");
}

#[tokio::test]
async fn the_demonstration_decides_after_the_examination() {
    let server = demonstration().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let slot = anna.free_slots(&exam, BUREAU).await[0].clone();
    let booking = anna.book(&exam, &slot).await.expect_status(201).json();
    server.advance(4).await;
    wait(&anna, &exam, "in_review").await;
    anna.cancel(booking["id"].as_str().unwrap(), true).await.expect_status(200);
    server.advance(14 * 60).await;
    let anna = server.anna().await;
    server.advance(14 * 60).await;
    stays_in_review(&anna, &exam).await;
    anna.book(&exam, &slot).await.expect_status(201);
    server.advance(seconds_until(&anna, &slot).await + 1).await;
    wait(&server.anna().await, &exam, "approved").await;
}

#[tokio::test]
async fn the_demonstration_waits_for_a_date_before_it_decides_without_one() {
    let server = demonstration().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    server.advance(4).await;
    wait(&anna, &exam, "in_review").await;
    server.advance(14 * 60).await;
    stays_in_review(&anna, &exam).await;
    let slot = anna.free_slots(&exam, BUREAU).await[0].clone();
    anna.hold(&exam, BUREAU, &slot).await.expect_status(200);
    server.advance(2 * 60).await;
    let anna = server.anna().await;
    stays_in_review(&anna, &exam).await;
    anna.release(&exam, &slot).await.expect_status(204);
    wait(&anna, &exam, "approved").await;
}
