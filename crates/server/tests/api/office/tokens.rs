//! Who calls, and what they may do.

use super::sent;
use crate::support::Server;
use axum::http::Method;
use serde_json::{Value, json};

/// Method, path and body of one request for each ability, and the roles that have it.
fn requests(case: &str, file: &str) -> Vec<(Method, String, Value, &'static [&'static str])> {
    const READ: &[&str] = &["intake", "expert", "management"];
    const DECIDE: &[&str] = &["expert", "management"];
    let act = format!("/cases/{case}/acts");
    let words = |act: &str| json!({ "act": act, "agency": {"ru": "а"}, "reason": {"ru": "б"} });
    vec![
        (Method::GET, "/cases".to_owned(), Value::Null, READ),
        (Method::GET, format!("/cases/{case}"), Value::Null, READ),
        (Method::GET, format!("/cases/{case}/files/{file}"), Value::Null, READ),
        (Method::GET, "/services".to_owned(), Value::Null, READ),
        (
            Method::GET,
            "/services/mse_application/result?outcome=approved".to_owned(),
            Value::Null,
            READ,
        ),
        (Method::GET, "/services/so_medical/report".to_owned(), Value::Null, READ),
        (Method::GET, "/staff".to_owned(), Value::Null, READ),
        (Method::GET, "/statistics".to_owned(), Value::Null, &["management", "analytics"]),
        (Method::GET, "/load".to_owned(), Value::Null, &["support", "management"]),
        (
            Method::PUT,
            "/slots".to_owned(),
            json!({ "institution": "x", "line": "x", "starts_at": "2026-11-24T05:30:00Z", "taken": true }),
            READ,
        ),
        (
            Method::POST,
            format!("/visits/{case}/transfer"),
            json!({ "starts_at": "2026-11-24T05:30:00Z", "reason": "equipment" }),
            READ,
        ),
        (Method::GET, "/audit".to_owned(), Value::Null, &["management"]),
        (
            Method::PUT,
            format!("/cases/{case}/files/{file}/mark"),
            json!({"mark": "accepted"}),
            READ,
        ),
        (Method::POST, act.clone(), json!({ "act": "take" }), READ),
        (Method::POST, act.clone(), json!({ "act": "wait", "for": "doctor" }), READ),
        (Method::POST, act.clone(), words("refer"), DECIDE),
        (Method::POST, act.clone(), json!({ "act": "approve" }), DECIDE),
        (Method::POST, act, json!({ "act": "refuse", "code": "technical" }), DECIDE),
    ]
}

#[tokio::test]
async fn a_token_opens_what_its_role_may() {
    let server = Server::start().await;
    let (anna, id) = sent(&server).await;
    let file = anna.see(&id).await["files"][0]["id"].as_str().unwrap().to_owned();
    for role in ["intake", "expert", "support", "management", "analytics"] {
        let colleague = server.colleague(&format!("Имя {role}"), role).await;
        for (method, path, body, roles) in requests(&id, &file) {
            let request = colleague.request(method.clone(), &path).header("if-match", "\"0\"");
            let request = request.header("idempotency-key", "k").json(&body);
            let answer = request.send().await;
            match roles.contains(&role) {
                // Acts come with an old version: that the role may act is all that is asked here.
                true => {
                    assert!(
                        matches!(answer.status, 200 | 404 | 412),
                        "{role} {method} {path} {body}"
                    )
                }
                false => {
                    answer.expect_problem(403, "forbidden");
                }
            }
        }
    }
    assert_eq!(anna.see(&id).await["summary"]["state"], "submitted");
}

#[tokio::test]
async fn a_citizens_cookie_opens_nothing() {
    let server = Server::start().await;
    let (anna, id) = sent(&server).await;
    let cookie = anna.cookie.clone().unwrap();
    let secret = cookie.split_once('=').unwrap().1;
    for (method, path, body, _) in requests(&id, "x") {
        let path = format!("/office/v1{path}");
        let answer = anna.request(method.clone(), &path).json(&body).send().await;
        assert_eq!(answer.header("www-authenticate"), "Bearer", "{method} {path}");
        assert_eq!(answer.header("cache-control"), "no-store");
        answer.expect_problem(401, "sign_in_required");
        let request =
            anna.request(method, &path).header("authorization", &format!("Bearer {secret}"));
        request.json(&body).send().await.expect_problem(401, "sign_in_required");
    }
    // And a token opens nothing of the citizens.
    let manager = server.manager().await;
    let request = server.client().get("/api/v1/applications");
    let request = request.header("authorization", &format!("Bearer {}", manager.token));
    request.send().await.expect_problem(401, "sign_in_required");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_expired_or_mistyped_token_is_401() {
    let server = Server::start().await;
    let expert = server.expert().await;
    expert.get("/cases").await.expect_status(200);
    for token in ["", " ", "x", &expert.token[1..], &"x".repeat(5000), &expert.token.to_uppercase()]
    {
        let request = server.client().get("/office/v1/cases");
        let answer = request.header("authorization", &format!("Bearer {token}")).send().await;
        answer.expect_problem(401, "sign_in_required");
    }
    let basic = server.client().get("/office/v1/cases");
    let basic = basic.header("authorization", &format!("Basic {}", expert.token));
    basic.send().await.expect_problem(401, "sign_in_required");
    server.advance(366 * 24 * 3600 - 60).await;
    expert.get("/cases").await.expect_status(200);
    server.advance(60).await;
    expert.get("/cases").await.expect_problem(401, "sign_in_required");
    let expert = server.expert().await;
    let list = server.command("office").args(["token", "list"]).output().unwrap();
    let list = String::from_utf8(list.stdout).unwrap();
    // The newest ends last, and stands first.
    let name = list.split('\t').next().unwrap();
    let revoke = server.command("office").args(["token", "revoke", name]).output().unwrap();
    assert!(revoke.status.success());
    expert.get("/cases").await.expect_problem(401, "sign_in_required");
}

#[tokio::test]
async fn another_role_ends_the_tokens_of_the_former() {
    let server = Server::start().await;
    let intake = server.colleague("Лебедев Андрей Николаевич", "intake").await;
    let expert = server.colleague("Лебедев Андрей Николаевич", "expert").await;
    assert_eq!(intake.id, expert.id);
    intake.get("/cases").await.expect_problem(401, "sign_in_required");
    expert.get("/cases").await.expect_status(200);
    let again = server.colleague("Лебедев Андрей Николаевич", "expert").await;
    for one in [expert, again] {
        one.get("/cases").await.expect_status(200);
    }
}
