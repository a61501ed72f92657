//! Passkeys: a key of the device signs in without password and code (S-01).

use crate::support::passkey::{DOMAIN, Device, ORIGIN};
use crate::support::{ANNA, Answer, Client, PYOTR, Server};
use serde_json::{Value, json};

async fn server() -> Server {
    Server::start_with(|settings| {
        settings.test_doors = true;
        settings.origin = ORIGIN.to_owned();
    })
    .await
}

/// Asks for a ceremony; returns its id and options.
async fn begin(client: &Client, path: &str) -> (String, Value) {
    let begun = client.post(path).json(&json!({})).send().await.expect_status(200).json();
    let options = serde_json::from_str(begun["options"].as_str().unwrap()).unwrap();
    (begun["ceremony"].as_str().unwrap().to_owned(), options)
}

async fn add(client: &Client, ceremony: &str, credential: &str, name: &str) -> Answer {
    let body = json!({ "name": name, "credential": credential });
    client.post(&format!("/api/v1/account/passkeys/{ceremony}")).json(&body).send().await
}

/// Adds a key of the device for who is signed in.
async fn added(client: &Client, device: &mut Device) -> Value {
    let (ceremony, options) = begin(client, "/api/v1/account/passkeys").await;
    let credential = device.create(&options);
    add(client, &ceremony, &credential, " Телефон ").await.expect_status(200).json()
}

async fn enter(client: &mut Client, ceremony: &str, credential: &str) -> Answer {
    let body = json!({ "credential": credential });
    client.enter(&format!("/api/v1/auth/passkey/{ceremony}"), &body).await
}

async fn sign_in(client: &mut Client, device: &Device) -> Answer {
    let (ceremony, options) = begin(client, "/api/v1/auth/passkey").await;
    enter(client, &ceremony, &device.get(&options)).await
}

