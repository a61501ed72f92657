//! What is asked for after the password: codes of an authenticator app, recovery codes, and nothing (S-01).

use super::account::{account, answer, challenge, messages, post, put};
use crate::support::{ANNA, Client, PASSWORD, Server};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha1::Sha1;

/// The code of an authenticator app (RFC 6238), so many half minutes from now.
async fn code_of(client: &Client, secret: &str, later: i64) -> String {
    let now = client.get("/api/v1/session").send().await.json()["now"].as_str().unwrap().to_owned();
    let now: chrono::DateTime<chrono::Utc> = now.parse().unwrap();
    let step = u64::try_from(now.timestamp() / 30 + later).unwrap();
    let signs = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: String = secret
        .bytes()
        .map(|sign| format!("{:05b}", signs.iter().position(|one| *one == sign).unwrap()))
        .collect();
    let key: Vec<u8> = bits
        .as_bytes()
        .chunks_exact(8)
        .map(|bits| u8::from_str_radix(std::str::from_utf8(bits).unwrap(), 2).unwrap())
        .collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(&key).unwrap();
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash[19] & 15);
    let word = u32::from_be_bytes(hash[offset..offset + 4].try_into().unwrap());
    format!("{:06}", (word & 0x7fff_ffff) % 1_000_000)
}

/// Adds an app; returns its secret and the recovery codes.
async fn with_app(client: &Client) -> (String, Vec<Value>) {
    let begun = post(client, "authenticator", json!({})).await.expect_status(200).json();
    let secret = begun["secret"].as_str().unwrap().to_owned();
    let code = code_of(client, &secret, 0).await;
    let codes = post(client, "authenticator/code", json!({ "code": code })).await;
    let codes = codes.expect_status(200).json()["codes"].as_array().unwrap().clone();
    (secret, codes)
}

#[tokio::test]
async fn a_code_of_the_app_signs_in_once_and_no_sms_is_sent() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let (secret, codes) = with_app(&anna).await;
    assert_eq!(codes.len(), 10);
    assert_eq!(account(&anna).await["second_factor"], "app");
    let mut elsewhere = server.client();
    let before = messages(&anna, "sms").await;
    let asked = challenge(&elsewhere).await;
    assert_eq!((&asked["by"], &asked["resend_after"]), (&json!("app"), &json!(0)));
    assert_eq!(messages(&anna, "sms").await, before);
    // The code that has confirmed the app is used up.
    let used = code_of(&anna, &secret, 0).await;
    answer(&mut elsewhere, &asked, &used).await.expect_problem(401, "wrong_code");
    server.advance(30).await;
    let code = code_of(&anna, &secret, 0).await;
    // As apps show it, and as people copy it.
    let spaced = format!(" {} {}", &code[..3], &code[3..]);
    answer(&mut elsewhere, &asked, &spaced).await.expect_status(200);
    // The response may have been lost.
    let mut again = server.client();
    let lost = challenge(&again).await;
    answer(&mut again, &lost, &code).await.expect_problem(401, "wrong_code");
    elsewhere.get("/api/v1/drafts").send().await.expect_status(200);
}

#[tokio::test]
async fn the_answer_to_a_code_of_the_app_may_be_lost() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let (secret, codes) = with_app(&anna).await;
    server.advance(30).await;
    let code = code_of(&anna, &secret, 0).await;
    for code in [code.as_str(), codes[0].as_str().unwrap()] {
        let mut browser = server.client();
        let asked = challenge(&browser).await;
        answer(&mut browser, &asked, code).await.expect_status(200);
        answer(&mut browser, &asked, code).await.expect_status(200);
        browser.get("/api/v1/drafts").send().await.expect_status(200);
        answer(&mut browser, &asked, code).await.expect_problem(410, "code_expired");
        server.advance(31).await;
    }
}

#[tokio::test]
async fn who_has_lost_the_app_uses_a_recovery_code_or_an_sms() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let (_, codes) = with_app(&anna).await;
    let first = codes[0].as_str().unwrap();
    let mut browser = server.client();
    let asked = challenge(&browser).await;
    let typed = first.to_uppercase().replace('-', " ");
    answer(&mut browser, &asked, &typed).await.expect_status(200);
    assert_eq!(account(&anna).await["recovery_codes"], 9);
    let told = anna.outbox().await;
    let told = told.iter().filter(|message| {
        let text = message["text"].as_str().unwrap();
        text.starts_with("В «Окно» вошли с резервным кодом") && text.ends_with(": 9.")
    });
    assert_eq!(told.count(), 1);
    let mut browser = server.client();
    server.advance(31).await;
    let asked = challenge(&browser).await;
    answer(&mut browser, &asked, first).await.expect_problem(401, "wrong_code");
    let body = json!({ "challenge": asked["challenge"] });
    let sent =
        browser.post("/api/v1/auth/resend").json(&body).send().await.expect_status(200).json();
    assert_eq!((&sent["by"], &sent["challenge"]), (&json!("sms"), &asked["challenge"]));
    let code = browser.last_code().await;
    answer(&mut browser, &asked, &code).await.expect_status(200);
    // New codes take the place of the old ones.
    let renewed = post(&anna, "recovery-codes", json!({})).await.expect_status(200).json();
    assert_eq!(renewed["codes"].as_array().unwrap().len(), 10);
    server.advance(31).await;
    let mut browser = server.client();
    let asked = challenge(&browser).await;
    answer(&mut browser, &asked, codes[1].as_str().unwrap())
        .await
        .expect_problem(401, "wrong_code");
    answer(&mut browser, &asked, renewed["codes"][1].as_str().unwrap()).await.expect_status(200);
}

