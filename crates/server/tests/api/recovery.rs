//! A new password for who has forgotten the old one (S-02, M-03).

use crate::support::{ANNA, Answer, Client, PASSWORD, Server};
use serde_json::{Value, json};

const ANNA_BY_MAIL: &str = "Demo@okno.example";
const NEW: &str = "Новый-пароль-17";

async fn begin(client: &Client, login: &str) -> Value {
    let body = json!({ "login": login });
    client.post("/api/v1/auth/recovery").json(&body).send().await.expect_status(200).json()
}

/// Recovers by SMS and returns the proof.
async fn by_phone(client: &Client, login: &str) -> Value {
    let begun = begin(client, login).await;
    let code = client.last_code().await;
    let body = json!({ "challenge": begun["challenge"]["challenge"], "code": code });
    client.post("/api/v1/auth/proof").json(&body).send().await.expect_status(200).json()
}

/// Recovers by e-mail and returns the secret of the link.
async fn by_mail(client: &Client) -> String {
    assert_eq!(begin(client, ANNA_BY_MAIL).await, json!({ "challenge": null }));
    let outbox = client.outbox().await;
    let letter = outbox.iter().find(|message| message["channel"] == "email").unwrap();
    let text = letter["text"].as_str().unwrap();
    assert!(text.contains("Ссылка восстановления") && text.contains("/recovery#"), "{text}");
    text.split_once('#').unwrap().1.chars().take_while(char::is_ascii_hexdigit).collect()
}

async fn open(client: &Client, secret: &str) -> Answer {
    client.post("/api/v1/auth/link").json(&json!({ "token": secret })).send().await
}

async fn set(client: &mut Client, proof: &str) -> Answer {
    let body = json!({ "proof": proof, "password": NEW });
    client.enter("/api/v1/auth/password", &body).await
}

async fn told(client: &Client, channel: &str) -> usize {
    let outbox = client.outbox().await;
    let is_of = |message: &&Value| {
        let text = message["text"].as_str().unwrap();
        message["channel"] == channel && text.starts_with("Пароль в «Окне» изменён")
    };
    outbox.iter().filter(is_of).count()
}

#[tokio::test]
async fn a_code_to_the_phone_brings_a_new_password_and_ends_every_session() {
    let server = Server::start().await;
    let elsewhere = server.anna().await;
    let mut anna = server.client();
    let proof = by_phone(&anna, ANNA).await;
    assert_eq!(proof["has_account"], true);
    let session = set(&mut anna, proof["proof"].as_str().unwrap()).await.expect_status(200).json();
    assert_eq!(session["citizen"]["name"], "Анна Сергеевна");
    anna.get("/api/v1/drafts").send().await.expect_status(200);
    elsewhere.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
    anna.log_in(ANNA, PASSWORD).await.expect_problem(401, "wrong_credentials");
    anna.log_in(ANNA, NEW).await.expect_status(200);
    assert_eq!((told(&anna, "email").await, told(&anna, "sms").await), (1, 0));
    set(&mut anna, proof["proof"].as_str().unwrap()).await.expect_problem(410, "proof_expired");
}

#[tokio::test]
async fn a_link_brings_a_new_password_but_lets_nobody_in() {
    let server = Server::start().await;
    let mut anna = server.client();
    let secret = by_mail(&anna).await;
    for _ in 0..2 {
        // Opened twice, and on another device.
        let opened = open(&server.client(), &secret).await.expect_status(200).json();
        assert_eq!(opened["has_account"], true);
        assert!((3_598..=3_600).contains(&opened["expires_in"].as_u64().unwrap()), "{opened}");
    }
    let session = set(&mut anna, &secret).await.expect_status(200).json();
    assert_eq!(session["citizen"], Value::Null);
    assert!(anna.cookie.is_none());
    anna.log_in(ANNA, NEW).await.expect_status(200);
    assert_eq!((told(&anna, "email").await, told(&anna, "sms").await), (1, 1));
    open(&anna, &secret).await.expect_problem(410, "proof_expired");
    // The answer may have been lost.
    set(&mut anna, &secret).await.expect_status(200);
    assert_eq!(told(&anna, "email").await, 1);
    server.advance(61).await;
    set(&mut anna, &secret).await.expect_problem(410, "proof_expired");
}

#[tokio::test]
async fn a_link_is_good_for_an_hour_and_goes_with_the_old_password() {
    let server = Server::start().await;
    let mut anna = server.client();
    let (late, unused) = (by_mail(&anna).await, by_mail(&anna).await);
    server.advance(60 * 60).await;
    open(&anna, &late).await.expect_problem(410, "proof_expired");
    open(&anna, &unused).await.expect_problem(410, "proof_expired");
    let unused = by_mail(&anna).await;
    let proof = by_phone(&anna, ANNA).await;
    set(&mut anna, proof["proof"].as_str().unwrap()).await.expect_status(200);
    open(&anna, &unused).await.expect_problem(410, "proof_expired");
    set(&mut anna, &unused).await.expect_problem(410, "proof_expired");
}

#[tokio::test]
async fn unknown_logins_look_like_known_ones() {
    let server = Server::start().await;
    let client = server.client();
    let unknown = begin(&client, "nobody@okno.example").await;
    assert_eq!(unknown, begin(&client, ANNA_BY_MAIL).await);
    let letters = client.outbox().await;
    let to_nobody = letters.iter().find(|letter| letter["to"] == "nobody@okno.example").unwrap();
    assert!(to_nobody["text"].as_str().unwrap().contains("нет аккаунта"));
    assert!(!to_nobody["text"].as_str().unwrap().contains('#'));
    let proof = by_phone(&client, "+7 900 000-00-58").await;
    assert_eq!(proof["has_account"], false, "only who has the phone learns it");
    let body = json!({ "proof": proof["proof"], "password": NEW });
    let refused = client.post("/api/v1/auth/password").json(&body).send().await;
    refused.expect_problem(409, "not_allowed");
    // A recovery does not register: nobody has accepted the agreement.
    let body = json!({
        "proof": proof["proof"], "surname": "Смирнова", "given": "Ольга", "patronymic": null, "password": NEW,
    });
    let refused = client.post("/api/v1/auth/account").json(&body).send().await;
    refused.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn three_letters_an_hour_to_an_address_and_a_weak_password_uses_nothing_up() {
    let server = Server::start().await;
    let mut anna = server.client();
    let secret = by_mail(&anna).await;
    for login in [ANNA_BY_MAIL, "demo@OKNO.example"] {
        begin(&anna, login).await;
    }
    let body = json!({ "login": ANNA_BY_MAIL });
    let fourth = anna.post("/api/v1/auth/recovery").json(&body).send().await;
    fourth.expect_problem(429, "too_many_attempts");
    let body = json!({ "proof": secret, "password": "слабый" });
    let weak = anna.post("/api/v1/auth/password").json(&body).send().await;
    weak.expect_problem(422, "weak_password");
    set(&mut anna, &secret).await.expect_status(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_account_stays_blocked() {
    let server = Server::start().await;
    let mut anna = server.client();
    let proof = by_phone(&anna, ANNA).await;
    let blocked = server.command("account").args(["block", ANNA]).output().unwrap();
    assert!(blocked.status.success());
    set(&mut anna, proof["proof"].as_str().unwrap()).await.expect_problem(410, "proof_expired");
    let proof = by_phone(&anna, ANNA).await;
    set(&mut anna, proof["proof"].as_str().unwrap()).await.expect_problem(403, "account_blocked");
    // Her challenges of other accounts are not good for this.
    anna.log_in(ANNA, PASSWORD).await.expect_problem(403, "account_blocked");
}
