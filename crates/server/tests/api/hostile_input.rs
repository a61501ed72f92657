//! Whatever a client sends, the status is below 500 and every error is a problem document.

use crate::session::PRIVATE;
use crate::support::office::Colleague;
use crate::support::{Client, Server};
use axum::http::Method;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const OPEN: [(Method, &str); 24] = [
    (Method::POST, "/api/v1/auth/login"),
    (Method::POST, "/api/v1/auth/code"),
    (Method::POST, "/api/v1/auth/resend"),
    (Method::POST, "/api/v1/auth/registration"),
    (Method::POST, "/api/v1/auth/recovery"),
    (Method::POST, "/api/v1/auth/proof"),
    (Method::POST, "/api/v1/auth/link"),
    (Method::POST, "/api/v1/auth/account"),
    (Method::POST, "/api/v1/auth/password"),
    (Method::POST, "/api/v1/auth/email"),
    (Method::POST, "/api/v1/auth/passkey"),
    (Method::POST, "/api/v1/auth/passkey/{passkey}"),
    (Method::GET, "/api/v1/auth/provider/start"),
    (Method::GET, "/api/v1/auth/provider/callback?state=1"),
    (Method::GET, "/api/v1/services/{service}"),
    (Method::GET, "/api/v1/calendar/{year}"),
    (Method::POST, "/api/v1/questions"),
    (Method::POST, "/api/v1/questions/opened"),
    (Method::POST, "/_test/message"),
    (Method::POST, "/_test/clock"),
    (Method::POST, "/_test/bureau"),
    (Method::POST, "/_test/faults"),
    (Method::POST, "/_test/staff"),
    (Method::OPTIONS, "/api/v1/uploads"),
];

/// Routes of the office's API.
const OFFICE: [(Method, &str); 22] = [
    (Method::GET, "/cases/{application}/messages"),
    (Method::POST, "/cases/{application}/messages"),
    (Method::PUT, "/cases/{application}/messages/read"),
    (Method::POST, "/cases/{application}/attachments"),
    (Method::GET, "/questions"),
    (Method::GET, "/questions/{question}"),
    (Method::POST, "/questions/{question}/messages"),
    (Method::PUT, "/questions/{question}/messages/read"),
    (Method::GET, "/cases"),
    (Method::GET, "/cases/{application}"),
    (Method::POST, "/cases/{application}/acts"),
    (Method::GET, "/cases/{application}/files/{file}"),
    (Method::PUT, "/cases/{application}/files/{file}/mark"),
    (Method::POST, "/visits/{application}/transfer"),
    (Method::PUT, "/slots"),
    (Method::GET, "/services"),
    (Method::GET, "/services/mse_application/result?outcome=approved"),
    (Method::GET, "/services/so_medical/report"),
    (Method::GET, "/staff"),
    (Method::GET, "/statistics"),
    (Method::GET, "/load"),
    (Method::GET, "/audit"),
];

/// Bodies that a careless or hostile client might send.
fn bodies() -> Vec<Vec<u8>> {
    let texts = [
        "",
        "null",
        "[]",
        "{}",
        "0",
        "\"x\"",
        "{",
        "{\"",
        "{\"a\":}",
        "[[[[[[[[",
        "{\"service\":1}",
        "{\"service\":null}",
        "{\"service\":\"mse_application\",\"extra\":1}",
        "{\"answers\":[]}",
        "{\"answers\":{\"snils\":1}}",
        "{\"answers\":{\"snils\":{\"a\":1}}}",
        "{\"answers\":{\"snils\":[1]}}",
        "{\"answers\":null}",
        "{\"login\":\"\\u0000\",\"password\":\"\"}",
        "{\"login\":\"\\ud800\",\"password\":\"x\"}",
        "{\"challenge\":\"' OR 1=1 --\",\"code\":\"000000\"}",
        "{\"advance_seconds\":1e400}",
        "{\"advance_seconds\":\"1\"}",
        "{\"application\":\"x\",\"action\":\"dance\"}",
        "{\"act\":\"dance\"}",
        "{\"act\":null}",
        "{\"act\":\"take\",\"act\":\"take\"}",
        "{\"act\":\"take\",\"extra\":1}",
        "{\"act\":\"assign\",\"executor\":1}",
        "{\"act\":\"assign\",\"executor\":\"' OR 1=1 --\"}",
        "{\"act\":\"ask\",\"remarks\":[{\"pointer\":\"/answers/\",\"text\":{}}]}",
        "{\"act\":\"ask\",\"remarks\":{\"0\":1}}",
        "{\"act\":\"wait\",\"for\":{\"doctor\":null}}",
        "{\"act\":\"refer\",\"agency\":{\"ru\":\"\\u0000\"},\"reason\":{\"ru\":\"\"}}",
        "{\"act\":\"refuse\",\"code\":\"\"}",
        "{\"mark\":\"refused\",\"reason\":\"\\u202e\"}",
        "{\"mark\":1}",
        "{\"starts_at\":\"2026-11-24T05:30:00Z\",\"reason\":\"equipment\",\"letter\":\"*\"}",
        "{\"starts_at\":\"9999-12-31T23:59:59.999Z\",\"reason\":\"equipment\"}",
        "{\"institution\":\"'\",\"line\":\"\",\"starts_at\":\"0000-01-01T00:00:00Z\",\"taken\":true}",
        "{\"name\":\"\\u0000\",\"role\":\"expert\"}",
        "{\"name\":\"x\",\"role\":\"boss\"}",
    ];
    let mut bodies: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    bodies.push(vec![0xFF, 0xFE, 0x00]);
    bodies.push(b"{\"login\":\"\xC3\x28\",\"password\":\"x\"}".to_vec());
    bodies.push("[".repeat(10_000).into_bytes());
    bodies.push(json!({ "act": "refuse", "code": "x".repeat(20_000) }).to_string().into_bytes());
    bodies.push(json!({ "login": "x".repeat(20_000), "password": "" }).to_string().into_bytes());
    bodies
}

