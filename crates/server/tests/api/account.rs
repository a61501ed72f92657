//! How a citizen signs in, and how they are reached: password, phone and e-mail (S-01).

use crate::support::{ANNA, Answer, Client, PASSWORD, PYOTR, Server};
use serde_json::{Value, json};

const NEW: &str = "Новый-пароль-17";

pub(super) async fn account(client: &Client) -> Value {
    client.get("/api/v1/account").send().await.expect_status(200).json()
}

pub(super) async fn post(client: &Client, path: &str, body: Value) -> Answer {
    client.post(&format!("/api/v1/account/{path}")).json(&body).send().await
}

pub(super) async fn put(client: &Client, path: &str, body: Value) -> Answer {
    client.put(&format!("/api/v1/account/{path}")).json(&body).send().await
}

pub(super) async fn challenge(client: &Client) -> Value {
    client.log_in(ANNA, PASSWORD).await.expect_status(200).challenge()
}

pub(super) async fn answer(client: &mut Client, challenge: &Value, code: &str) -> Answer {
    client.answer_code(challenge["challenge"].as_str().unwrap(), code).await
}

pub(super) async fn messages(client: &Client, channel: &str) -> usize {
    client.outbox().await.iter().filter(|message| message["channel"] == channel).count()
}

/// The secret of the link in the newest letter.
async fn link(client: &Client) -> Value {
    let outbox = client.outbox().await;
    let letter = outbox.iter().find(|message| message["channel"] == "email").unwrap();
    let after = letter["text"].as_str().unwrap().split_once("/email#").unwrap().1;
    json!({ "token": after.chars().take_while(char::is_ascii_hexdigit).collect::<String>() })
}

async fn open(client: &Client, link: &Value) -> Answer {
    client.post("/api/v1/auth/email").json(link).send().await
}

#[tokio::test]
async fn the_owner_sees_how_the_account_is_entered() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let seen = account(&anna).await;
    let expected = json!({
        "phone": "+7 900 000-00-01".replace(' ', "\u{a0}").replace('-', "\u{2011}"),
        "email": "demo@okno.example",
        "is_email_confirmed": true, "new_email": null, "new_phone": null, "has_password": true,
        "second_factor": "sms", "recovery_codes": 0, "passkeys": [],
    });
    let members = ["email", "is_email_confirmed", "new_email", "new_phone", "has_password"];
    for member in members.into_iter().chain(["second_factor", "passkeys"]) {
        assert_eq!(seen[member], expected[member], "{member}");
    }
    assert!(seen["phone"].as_str().unwrap().starts_with("+7"));
}

#[tokio::test]
async fn changes_need_the_password_once_ten_minutes_have_passed() {
    let server = Server::start().await;
    let anna = server.anna().await;
    server.advance(9 * 60).await;
    put(&anna, "second-factor", json!({ "second_factor": "off" })).await.expect_status(204);
    server.advance(61).await;
    for (path, body) in [
        ("email", json!({ "email": "new@okno.example" })),
        ("phone", json!({ "phone": "+79000000077" })),
        ("authenticator", json!({})),
        ("authenticator/code", json!({ "code": "000000" })),
        ("recovery-codes", json!({})),
    ] {
        post(&anna, path, body).await.expect_problem(403, "password_required");
    }
    put(&anna, "password", json!({ "password": NEW }))
        .await
        .expect_problem(403, "password_required");
    let off = put(&anna, "second-factor", json!({ "second_factor": "off" })).await;
    off.expect_problem(403, "password_required");
    post(&anna, "access", json!({ "password": "wrong" }))
        .await
        .expect_problem(403, "wrong_password");
    post(&anna, "access", json!({ "password": PASSWORD })).await.expect_status(204);
    put(&anna, "second-factor", json!({ "second_factor": "sms" })).await.expect_status(204);
    for _ in 0..9 {
        post(&anna, "access", json!({ "password": "wrong" })).await.expect_status(403);
    }
    let closed = post(&anna, "access", json!({ "password": PASSWORD })).await;
    closed.expect_problem(429, "too_many_attempts");
}

#[tokio::test]
async fn another_password_ends_the_other_sessions() {
    let server = Server::start().await;
    let (anna, elsewhere) = (server.anna().await, server.anna().await);
    put(&anna, "password", json!({ "password": "short" }))
        .await
        .expect_problem(422, "weak_password");
    for _ in 0..2 {
        put(&anna, "password", json!({ "password": NEW })).await.expect_status(204);
    }
    anna.get("/api/v1/drafts").send().await.expect_status(200);
    elsewhere.get("/api/v1/drafts").send().await.expect_problem(401, "sign_in_required");
    anna.log_in(ANNA, PASSWORD).await.expect_problem(401, "wrong_credentials");
    anna.log_in(ANNA, NEW).await.expect_status(200);
}

