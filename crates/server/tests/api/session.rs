use crate::support::{Answer, Client, Server};
use axum::http::Method;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

/// Every route that needs a session.
pub(crate) const PRIVATE: [(Method, &str); 70] = [
    (Method::GET, "/api/v1/sessions"),
    (Method::DELETE, "/api/v1/sessions"),
    (Method::DELETE, "/api/v1/sessions/{session}"),
    (Method::GET, "/api/v1/profile"),
    (Method::PUT, "/api/v1/profile"),
    (Method::GET, "/api/v1/account"),
    (Method::POST, "/api/v1/account/access"),
    (Method::PUT, "/api/v1/account/password"),
    (Method::POST, "/api/v1/account/email"),
    (Method::POST, "/api/v1/account/email/letter"),
    (Method::POST, "/api/v1/account/phone"),
    (Method::POST, "/api/v1/account/phone/code"),
    (Method::PUT, "/api/v1/account/second-factor"),
    (Method::PUT, "/api/v1/account/notices"),
    (Method::GET, "/api/v1/messages"),
    (Method::GET, "/api/v1/uploads/{upload}/content"),
    (Method::GET, "/api/v1/questions"),
    (Method::GET, "/api/v1/questions/{question}"),
    (Method::POST, "/api/v1/questions/{question}/messages"),
    (Method::PUT, "/api/v1/questions/{question}/messages/read"),
    (Method::GET, "/api/v1/applications/{application}/messages"),
    (Method::POST, "/api/v1/applications/{application}/messages"),
    (Method::PUT, "/api/v1/applications/{application}/messages/read"),
    (Method::POST, "/api/v1/applications/{application}/messages/{message}/confirm"),
    (Method::POST, "/api/v1/applications/{application}/messages/{message}/decline"),
    (Method::POST, "/api/v1/account/authenticator"),
    (Method::GET, "/api/v1/account/authenticator/qr.svg"),
    (Method::POST, "/api/v1/account/authenticator/code"),
    (Method::POST, "/api/v1/account/recovery-codes"),
    (Method::POST, "/api/v1/account/passkeys"),
    (Method::POST, "/api/v1/account/passkeys/{passkey}"),
    (Method::DELETE, "/api/v1/account/passkeys/{passkey}"),
    (Method::POST, "/api/v1/drafts"),
    (Method::GET, "/api/v1/drafts"),
    (Method::GET, "/api/v1/drafts/{draft}"),
    (Method::PUT, "/api/v1/drafts/{draft}"),
    (Method::DELETE, "/api/v1/drafts/{draft}"),
    (Method::POST, "/api/v1/drafts/{draft}/check"),
    (Method::POST, "/api/v1/drafts/{draft}/submit"),
    (Method::GET, "/api/v1/applications"),
    (Method::GET, "/api/v1/applications/{application}"),
    (Method::PUT, "/api/v1/applications/{application}/seen"),
    (Method::POST, "/api/v1/applications/{application}/withdraw"),
    (Method::POST, "/api/v1/applications/{application}/correction"),
    (Method::GET, "/api/v1/applications/{application}/decision.pdf"),
    (Method::GET, "/api/v1/applications/{application}/report.pdf"),
    (Method::GET, "/api/v1/applications/{application}/referral.pdf"),
    (Method::POST, "/api/v1/applications/{application}/referral"),
    (Method::GET, "/api/v1/applications/{application}/preparation.pdf"),
    (Method::POST, "/api/v1/uploads"),
    (Method::HEAD, "/api/v1/uploads/{upload}"),
    (Method::GET, "/api/v1/uploads/{upload}"),
    (Method::PATCH, "/api/v1/uploads/{upload}"),
    (Method::DELETE, "/api/v1/uploads/{upload}"),
    (Method::PUT, "/api/v1/applications/{application}/hold"),
    (Method::POST, "/api/v1/applications/{application}/hold/prolong"),
    (Method::POST, "/api/v1/applications/{application}/hold/release"),
    (Method::POST, "/api/v1/applications/{application}/booking"),
    (Method::GET, "/api/v1/applications/{application}/renewal.ics"),
    (Method::GET, "/api/v1/bookings"),
    (Method::GET, "/api/v1/bookings/{booking}"),
    (Method::POST, "/api/v1/bookings/{booking}/move"),
    (Method::POST, "/api/v1/bookings/{booking}/cancel"),
    (Method::PUT, "/api/v1/bookings/{booking}/waiting"),
    (Method::DELETE, "/api/v1/bookings/{booking}/waiting"),
    (Method::POST, "/api/v1/bookings/{booking}/transfer/accept"),
    (Method::POST, "/api/v1/bookings/{booking}/transfer/decline"),
    (Method::GET, "/api/v1/bookings/{booking}/transfer/letter.pdf"),
    (Method::GET, "/api/v1/bookings/{booking}/visit.ics"),
    (Method::GET, "/api/v1/events"),
];