async fn send(client: &Client, method: &Method, path: &str, media: &str, body: Vec<u8>) -> u16 {
    let request = client.request(method.clone(), path).header("content-type", media);
    let request = request.header("tus-resumable", "1.0.0").header("if-match", "\"1\"");
    let answer = request.header("idempotency-key", "k").body(body.clone()).send().await;
    let shown = String::from_utf8_lossy(&body).chars().take(60).collect::<String>();
    assert!(answer.status < 500, "{method} {path} {shown}: {}", answer.status);
    if answer.status >= 400 && *method != Method::HEAD {
        assert_eq!(answer.header("content-type"), "application/problem+json", "{method} {path}");
        assert_eq!(answer.json()["status"], answer.status);
    }
    answer.status
}

/// As [`send`], of somebody of the office.
async fn send_office(by: &Colleague, method: &Method, path: &str, media: &str, body: Vec<u8>) {
    let request = by.request(method.clone(), path).header("content-type", media);
    let request = request.header("if-match", "*").header("idempotency-key", "k");
    let shown = String::from_utf8_lossy(&body).chars().take(60).collect::<String>();
    let answer = request.body(body).send().await;
    assert!(answer.status < 500, "{method} {path} {shown}: {}", answer.status);
    if answer.status >= 400 {
        assert_eq!(answer.header("content-type"), "application/problem+json", "{method} {path}");
        assert_eq!(answer.json()["status"], answer.status);
    }
}

#[tokio::test]
async fn odd_bodies_and_questions_never_break_the_office() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let application = anna.application().await;
    let file = anna.see(&application).await["files"][0]["id"].as_str().unwrap().to_owned();
    let manager = server.manager().await;
    for (method, path) in OFFICE {
        let path = path.replace("{application}", &application).replace("{file}", &file);
        for body in bodies() {
            send_office(&manager, &method, &path, "application/json", body.clone()).await;
            send_office(&manager, &method, &path, "text/plain", body).await;
        }
        for question in
            ["?", "?&&", "?limit=%00", "?after=%FF", "?state=", "?executor=%27", "?x[]=1"]
        {
            send_office(&manager, &method, &format!("{path}{question}"), "text/plain", vec![])
                .await;
        }
    }
    for path in [
        "",
        "/",
        "/cases/",
        "/cases/%FF",
        "/cases/x/acts/y",
        "/cases/%00/files/%00",
        "/services/%FF/report",
        "/dance",
    ] {
        for method in [Method::GET, Method::POST, Method::DELETE, Method::PATCH] {
            send_office(&manager, &method, path, "application/json", b"{}".to_vec()).await;
        }
    }
}