#[tokio::test]
async fn another_phone_is_the_login_from_then_on() {
    let server = Server::start().await;
    let anna = server.anna().await;
    for odd in ["", "+7 495 000-00-00", "12"] {
        post(&anna, "phone", json!({ "phone": odd })).await.expect_problem(422, "invalid");
    }
    let asked = post(&anna, "phone", json!({ "phone": "8 900 000-00-77" })).await;
    let asked = asked.expect_status(200).json();
    assert_eq!(asked["phone"], "+7 ••• •••-00-77");
    // A number mistyped a moment ago does not take the place of the next.
    assert_eq!(account(&anna).await["new_phone"], asked["phone"]);
    let other = post(&anna, "phone", json!({ "phone": "8 900 000-00-78" })).await.json();
    assert_ne!(other["challenge"], asked["challenge"]);
    let outbox = anna.outbox().await;
    let sms = outbox.iter().find(|message| message["to"] == "+79000000077").unwrap();
    let text = sms["text"].as_str().unwrap();
    let code: String = text.chars().filter(char::is_ascii_digit).collect();
    let body = json!({ "challenge": asked["challenge"], "code": code });
    // Signing in with it is another thing, and so is somebody else's account.
    anna.post("/api/v1/auth/code").json(&body).send().await.expect_problem(410, "code_expired");
    let pyotr = server.signed_in(PYOTR).await;
    post(&pyotr, "phone/code", body.clone()).await.expect_problem(410, "code_expired");
    for _ in 0..2 {
        post(&anna, "phone/code", body.clone()).await.expect_status(204);
    }
    anna.log_in(ANNA, PASSWORD).await.expect_problem(401, "wrong_credentials");
    anna.log_in("+79000000077", PASSWORD).await.expect_status(200);
    let told = anna.outbox().await;
    let told = told.iter().filter(|message| {
        message["text"].as_str().unwrap().starts_with("Телефон в «Окне» изменён")
    });
    let told: Vec<_> = told.map(|message| message["to"].as_str().unwrap().to_owned()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told.contains(&"+79000000001".to_owned()) && told.contains(&"demo@okno.example".to_owned())
    );
}

#[tokio::test]
async fn the_phone_of_another_account_stays_theirs() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let asked = post(&anna, "phone", json!({ "phone": PYOTR })).await.expect_status(200).json();
    let code = anna.last_code().await;
    let body = json!({ "challenge": asked["challenge"], "code": code });
    post(&anna, "phone/code", body).await.expect_problem(409, "not_allowed");
    anna.log_in(ANNA, PASSWORD).await.expect_status(200);
    assert!(account(&anna).await["phone"].as_str().unwrap().contains("00"));
    anna.log_in(PYOTR, PASSWORD).await.expect_status(200);
}

#[tokio::test]
async fn another_e_mail_counts_once_its_reader_has_said_so() {
    let server = Server::start().await;
    let anna = server.anna().await;
    post(&anna, "email/letter", json!({})).await.expect_problem(409, "not_allowed");
    post(&anna, "email", json!({ "email": "anna" })).await.expect_problem(422, "invalid");
    post(&anna, "email", json!({ "email": "Anna@okno.example" })).await.expect_status(204);
    let first = link(&anna).await;
    let seen = account(&anna).await;
    assert_eq!(
        (&seen["email"], &seen["new_email"]),
        (&json!("demo@okno.example"), &json!("Anna@okno.example"))
    );
    anna.log_in("demo@okno.example", PASSWORD).await.expect_status(200);
    // It had a typo: the link in the first letter is dead.
    post(&anna, "email", json!({ "email": "Anya@okno.example" })).await.expect_status(204);
    open(&anna, &first).await.expect_problem(410, "proof_expired");
    post(&anna, "email/letter", json!({})).await.expect_status(204);
    let last = link(&anna).await;
    for _ in 0..2 {
        open(&server.client(), &last).await.expect_status(204);
    }
    let seen = account(&anna).await;
    assert_eq!((&seen["email"], &seen["new_email"]), (&json!("Anya@okno.example"), &Value::Null));
    anna.log_in("anya@okno.example", PASSWORD).await.expect_status(200);
    anna.log_in("demo@okno.example", PASSWORD).await.expect_problem(401, "wrong_credentials");
    let told = anna.outbox().await;
    let told = told
        .iter()
        .find(|message| message["text"].as_str().unwrap().starts_with("Почта в «Окне» изменена"));
    assert_eq!(told.unwrap()["to"], "demo@okno.example");
}

