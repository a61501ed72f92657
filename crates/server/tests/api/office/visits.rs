//! Visits and slots, in the institution's name.

use crate::support::Server;
use crate::support::bookings::BUREAU;
use axum::http::Method;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::json;

#[tokio::test]
async fn another_time_is_proposed() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let slots = anna.far_slots(&exam).await;
    let booking = anna.book(&exam, &slots[0]).await.expect_status(201).json();
    let id = booking["id"].as_str().unwrap();
    let intake = server.colleague("Лебедев Андрей Николаевич", "intake").await;
    let propose = |body: serde_json::Value| {
        let path = format!("/visits/{id}/transfer");
        intake.request(Method::POST, &path).json(&body).send()
    };
    for letter in ["*", &BASE64_STANDARD.encode("no PDF")] {
        let body = json!({ "starts_at": slots[1], "reason": "equipment", "letter": letter });
        let problem = propose(body).await.expect_problem(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], "/letter");
    }
    let done = propose(json!({ "starts_at": slots[1], "reason": "equipment" })).await;
    assert_eq!(done.expect_status(200).json(), json!({ "booking": id }));
    let seen = anna.get(&format!("/api/v1/bookings/{id}")).send().await.json();
    assert_eq!(seen["transfer"]["starts_at"], slots[1].as_str());
    let manager = server.manager().await;
    let audit = manager.get(&format!("/audit?actor={}", intake.id)).await.json();
    assert_eq!(
        (&audit["lines"][0]["act"], &audit["lines"][0]["subject"]),
        (&json!("visit"), &json!(id))
    );
    let again = propose(json!({ "starts_at": slots[0], "reason": "equipment" })).await;
    again.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn a_slot_is_given_away_and_taken_back() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let slot = anna.far_slots(&exam).await[0].clone();
    let intake = server.colleague("Лебедев Андрей Николаевич", "intake").await;
    let register = |line: &str, starts_at: &str, taken: bool| {
        let body =
            json!({ "institution": BUREAU, "line": line, "starts_at": starts_at, "taken": taken });
        intake.request(Method::PUT, "/slots").json(&body).send()
    };
    for taken in [true, true, false] {
        register("examination", &slot, taken).await.expect_status(204);
        assert_eq!(anna.is_free(&exam, BUREAU, &slot).await, !taken);
    }
    register("dance", &slot, true).await.expect_problem(404, "not_found");
    register("examination", "2031-12-24T06:00:00Z", true).await.expect_problem(422, "invalid");
    anna.book(&exam, &slot).await.expect_status(201);
    register("examination", &slot, true).await.expect_problem(409, "slot_taken");
    let manager = server.manager().await;
    let audit = manager.get(&format!("/audit?actor={}", intake.id)).await.json();
    let acts: Vec<_> =
        audit["lines"].as_array().unwrap().iter().map(|line| line["act"].clone()).collect();
    assert_eq!(acts, ["slot_taken", "slot_taken", "slot_freed"]);
}