async fn routes(anna: &Client) -> Vec<(Method, String)> {
    let draft = anna.new_draft().await;
    let upload = anna.new_upload(&draft, "medical", "a.pdf", 1000).await;
    let upload = upload.rsplit('/').next().unwrap();
    let application = anna.application().await;
    let fill = |path: &str| {
        let path = path.replace("{draft}", &draft).replace("{upload}", upload);
        path.replace("{application}", &application)
    };
    let routes = PRIVATE.into_iter().chain(OPEN);
    // Without event streams, which never end, and without deletions: with a deleted draft the rest would be trivial.
    let endless =
        |method: &Method, path: &str| path.ends_with("/events") || *method == Method::DELETE;
    routes
        .filter(|(method, path)| !endless(method, path))
        .map(|(m, path)| (m, fill(path)))
        .collect()
}

#[tokio::test]
async fn odd_bodies_never_break_a_route() {
    let server = Server::start().await;
    let anna = server.anna().await;
    for (method, path) in routes(&anna).await {
        for body in bodies() {
            send(&anna, &method, &path, "application/json", body.clone()).await;
            send(&anna, &method, &path, "text/plain", body).await;
        }
    }
}

#[tokio::test]
async fn random_bodies_and_paths_never_break_a_route() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let routes = routes(&anna).await;
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let odd =
        (any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 0..200), "[ -~]{0,40}");
    for _ in 0..300 {
        let (route, body, text) = odd.new_tree(&mut runner).unwrap().current();
        let (method, path) = route.get(&routes);
        send(&anna, method, path, "application/json", body).await;
        let body = json!({ &*text: text, "answers": { &*text: text } }).to_string();
        send(&anna, method, path, "application/json", body.into_bytes()).await;
        let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for folder in ["drafts", "uploads", "applications", "services", "calendar"] {
            let path = format!("/api/v1/{folder}/{encoded}");
            send(&anna, &Method::GET, &path, "text/plain", Vec::new()).await;
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_said_in_the_same_way() {
    let server = Server::start().await;
    let anna = server.anna().await;
    for path in
        ["/api/v1", "/api/v1/", "/api/v1/dance", "/api/v1/drafts/x/y/z", "/api/v1/services/%FF"]
    {
        anna.get(path).send().await.expect_problem(404, "not_found");
    }
    for (method, path) in [
        (Method::DELETE, "/api/v1/drafts"),
        (Method::PATCH, "/api/v1/session"),
        (Method::GET, "/api/v1/auth/login"),
        (Method::POST, "/api/v1/services"),
        (Method::PUT, "/api/v1/uploads/x"),
        (Method::POST, "/api/v1/events"),
        (Method::TRACE, "/api/v1/session"),
    ] {
        let request = anna.request(method, path).header("tus-resumable", "1.0.0");
        request.send().await.expect_problem(405, "method_not_allowed");
    }
    for media in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""] {
        let request = anna.post("/api/v1/drafts").header("content-type", media);
        let answer = request.body("{\"service\":\"mse_application\"}").send().await;
        answer.expect_problem(415, "unsupported_media_type");
    }
    let request =
        anna.post("/api/v1/drafts").header("content-type", "Application/JSON; charset=utf-8");
    request.body("{\"service\":\"mse_application\"}").send().await.expect_status(201);
}

/// Sends bytes as they are and returns the response.
async fn raw(server: &Server, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    // The server may close before it has read everything.
    let _ = stream.write_all(bytes).await;
    let _ = stream.shutdown().await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn odd_requests_do_not_harm_the_server() {
    let server = Server::start().await;
    let host = "Host: x\r\n";
    let long = "x".repeat(500_000);
    for request in [
        "\r\n\r\n".to_owned(),
        "GET\r\n\r\n".to_owned(),
        format!("GET /api/v1/session HTTP/9.9\r\n{host}\r\n"),
        format!("DANCE /api/v1/session HTTP/1.1\r\n{host}Connection: close\r\n\r\n"),
        format!("GET /{long} HTTP/1.1\r\n{host}\r\n"),
        format!("GET / HTTP/1.1\r\n{host}X: {long}\r\n\r\n"),
        format!(
            "GET /api/v1/session HTTP/1.1\r\n{host}Cookie: \u{FF}\u{FE}=;;;\r\nConnection: close\r\n\r\n"
        ),
        format!("POST /api/v1/drafts HTTP/1.1\r\n{host}Content-Length: x\r\n\r\n"),
        format!(
            "POST /api/v1/auth/login HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\nzz\r\n"
        ),
        format!(
            "POST /api/v1/auth/login HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{{"
        ),
    ] {
        let answer = raw(&server, request.as_bytes()).await;
        assert!(!answer.starts_with("HTTP/1.1 5"), "{answer}");
    }
    server.client().get("/api/v1/session").send().await.expect_status(200);
}
