use crate::support::{ANNA, PASSWORD, PYOTR, Server};
use serde_json::json;
use std::fs;

/// A code that is not `code`.
fn other(code: &str) -> String {
    if code == "000000" { "000001".to_owned() } else { "000000".to_owned() }
}

#[tokio::test]
async fn a_citizen_signs_in_with_every_form_of_the_login() {
    let server = Server::start().await;
    for login in ["+7 900 000-00-01", "8 (900) 000-00-01", "9000000001", " Demo@OKNO.example "] {
        let mut anna = server.client();
        let challenge = anna.log_in(login, PASSWORD).await.expect_status(200).challenge();
        assert_eq!(challenge["phone"], "+7 ••• •••-00-01", "{login}");
        assert_eq!(
            (&challenge["resend_after"], &challenge["expires_in"]),
            (&json!(30), &json!(300))
        );
        let code = anna.last_code().await;
        let session = anna.answer_code(challenge["challenge"].as_str().unwrap(), &code).await;
        assert_eq!(session.json()["citizen"]["name"], "Анна Сергеевна");
        let cookie = session.header("set-cookie");
        assert!(cookie.starts_with("__Host-okno="), "{cookie}");
        assert!(cookie.ends_with("; Path=/; HttpOnly; Secure; SameSite=Lax"), "{cookie}");
        assert_eq!(session.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_login_look_the_same() {
    let server = Server::start().await;
    let client = server.client();
    let wrong = client.log_in(ANNA, "okno-2026!").await.expect_problem(401, "wrong_credentials");
    for login in ["+7 900 000-00-09", "nobody@okno.example", "", "?", "\u{0}"] {
        let unknown = client.log_in(login, PASSWORD).await;
        assert_eq!(unknown.expect_problem(401, "wrong_credentials"), wrong);
    }
    assert!(client.outbox().await.is_empty());
}

/// The response to a right code may be lost; the browser or the citizen then sends the code again.
#[tokio::test]
async fn a_right_code_lets_in_again_for_a_minute() {
    let server = Server::start().await;
    let mut anna = server.client();
    let challenge = anna.log_in(ANNA, PASSWORD).await.challenge();
    let (id, code) = (challenge["challenge"].as_str().unwrap(), anna.last_code().await);
    let mut first = server.client();
    first.answer_code(id, &code).await.expect_status(200);
    anna.answer_code(id, &code).await.expect_status(200);
    anna.answer_code(id, &other(&code)).await.expect_problem(410, "code_expired");
    first.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
    anna.get("/api/v1/session").send().await.expect_status(200);
    // The request for the session shows that the response has arrived, so the code is used up.
    anna.answer_code(id, &code).await.expect_problem(410, "code_expired");
    anna.get("/api/v1/drafts").send().await.expect_status(200);
}

#[tokio::test]
async fn five_wrong_codes_use_a_challenge_up() {
    let server = Server::start().await;
    let mut anna = server.client();
    let challenge = anna.log_in(ANNA, PASSWORD).await.challenge();
    let (id, code) = (challenge["challenge"].as_str().unwrap(), anna.last_code().await);
    for left in [4, 3, 2, 1] {
        let problem = anna.answer_code(id, &other(&code)).await.expect_problem(401, "wrong_code");
        assert_eq!(problem["tries_left"], left);
    }
    anna.answer_code(id, &other(&code)).await.expect_problem(410, "code_expired");
    anna.answer_code(id, &code).await.expect_problem(410, "code_expired");
}

#[tokio::test]
async fn a_code_is_good_once_and_for_five_minutes() {
    let server = Server::start().await;
    let mut anna = server.client();
    let challenge = anna.log_in(ANNA, PASSWORD).await.challenge();
    let (id, code) = (challenge["challenge"].as_str().unwrap(), anna.last_code().await);
    anna.answer_code(id, &format!(" {code} ")).await.expect_status(200);
    server.advance(60).await;
    anna.answer_code(id, &code).await.expect_problem(410, "code_expired");
    let challenge = anna.log_in(ANNA, PASSWORD).await.challenge();
    let (id, code) = (challenge["challenge"].as_str().unwrap(), anna.last_code().await);
    server.advance(5 * 60).await;
    anna.answer_code(id, &code).await.expect_problem(410, "code_expired");
    anna.answer_code("unknown", &code).await.expect_problem(410, "code_expired");
}

#[tokio::test]
async fn another_code_comes_after_a_pause_and_three_times_at_most() {
    let server = Server::start().await;
    let mut anna = server.client();
    let challenge = anna.log_in(ANNA, PASSWORD).await.challenge();
    let body = json!({ "challenge": challenge["challenge"] });
    let resend = || anna.post("/api/v1/auth/resend").json(&body).send();
    let early = resend().await;
    let wait: u32 = early.header("retry-after").parse().unwrap();
    assert!((1..=31).contains(&wait));
    assert_eq!(early.expect_problem(429, "too_many_attempts")["retry_after"], wait);
    let first = anna.last_code().await;
    for _ in 0..3 {
        server.advance(31).await;
        assert_eq!(resend().await.expect_status(200).json(), challenge);
    }
    server.advance(31).await;
    resend().await.expect_problem(410, "code_expired");
    let (id, last) = (challenge["challenge"].as_str().unwrap(), anna.last_code().await);
    assert_eq!(anna.outbox().await.len(), 4);
    if first != last {
        anna.answer_code(id, &first).await.expect_problem(401, "wrong_code");
    }
    anna.answer_code(id, &last).await.expect_status(200);
}

#[tokio::test]
async fn signing_in_ends_the_session_that_the_browser_had() {
    let server = Server::start().await;
    let mut anna = server.anna().await;
    let old = anna.clone();
    anna.sign_in(PYOTR).await;
    old.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
    anna.get("/api/v1/drafts").send().await.expect_status(200);
}

#[tokio::test]
async fn other_sites_change_nothing() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let host = server.address.to_string();
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        let request = anna.post("/api/v1/drafts").header(name, value);
        let answer = request.json(&json!({ "service": "mse_application" })).send().await;
        answer.expect_problem(403, "foreign_origin");
        let answer = anna.delete("/api/v1/session").header(name, value).send().await;
        answer.expect_problem(403, "foreign_origin");
        anna.get("/api/v1/session").header(name, value).send().await.expect_status(200);
    }
    let own = format!("http://{host}");
    let request = anna.post("/api/v1/drafts").header("origin", &own);
    request.json(&json!({ "service": "mse_application" })).send().await.expect_status(201);
}

#[tokio::test]
async fn the_database_shows_neither_people_nor_secrets() {
    let server = Server::start().await;
    let anna = server.anna().await;
    anna.application().await;
    let code = anna.last_code().await;
    let token = anna.cookie.clone().unwrap().split_once('=').unwrap().1.to_owned();
    let mut bytes = Vec::new();
    for entry in fs::read_dir(server.data()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            bytes.extend(fs::read(path).unwrap());
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    for secret in [
        "79000000001",
        "okno.example",
        "Петрова",
        "4510 123456",
        "справка.pdf",
        &code,
        &token,
        PASSWORD,
    ] {
        assert!(!text.contains(secret), "{secret}");
    }
}