async fn listed(client: &Client) -> Vec<Value> {
    let account = client.get("/api/v1/account").send().await.expect_status(200).json();
    account["passkeys"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_passkey_replaces_password_and_code() {
    let server = server().await;
    let anna = server.anna().await;
    let (_, options) = begin(&anna, "/api/v1/account/passkeys").await;
    assert_eq!(options["rp"]["id"], DOMAIN);
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    let mut device = Device::new(1);
    let key = added(&anna, &mut device).await;
    assert_eq!((&key["name"], &key["used_at"]), (&json!("Телефон"), &Value::Null));
    let mut elsewhere = server.client();
    let session = sign_in(&mut elsewhere, &device).await.expect_status(200).json();
    assert_eq!(session["citizen"]["name"], "Анна Сергеевна");
    elsewhere.get("/api/v1/drafts").send().await.expect_status(200);
    let keys = listed(&elsewhere).await;
    assert!(keys.len() == 1 && keys[0]["used_at"].is_string(), "{keys:?}");
    let texts = anna.outbox().await;
    let is_told =
        |what: &str| texts.iter().any(|text| text["text"].as_str().unwrap().contains(what));
    assert!(is_told("с новым ключом доступа") && is_told("с нового устройства"));
}

#[tokio::test]
async fn the_browser_learns_where_passkeys_are_offered() {
    let with = server().await;
    let session = with.client().get("/api/v1/session").send().await.json();
    assert_eq!(session["passkeys"], DOMAIN);
    let without = Server::start().await;
    let anna = without.anna().await;
    assert_eq!(anna.get("/api/v1/session").send().await.json()["passkeys"], Value::Null);
    for path in ["/api/v1/account/passkeys", "/api/v1/auth/passkey"] {
        anna.post(path).send().await.expect_problem(404, "not_found");
    }
}

#[tokio::test]
async fn the_same_key_is_not_added_twice_and_no_name_is_wrong() {
    let server = server().await;
    let anna = server.anna().await;
    let mut device = Device::new(1);
    let key = added(&anna, &mut device).await;
    let (ceremony, options) = begin(&anna, "/api/v1/account/passkeys").await;
    assert_eq!(options["excludeCredentials"].as_array().unwrap().len(), 1);
    let credential = device.create(&options);
    for name in ["", "  ", &"я".repeat(61)] {
        add(&anna, &ceremony, &credential, name).await.expect_problem(422, "invalid");
    }
    add(&anna, &ceremony, &credential, "Ещё раз").await.expect_problem(409, "not_allowed");
    // Nor by somebody else.
    let pyotr = server.signed_in(PYOTR).await;
    let (ceremony, options) = begin(&pyotr, "/api/v1/account/passkeys").await;
    let credential = device.clone().create(&options);
    add(&pyotr, &ceremony, &credential, "Мой").await.expect_problem(409, "not_allowed");
    assert_eq!(listed(&anna).await, [key]);
}

#[tokio::test]
async fn a_deleted_key_lets_nobody_in() {
    let server = server().await;
    let anna = server.anna().await;
    let mut device = Device::new(1);
    let key = added(&anna, &mut device).await;
    let path = format!("/api/v1/account/passkeys/{}", key["id"].as_str().unwrap());
    let pyotr = server.signed_in(PYOTR).await;
    pyotr.delete(&path).send().await.expect_problem(404, "not_found");
    sign_in(&mut server.client(), &device).await.expect_status(200);
    anna.delete(&path).send().await.expect_status(204);
    anna.delete(&path).send().await.expect_problem(404, "not_found");
    sign_in(&mut server.client(), &device).await.expect_problem(403, "passkey_unknown");
}

#[tokio::test]
async fn a_forged_answer_lets_nobody_in() {
    let server = server().await;
    let anna = server.anna().await;
    let mut device = Device::new(1);
    added(&anna, &mut device).await;
    let (mut other_site, mut unverified) = (device.clone(), device.clone());
    other_site.origin = "https://okn0.example";
    unverified.is_verified = false;
    // The same key, as a browser that does not say whose it is.
    let nameless = Device::new(1);
    for wrong in [other_site, unverified, device.forged(), nameless] {
        sign_in(&mut server.client(), &wrong).await.expect_problem(403, "passkey_refused");
    }
    sign_in(&mut server.client(), &Device::new(3)).await.expect_problem(403, "passkey_unknown");
    // The answer to another question.
    let mut stranger = server.client();
    let (_, options) = begin(&stranger, "/api/v1/auth/passkey").await;
    let (ceremony, _) = begin(&stranger, "/api/v1/auth/passkey").await;
    let answer = device.get(&options);
    enter(&mut stranger, &ceremony, &answer).await.expect_problem(403, "passkey_refused");
    // A ceremony of the account is none for signing in, and the other way round.
    let (ceremony, options) = begin(&anna, "/api/v1/account/passkeys").await;
    enter(&mut stranger, &ceremony, &device.get(&options))
        .await
        .expect_problem(410, "code_expired");
    let (ceremony, _) = begin(&stranger, "/api/v1/auth/passkey").await;
    add(&anna, &ceremony, &answer, "Ключ").await.expect_problem(410, "code_expired");
    for odd in ["", "{}", "null", "{\"id\":1}"] {
        let (ceremony, _) = begin(&stranger, "/api/v1/auth/passkey").await;
        enter(&mut stranger, &ceremony, odd).await.expect_problem(403, "passkey_refused");
    }
}

#[tokio::test]
async fn a_key_that_counts_its_uses_cannot_be_copied() {
    let server = server().await;
    let anna = server.anna().await;
    let mut device = Device::new(1);
    device.counter = 5;
    added(&anna, &mut device).await;
    device.counter = 7;
    sign_in(&mut server.client(), &device).await.expect_status(200);
    sign_in(&mut server.client(), &device).await.expect_problem(403, "passkey_refused");
    device.counter = 8;
    sign_in(&mut server.client(), &device).await.expect_status(200);
}

#[tokio::test]
async fn an_answer_works_again_only_while_its_response_may_be_lost() {
    let server = server().await;
    let anna = server.anna().await;
    let mut device = Device::new(1);
    let (ceremony, options) = begin(&anna, "/api/v1/account/passkeys").await;
    let credential = device.create(&options);
    let first = add(&anna, &ceremony, &credential, "Телефон").await.expect_status(200).json();
    let again = add(&anna, &ceremony, &credential, "Телефон").await.expect_status(200).json();
    assert_eq!(first, again);
    let mut browser = server.client();
    let (ceremony, options) = begin(&browser, "/api/v1/auth/passkey").await;
    let answer = device.get(&options);
    enter(&mut browser, &ceremony, &answer).await.expect_status(200);
    enter(&mut browser, &ceremony, &answer).await.expect_status(200);
    browser.get("/api/v1/drafts").send().await.expect_status(200);
    enter(&mut browser, &ceremony, &answer).await.expect_problem(410, "code_expired");
    let other = device.get(&options);
    let (ceremony, options) = begin(&browser, "/api/v1/auth/passkey").await;
    let answer = device.get(&options);
    server.advance(301).await;
    enter(&mut browser, &ceremony, &answer).await.expect_problem(410, "code_expired");
    enter(&mut browser, &ceremony, &other).await.expect_problem(410, "code_expired");
}

#[tokio::test]
async fn who_is_blocked_learns_it_only_with_the_key() {
    let server = server().await;
    let anna = server.anna().await;
    let mut device = Device::new(1);
    added(&anna, &mut device).await;
    let blocked = server.command("account").args(["block", ANNA]).output().unwrap();
    assert!(blocked.status.success(), "{blocked:?}");
    sign_in(&mut server.client(), &device).await.expect_problem(403, "account_blocked");
    sign_in(&mut server.client(), &Device::new(2)).await.expect_problem(403, "passkey_unknown");
}

#[tokio::test]
async fn a_key_is_added_by_who_has_just_shown_who_they_are() {
    let server = server().await;
    let anna = server.anna().await;
    let mut device = Device::new(1);
    let (ceremony, options) = begin(&anna, "/api/v1/account/passkeys").await;
    let credential = device.create(&options);
    anna.post("/api/v1/session/activity").json(&json!({ "idle": 0 })).send().await;
    server.advance(4 * 60).await;
    add(&anna, &ceremony, &credential, "Телефон").await.expect_status(200);
    server.advance(6 * 60).await;
    let late = anna.post("/api/v1/account/passkeys").send().await;
    late.expect_problem(403, "password_required");
}