#[tokio::test]
async fn nobody_is_told_apart_from_somebody_without_an_error() {
    let server = Server::start().await;
    let mut client = server.client();
    for cookie in [None, Some("__Host-okno="), Some("__Host-okno=0"), Some("other=1; ;=")] {
        client.cookie = cookie.map(str::to_owned);
        let session = client.get("/api/v1/session").send().await.expect_status(200);
        assert_eq!(session.header("cache-control"), "no-store");
        assert!(session.json()["citizen"].is_null());
        assert!(session.json()["now"].is_string());
    }
}

#[tokio::test]
async fn everything_private_needs_a_session() {
    let server = Server::start().await;
    let nobody = server.client();
    for (method, path) in PRIVATE {
        let request = nobody.request(method.clone(), path).header("tus-resumable", "1.0.0");
        let answer = request.header("content-type", "application/json").send().await;
        assert_eq!(answer.status, 401, "{method} {path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{method} {path}");
        if method != Method::HEAD {
            answer.expect_problem(401, "sign_in_required");
        }
    }
}

#[tokio::test]
async fn fifteen_idle_minutes_end_a_session() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let ends = || async {
        let session = anna.get("/api/v1/session").send().await.json();
        session["citizen"]["idle_ends_at"].as_str().map(str::to_owned)
    };
    let first = ends().await;
    server.advance(10 * 60).await;
    assert_eq!(ends().await, first, "asking for the session is no activity");
    anna.get("/api/v1/drafts").send().await.expect_status(200);
    assert_eq!(ends().await, first, "nor is reading: pages read by themselves");
    anna.new_draft().await;
    assert!(ends().await > first, "a change is");
    server.advance(14 * 60).await;
    let _events = anna.events(None).await;
    server.advance(60).await;
    assert_eq!(ends().await, None, "listening is no activity");
    anna.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
}

#[tokio::test]
async fn what_the_citizen_does_counts_from_when_they_did_it() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let idle = |seconds: u32| {
        anna.post("/api/v1/session/activity").json(&json!({ "idle": seconds })).send()
    };
    let left = |answer: Answer| {
        let session = answer.expect_status(200).json();
        let moment = |text: &Value| text.as_str().unwrap().parse::<DateTime<Utc>>().unwrap();
        (moment(&session["citizen"]["idle_ends_at"]) - moment(&session["now"])).num_seconds()
    };
    server.advance(13 * 60).await;
    assert!((119..=120).contains(&left(idle(13 * 60).await)), "nothing was done");
    assert!((299..=300).contains(&left(idle(10 * 60).await)), "three minutes after signing in");
    assert!((299..=300).contains(&left(idle(u32::MAX).await)), "never shorter");
    assert!((899..=900).contains(&left(idle(0).await)));
    server.advance(15 * 60).await;
    let over = idle(0).await;
    assert!(over.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(over.expect_status(200).json()["citizen"], Value::Null);
    let hostile = anna.post("/api/v1/session/activity").json(&json!({ "idle": -1 })).send().await;
    hostile.expect_problem(400, "malformed");
}