#[tokio::test]
async fn an_empty_code_is_never_right() {
    let server = Server::start().await;
    let anna = server.anna().await;
    with_app(&anna).await;
    let mut stranger = server.client();
    let asked = challenge(&stranger).await;
    for code in ["", "000000", "-", "          "] {
        answer(&mut stranger, &asked, code).await.expect_problem(401, "wrong_code");
    }
}

#[tokio::test]
async fn guessing_codes_of_an_app_ends_as_guessing_others_does() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let (secret, _) = with_app(&anna).await;
    let mut stranger = server.client();
    let mut statuses = Vec::new();
    for n in 0..40 {
        let asked = challenge(&stranger).await;
        statuses.push(answer(&mut stranger, &asked, &format!("{n:06}")).await.status);
    }
    assert!(statuses.iter().filter(|status| **status == 401).count() <= 10, "{statuses:?}");
    server.advance(30).await;
    let right = code_of(&anna, &secret, 0).await;
    let asked = challenge(&stranger).await;
    answer(&mut stranger, &asked, &right).await.expect_problem(429, "too_many_attempts");
}

#[tokio::test]
async fn an_app_counts_once_it_has_shown_a_code() {
    let server = Server::start().await;
    let anna = server.anna().await;
    anna.get("/api/v1/account/authenticator/qr.svg").send().await.expect_problem(404, "not_found");
    let none = post(&anna, "authenticator/code", json!({ "code": "000000" })).await;
    none.expect_problem(410, "code_expired");
    let begun = post(&anna, "authenticator", json!({})).await.expect_status(200).json();
    // The same in another tab.
    assert_eq!(post(&anna, "authenticator", json!({})).await.json(), begun);
    let link = begun["link"].as_str().unwrap();
    assert!(
        link.starts_with("otpauth://totp/") && link.contains(begun["secret"].as_str().unwrap())
    );
    let picture = anna.get("/api/v1/account/authenticator/qr.svg").send().await.expect_status(200);
    assert_eq!(picture.header("content-type"), "image/svg+xml");
    assert_eq!(picture.header("cache-control"), "no-store");
    let wrong = post(&anna, "authenticator/code", json!({ "code": "12345" })).await;
    wrong.expect_problem(401, "wrong_code");
    assert_eq!(challenge(&server.client()).await["by"], "sms");
    // The response may have been lost: a code of the app brings new recovery codes.
    let code = code_of(&anna, begun["secret"].as_str().unwrap(), 0).await;
    for _ in 0..2 {
        let made = post(&anna, "authenticator/code", json!({ "code": code })).await;
        assert_eq!(made.expect_status(200).json()["codes"].as_array().unwrap().len(), 10);
    }
    assert_eq!(account(&anna).await["recovery_codes"], 10);
    post(&anna, "authenticator", json!({})).await.expect_status(200);
    server.advance(15 * 60 + 1).await;
    anna.get("/api/v1/account/authenticator/qr.svg").send().await.expect_status(401);
}

#[tokio::test]
async fn the_second_factor_can_be_switched_off_and_on() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let (_, codes) = with_app(&anna).await;
    put(&anna, "second-factor", json!({ "second_factor": "app" }))
        .await
        .expect_problem(409, "not_allowed");
    put(&anna, "second-factor", json!({ "second_factor": "off" })).await.expect_status(204);
    let mut browser = server.client();
    let body = json!({ "login": ANNA, "password": PASSWORD });
    let entered = browser.enter("/api/v1/auth/login", &body).await.expect_status(200).json();
    assert_eq!(entered["session"]["citizen"]["name"], "Анна Сергеевна");
    browser.get("/api/v1/drafts").send().await.expect_status(200);
    browser.log_in(ANNA, "wrong").await.expect_problem(401, "wrong_credentials");
    put(&anna, "second-factor", json!({ "second_factor": "sms" })).await.expect_status(204);
    let mut browser = server.client();
    let asked = challenge(&browser).await;
    assert_eq!(asked["by"], "sms");
    answer(&mut browser, &asked, codes[0].as_str().unwrap())
        .await
        .expect_problem(401, "wrong_code");
    assert_eq!(account(&anna).await["recovery_codes"], 0);
}