#[tokio::test]
async fn the_e_mail_of_another_account_stays_theirs_and_nobody_learns_of_it() {
    let server = Server::start().await;
    let anna = server.anna().await;
    post(&anna, "email", json!({ "email": "second@okno.example" })).await.expect_status(204);
    let outbox = anna.outbox().await;
    let letter = outbox.iter().find(|message| message["channel"] == "email").unwrap();
    let text = letter["text"].as_str().unwrap();
    assert!(letter["to"] == "second@okno.example" && !text.contains('#'), "{text}");
    // As it would look if the address were free.
    assert_eq!(account(&anna).await["new_email"], "second@okno.example");
    anna.log_in("second@okno.example", PASSWORD).await.expect_status(200);
    for _ in 0..2 {
        post(&anna, "email", json!({ "email": "second@okno.example" })).await.expect_status(204);
    }
    let many = post(&anna, "email", json!({ "email": "second@okno.example" })).await;
    many.expect_problem(429, "too_many_attempts");
}

#[tokio::test]
async fn what_the_old_phone_and_the_old_mailbox_got_is_good_for_nothing() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let stranger = server.client();
    // A thief has the old phone: a link and a proof of recovery, and a code for signing in.
    let body = json!({ "login": ANNA });
    let begun = stranger.post("/api/v1/auth/recovery").json(&body).send().await.json();
    let text = anna.outbox().await[0]["text"].as_str().unwrap().to_owned();
    let link = json!({ "token": text.split_once("/recovery#").unwrap().1 });
    let body =
        json!({ "challenge": begun["challenge"]["challenge"], "code": stranger.last_code().await });
    let proof = stranger.post("/api/v1/auth/proof").json(&body).send().await.json();
    let asked = challenge(&stranger).await;
    let code = stranger.last_code().await;
    let new = post(&anna, "phone", json!({ "phone": "+79000000077" })).await.json();
    let body = json!({ "challenge": new["challenge"], "code": anna.last_code().await });
    post(&anna, "phone/code", body).await.expect_status(204);
    let opened = stranger.post("/api/v1/auth/link").json(&link).send().await;
    opened.expect_problem(410, "proof_expired");
    let body = json!({ "proof": proof["proof"], "password": NEW });
    let set = stranger.post("/api/v1/auth/password").json(&body).send().await;
    set.expect_problem(410, "proof_expired");
    answer(&mut stranger.clone(), &asked, &code).await.expect_problem(410, "code_expired");
    // The same with the old mailbox.
    let body = json!({ "login": "demo@okno.example" });
    stranger.post("/api/v1/auth/recovery").json(&body).send().await.expect_status(200);
    let text = anna.outbox().await[0]["text"].as_str().unwrap().to_owned();
    let after = text.split_once("/recovery#").unwrap().1;
    let secret: String = after.chars().take_while(char::is_ascii_hexdigit).collect();
    post(&anna, "email", json!({ "email": "anna@okno.example" })).await.expect_status(204);
    open(&anna, &self::link(&anna).await).await.expect_status(204);
    let opened = stranger.post("/api/v1/auth/link").json(&json!({ "token": secret })).send().await;
    opened.expect_problem(410, "proof_expired");
}

#[tokio::test]
async fn who_keeps_the_e_mail_gets_no_letter() {
    let server = Server::start().await;
    let anna = server.anna().await;
    post(&anna, "email", json!({ "email": "new@okno.example" })).await.expect_status(204);
    let (waiting, letters) = (link(&anna).await, messages(&anna, "email").await);
    post(&anna, "email", json!({ "email": "demo@okno.example" })).await.expect_status(204);
    assert_eq!(account(&anna).await["new_email"], Value::Null);
    assert_eq!(messages(&anna, "email").await, letters);
    open(&anna, &waiting).await.expect_problem(410, "proof_expired");
}

#[tokio::test]
async fn a_recovery_sms_has_a_code_and_a_link() {
    let server = Server::start().await;
    let anna = server.client();
    let body = json!({ "login": ANNA });
    anna.post("/api/v1/auth/recovery").json(&body).send().await.expect_status(200);
    let outbox = anna.outbox().await;
    let text = outbox[0]["text"].as_str().unwrap();
    let secret = text.split_once("/recovery#").unwrap().1;
    let opened = anna.post("/api/v1/auth/link").json(&json!({ "token": secret })).send().await;
    assert_eq!(opened.expect_status(200).json()["has_account"], true);
    // Nobody's phone gets none.
    let body = json!({ "login": "+79000000099" });
    anna.post("/api/v1/auth/recovery").json(&body).send().await.expect_status(200);
    let outbox = anna.outbox().await;
    assert!(!outbox[0]["text"].as_str().unwrap().contains('#'));
}