#[tokio::test]
async fn twelve_hours_end_it_in_any_case() {
    let server = Server::start().await;
    let anna = server.anna().await;
    for _ in 0..71 {
        server.advance(10 * 60).await;
        anna.post("/api/v1/session/activity").json(&json!({ "idle": 0 })).send().await;
        anna.get("/api/v1/drafts").send().await.expect_status(200);
    }
    server.advance(10 * 60).await;
    anna.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
}

#[tokio::test]
async fn signing_out_leaves_nothing_behind() {
    let server = Server::start().await;
    let anna = server.anna().await;
    for _ in 0..2 {
        let gone = anna.delete("/api/v1/session").send().await.expect_status(204);
        assert_eq!(gone.header("clear-site-data"), "\"cache\"");
        assert_eq!(gone.header("cache-control"), "no-store");
        anna.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
    }
    let told = anna.get("/api/v1/session").send().await.expect_status(200);
    let cookie = told.header("set-cookie");
    assert!(cookie.starts_with("__Host-okno=; ") && cookie.contains("Max-Age=0"), "{cookie}");
}

#[tokio::test]
async fn a_restart_keeps_sessions_and_drafts() {
    let server = Server::start().await;
    let mut anna = server.anna().await;
    let draft = anna.new_draft().await;
    let server = server.restart().await;
    anna.address = server.address;
    let drafts = anna.get("/api/v1/drafts").send().await.expect_status(200).json();
    assert_eq!(drafts["drafts"][0]["id"], draft.as_str());
}

/// A browser that signs out without a connection tells the server later. That must not end a session that began since.
#[tokio::test]
async fn a_sign_out_ends_only_the_session_that_it_names() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let session = anna.get("/api/v1/session").send().await.json();
    let name = session["citizen"]["session"].as_str().unwrap();
    let end = |name: String| anna.delete("/api/v1/session").header("if-match", &name).send();
    end("\"0123456789abcdef\"".to_owned()).await.expect_problem(412, "conflict");
    anna.get("/api/v1/drafts").send().await.expect_status(200);
    end(format!("\"{name}\"")).await.expect_status(204);
    anna.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
    let nobody = server.client();
    nobody.delete("/api/v1/session").header("if-match", "\"0\"").send().await.expect_status(204);
}

#[tokio::test]
async fn the_owner_sees_every_session_and_ends_those_left_elsewhere() {
    let server = Server::start().await;
    let phone = server.anna().await;
    server.advance(60).await;
    let library = server.anna().await;
    let stranger = server.pyotr().await;
    server.advance(60).await;
    let list = |client: Client| async move {
        client.get("/api/v1/sessions").send().await.expect_status(200).json()["sessions"].clone()
    };
    let seen = list(phone.clone()).await;
    let flags: Vec<_> =
        seen.as_array().unwrap().iter().map(|one| one["is_current"].clone()).collect();
    assert_eq!(flags, [true, false]);
    assert_eq!(
        seen[0]["started_at"],
        "2026-11-18T09:00:00.000Z"
            .replace("00.000", &seen[0]["started_at"].as_str().unwrap()[17..23])
    );
    let name = seen[1]["name"].as_str().unwrap();
    let end =
        |client: &Client, name: &str| client.delete(&format!("/api/v1/sessions/{name}")).send();
    end(&stranger, name).await.expect_problem(404, "not_found");
    end(&phone, "nothing").await.expect_problem(404, "not_found");
    end(&phone, name).await.expect_status(204);
    library.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
    let (third, fourth) = (server.anna().await, server.anna().await);
    let mut events = third.events(None).await;
    events.event("hello").await;
    phone.delete("/api/v1/sessions").send().await.expect_status(204);
    // What is live there ends too.
    while events.next().await.is_some() {}
    fourth.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
    stranger.get("/api/v1/drafts").send().await.expect_status(200);
    assert_eq!(list(phone).await.as_array().unwrap().len(), 1);
}
