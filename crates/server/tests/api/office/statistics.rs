//! What is counted, and how busy the server is.

use super::sent;
use crate::support::Server;
use serde_json::{Value, json};

#[tokio::test]
async fn cases_are_counted_by_service_and_nobody_is_named() {
    let server = Server::start().await;
    let (anna, waiting) = sent(&server).await;
    let [open, approved, refused, withdrawn] = [
        anna.application().await,
        anna.application().await,
        anna.application().await,
        anna.application().await,
    ];
    for id in [&waiting, &approved, &refused] {
        server.bureau(id, "take").await.expect_status(200);
    }
    server.ask(&waiting, &["/answers/phone"]).await.expect_status(200);
    server.bureau(&approved, "approve").await.expect_status(200);
    server.bureau(&refused, "refuse").await.expect_status(200);
    let path = format!("/api/v1/applications/{withdrawn}/withdraw");
    anna.post(&path).send().await.expect_status(200);
    let analyst = server.colleague("Яшин Олег Петрович", "analytics").await;
    let counted = analyst.get("/statistics").await.expect_status(200).json();
    let row = json!({
        "service": "mse_application", "received": 5, "open": 2, "paused": 1, "approved": 1, "refused": 1,
        "withdrawn": 1, "overdue": 0, "working_days": 0,
    });
    assert_eq!(counted, json!({ "rows": [row] }));
    let sql = "UPDATE applications SET expected_by = '2026-11-17'";
    sqlx::query(sql).execute(&mut server.database().await).await.unwrap();
    let counted = analyst.get("/statistics").await.json();
    assert_eq!(counted["rows"][0]["overdue"], 1, "whoever waits for the citizen is not late");
    let today = anna.see(&open).await["summary"]["sent_at"].as_str().unwrap()[..10].to_owned();
    for (question, many) in [
        (format!("from={today}&to={today}"), 1),
        (format!("to={today}"), 1),
        ("to=2020-01-01".to_owned(), 0),
        ("from=2199-01-01".to_owned(), 0),
        ("from=9999-12-31&to=0000-01-01".to_owned(), 0),
        ("to=9999-12-31".to_owned(), 1),
    ] {
        let counted =
            analyst.get(&format!("/statistics?{question}")).await.expect_status(200).json();
        assert_eq!(counted["rows"].as_array().unwrap().len(), many, "{question}");
    }
    for question in ["from=yesterday", "to=2026-02-30", "dance=1"] {
        analyst.get(&format!("/statistics?{question}")).await.expect_problem(400, "malformed");
    }
}

#[tokio::test]
async fn the_load_is_seen() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let support = server.colleague("Яшин Олег Петрович", "support").await;
    let mut events = anna.events(None).await;
    events.event("hello").await;
    server.fault(json!({ "match": "GET /api/v1/session", "kind": "status", "status": 503 })).await;
    server.client().get("/api/v1/session").send().await.expect_status(503);
    let load = support.get("/load").await.expect_status(200).json();
    assert_eq!([&load["streams"], &load["places"]], [1, 1]);
    assert!(load["requests_last_minute"].as_u64().unwrap() >= 4, "{load}");
    assert_eq!(load["failed_last_minute"], 1);
    assert_eq!(load["in_flight"], 1, "this request");
    assert!(load["started_at"].is_string() && load["slowest_ms"] != Value::Null);
}
