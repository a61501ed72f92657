use crate::support::{ANNA, Server};
use serde_json::json;
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_status_comes_as_often_as_asked() {
    let server = Server::start().await;
    let client = server.client();
    let fault = json!({ "match": "GET /api/v1/session", "kind": "status", "status": 429, "retry_after": 2, "times": 2 });
    server.fault(fault).await;
    for _ in 0..2 {
        let answer = client.get("/api/v1/session").send().await.expect_status(429);
        assert_eq!(answer.header("retry-after"), "2");
        client.get("/api/v1/services").send().await.expect_status(200);
    }
    client.get("/api/v1/session").send().await.expect_status(200);
}

#[tokio::test]
async fn a_cut_gives_no_answer() {
    let server = Server::start().await;
    let client = server.client();
    server.fault(json!({ "match": "GET /api/v1/session", "kind": "cut" })).await;
    assert!(client.get("/api/v1/session").try_send().await.is_err());
    server
        .fault(json!({ "match": "GET /api/v1/services/", "kind": "cut_after_bytes", "bytes": 100 }))
        .await;
    assert!(client.get("/api/v1/services/mse_application").try_send().await.is_err());
    client.get("/api/v1/services/mse_application").send().await.expect_status(200);
}

#[tokio::test]
async fn a_delay_delays_and_faults_can_be_cleared() {
    let server = Server::start().await;
    let client = server.client();
    server.fault(json!({ "match": "GET /api", "kind": "delay", "ms": 300 })).await;
    let started = Instant::now();
    client.get("/api/v1/session").send().await.expect_status(200);
    assert!(started.elapsed() >= Duration::from_millis(300));
    server.fault(json!({ "match": "GET /api", "kind": "cut", "times": 1000 })).await;
    client.delete("/_test/faults").send().await.expect_status(204);
    client.get("/api/v1/session").send().await.expect_status(200);
}

#[tokio::test]
async fn a_reset_forgets_everything_but_the_accounts() {
    let server = Server::start().await;
    let mut anna = server.anna().await;
    anna.application().await;
    anna.new_draft().await;
    server.advance(3600).await;
    server.client().post("/_test/reset").send().await.expect_status(204);
    anna.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
    assert_eq!(std::fs::read_dir(server.data().join("files")).unwrap().count(), 0);
    anna.sign_in(ANNA).await;
    let list = anna.get("/api/v1/applications").send().await.json();
    assert_eq!(list["applications"], json!([]));
    let mut events = anna.events(Some("1")).await;
    events.event("gap").await;
    let id = anna.application().await;
    let application = anna.see(&id).await;
    assert!(application["summary"]["number"].as_str().unwrap().ends_with("-000001"));
    assert_eq!(application["journal"][0]["id"], 3, "ids of the journal go on");
}

#[tokio::test]
async fn without_the_flag_there_are_no_doors() {
    let server = Server::start_with(|settings| settings.demo = true).await;
    let client = server.client();
    for door in ["clock", "bureau", "faults", "reset"] {
        let answer = client.post(&format!("/_test/{door}")).json(&json!({})).send().await;
        assert!(matches!(answer.status, 404 | 405), "{door}");
    }
    client.get("/dev/outbox").send().await.expect_status(200);
}

#[tokio::test]
async fn the_outbox_is_a_page_for_people_too() {
    let server = Server::start().await;
    server.anna().await;
    let page = server.client().get("/dev/outbox").send().await.expect_status(200);
    let html = String::from_utf8_lossy(&page.body);
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(
        html.contains("<html lang=\"ru\">") && html.contains("<h1>") && !html.contains("<script")
    );
    assert!(html.contains("Код для входа"));
}
