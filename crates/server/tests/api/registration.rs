//! A new account (M-01), and what it may do before somebody has checked whose it is (M-02).

use crate::support::{ANNA, Client, PASSWORD, Server};
use serde_json::{Value, json};

const PHONE: &str = "8 (900) 000-00-55";
const EMAIL: &str = "Olga@okno.example";

fn asks(phone: &str, email: &str) -> Value {
    json!({ "phone": phone, "email": email, "agreement": "2026-11" })
}

fn account(proof: &str) -> Value {
    json!({
        "proof": proof, "surname": " смирнова ", "given": "Ольга", "patronymic": null,
        "password": "Ромашка-17",
    })
}

/// Asks for a code and answers it.
async fn proof(client: &Client, phone: &str, email: &str) -> Value {
    let begun = client.post("/api/v1/auth/registration").json(&asks(phone, email)).send().await;
    let challenge = begun.expect_status(200).json()["challenge"].clone();
    let code = client.last_code().await;
    let body = json!({ "challenge": challenge, "code": code });
    client.post("/api/v1/auth/proof").json(&body).send().await.expect_status(200).json()
}

/// Registers Olga and returns her browser.
pub(crate) async fn olga(server: &Server) -> Client {
    let mut olga = server.client();
    let proof = proof(&olga, PHONE, EMAIL).await;
    assert_eq!(proof["has_account"], false);
    assert!((898..=900).contains(&proof["expires_in"].as_u64().unwrap()), "{proof}");
    let body = account(proof["proof"].as_str().unwrap());
    olga.enter("/api/v1/auth/account", &body).await.expect_status(200);
    olga
}

async fn letter(client: &Client) -> String {
    let outbox = client.outbox().await;
    let letter = outbox.iter().find(|message| message["channel"] == "email").unwrap();
    assert_eq!(letter["to"].as_str().unwrap().to_lowercase(), EMAIL.to_lowercase());
    letter["text"].as_str().unwrap().to_owned()
}

fn secret(letter: &str) -> Value {
    let after = letter.split_once('#').unwrap().1;
    json!({ "token": after.chars().take_while(char::is_ascii_hexdigit).collect::<String>() })
}

#[tokio::test]
async fn who_has_the_phone_gets_an_account_and_is_signed_in() {
    let server = Server::start().await;
    let mut olga = olga(&server).await;
    let session = olga.get("/api/v1/session").send().await.json();
    assert_eq!(
        (&session["citizen"]["name"], &session["citizen"]["is_confirmed"]),
        (&json!("Ольга"), &json!(false))
    );
    olga.cookie = None;
    let log_in = olga.log_in("+79000000055", "Ромашка-17").await.expect_status(200).challenge();
    assert_eq!(log_in["phone"], "+7 ••• •••-00-55");
}

#[tokio::test]
async fn the_mail_is_a_login_once_its_reader_has_said_so() {
    let server = Server::start().await;
    let olga = olga(&server).await;
    olga.log_in(EMAIL, "Ромашка-17").await.expect_problem(401, "wrong_credentials");
    let letter = letter(&olga).await;
    assert!(letter.contains("/email#") && !letter.contains("Ольга"), "{letter}");
    let confirm = olga.post("/api/v1/auth/email");
    confirm.json(&json!({ "token": "0" })).send().await.expect_problem(410, "proof_expired");
    for _ in 0..2 {
        // On another device, and once more.
        let elsewhere = server.client();
        elsewhere.post("/api/v1/auth/email").json(&secret(&letter)).send().await.expect_status(204);
    }
    olga.log_in(EMAIL, "Ромашка-17").await.expect_status(200);
    // The secret opens nothing else.
    let link = olga.post("/api/v1/auth/link").json(&secret(&letter)).send().await;
    link.expect_problem(410, "proof_expired");
    server.advance(7 * 24 * 60 * 60).await;
    let late = olga.post("/api/v1/auth/email").json(&secret(&letter)).send().await;
    late.expect_problem(410, "proof_expired");
}

/// The address may be mistyped: a stranger would read the letters.
#[tokio::test]
async fn an_address_that_nobody_has_confirmed_gets_no_other_letter() {
    let server = Server::start().await;
    let olga = olga(&server).await;
    let confirm = letter(&olga).await;
    let letters = |client: Client| async move {
        let outbox = client.outbox().await;
        outbox.into_iter().filter(|message| message["channel"] == "email").count()
    };
    let sign_in = || async {
        server.advance(31).await;
        let mut elsewhere = server.client();
        let login = elsewhere.log_in(PHONE, "Ромашка-17").await.expect_status(200).challenge();
        let code = elsewhere.last_code().await;
        elsewhere.answer_code(login["challenge"].as_str().unwrap(), &code).await.expect_status(200);
    };
    sign_in().await;
    assert_eq!(letters(olga.clone()).await, 1, "of a new device");
    olga.post("/api/v1/auth/email").json(&secret(&confirm)).send().await.expect_status(204);
    sign_in().await;
    assert_eq!(letters(olga).await, 2);
}

#[tokio::test]
async fn nobody_takes_an_address_that_somebody_reads() {
    let server = Server::start().await;
    let mut stranger = server.client();
    let proof = proof(&stranger, "+7 900 000-00-56", "demo@okno.example").await;
    let body = account(proof["proof"].as_str().unwrap());
    stranger.enter("/api/v1/auth/account", &body).await.expect_status(200);
    stranger
        .log_in("demo@okno.example", "Ромашка-17")
        .await
        .expect_problem(401, "wrong_credentials");
    server.client().log_in("demo@okno.example", PASSWORD).await.expect_status(200);
    let outbox = stranger.outbox().await;
    let letter = outbox.iter().find(|message| message["channel"] == "email").unwrap();
    let secret = secret(letter["text"].as_str().unwrap());
    let taken = stranger.post("/api/v1/auth/email").json(&secret).send().await;
    taken.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn only_who_has_the_phone_learns_that_there_is_an_account() {
    let server = Server::start().await;
    let client = server.client();
    let mut begun = Vec::new();
    for phone in [ANNA, PHONE] {
        let mut answer =
            client.post("/api/v1/auth/registration").json(&asks(phone, EMAIL)).send().await.json();
        answer["challenge"] = json!("");
        answer["phone"] = json!("");
        begun.push(answer);
    }
    assert_eq!(begun[0], begun[1]);
    let proof = proof(&server.client(), ANNA, "other@okno.example").await;
    assert_eq!(proof["has_account"], true);
    let body = account(proof["proof"].as_str().unwrap());
    let second = client.post("/api/v1/auth/account").json(&body).send().await;
    second.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn a_code_is_good_for_what_it_was_asked_for() {
    let server = Server::start().await;
    let client = server.client();
    let begun = client.post("/api/v1/auth/registration").json(&asks(ANNA, EMAIL)).send().await;
    let body = json!({ "challenge": begun.json()["challenge"], "code": client.last_code().await });
    client.post("/api/v1/auth/code").json(&body).send().await.expect_problem(410, "code_expired");
    let login = client.log_in(ANNA, PASSWORD).await.challenge();
    let body = json!({ "challenge": login["challenge"], "code": client.last_code().await });
    client.post("/api/v1/auth/proof").json(&body).send().await.expect_problem(410, "code_expired");
    client.post("/api/v1/auth/code").json(&body).send().await.expect_status(200);
}

#[tokio::test]
async fn a_lost_answer_is_got_again_and_used_up_once_it_has_arrived() {
    let server = Server::start().await;
    let client = server.client();
    let begun = client.post("/api/v1/auth/registration").json(&asks(PHONE, EMAIL)).send().await;
    let code = json!({ "challenge": begun.json()["challenge"], "code": client.last_code().await });
    let prove = || client.post("/api/v1/auth/proof").json(&code).send();
    let lost = prove().await.json();
    let got = prove().await.expect_status(200).json();
    let mut olga = client.clone();
    let lost = account(lost["proof"].as_str().unwrap());
    olga.enter("/api/v1/auth/account", &lost).await.expect_problem(410, "proof_expired");
    let body = account(got["proof"].as_str().unwrap());
    let first = olga.enter("/api/v1/auth/account", &body).await.expect_status(200).json();
    prove().await.expect_problem(410, "code_expired");
    let again = olga.enter("/api/v1/auth/account", &body).await.expect_status(200).json();
    assert_eq!(again["citizen"]["id"], first["citizen"]["id"]);
    olga.get("/api/v1/drafts").send().await.expect_status(200);
    olga.enter("/api/v1/auth/account", &body).await.expect_problem(410, "proof_expired");
}

#[tokio::test]
async fn two_who_register_the_same_phone_at_once_get_one_account() {
    let server = Server::start().await;
    let (first, second) = (server.client(), server.client());
    let (one, other) =
        (proof(&first, PHONE, EMAIL).await, proof(&second, PHONE, "o@okno.example").await);
    let one = account(one["proof"].as_str().unwrap());
    let other = account(other["proof"].as_str().unwrap());
    first.post("/api/v1/auth/account").json(&one).send().await.expect_status(200);
    let refused = second.post("/api/v1/auth/account").json(&other).send().await;
    refused.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let server = Server::start().await;
    let client = server.client();
    let wrong = |body: Value| client.post("/api/v1/auth/registration").json(&body).send();
    let problem =
        wrong(json!({ "phone": "+7 343 000-00-00", "email": "?", "agreement": "" })).await;
    let problem = problem.expect_problem(422, "invalid");
    let pointers: Vec<_> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].clone())
        .collect();
    assert_eq!(pointers, ["/answers/phone", "/answers/email", "/answers/agreement"]);
    let proof = proof(&client, PHONE, EMAIL).await;
    let finish = |change: Value| {
        let mut body = account(proof["proof"].as_str().unwrap());
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        client.post("/api/v1/auth/account").json(&body).send()
    };
    finish(json!({ "password": "ромашка" })).await.expect_problem(422, "weak_password");
    let problem = finish(json!({ "surname": "", "given": "Olga" })).await;
    let problem = problem.expect_problem(422, "invalid");
    assert_eq!(problem["errors"][0]["pointer"], "/answers/surname");
    assert_eq!(problem["errors"][1]["error"], json!({ "name": "latin" }));
    // Nothing of it has used the proof up, but time does.
    server.advance(15 * 60).await;
    finish(json!({})).await.expect_problem(410, "proof_expired");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_nobody_has_confirmed_fills_in_but_does_not_send() {
    let server = Server::start().await;
    let olga = olga(&server).await;
    let draft = olga.full_draft().await;
    olga.submit(&draft, 2, "first").await.expect_problem(403, "account_not_confirmed");
    let confirmed = server.command("account").args(["confirm", PHONE]).output().unwrap();
    assert!(confirmed.status.success());
    let session = olga.get("/api/v1/session").send().await.json();
    assert_eq!(session["citizen"]["is_confirmed"], true);
    olga.submit(&draft, 2, "second").await.expect_status(201);
}

/// A stranger who knows the phone, at fifty addresses.
#[tokio::test]
async fn codes_that_anybody_may_ask_for_are_few_and_keep_nobody_out() {
    let server = Server::start_with(|settings| {
        settings.test_doors = true;
        settings.behind_proxy = true;
    })
    .await;
    let mut anna = server.client().from("192.0.2.1");
    anna.sign_in(ANNA).await;
    server.advance(31).await;
    let before = anna.outbox().await.len();
    let (mut tried, mut sent) = (0, 0);
    for n in 0..1_000 {
        let stranger = server.client().from(&format!("198.51.100.{}", n % 50));
        let email = format!("{n}@okno.example");
        let (path, body) = match n % 2 {
            0 => ("/api/v1/auth/registration", asks(ANNA, &email)),
            _ => ("/api/v1/auth/recovery", json!({ "login": ANNA })),
        };
        let answer = stranger.post(path).json(&body).send().await;
        if answer.status != 200 {
            answer.expect_problem(429, "too_many_messages");
            continue;
        }
        sent += 1;
        let begun = answer.json();
        let challenge = begun["challenge"].as_object().map_or(&begun, |_| &begun["challenge"]);
        let code = stranger.last_code().await.parse::<u32>().unwrap();
        for wrong in 1..=20 {
            let code = format!("{:06}", (code + wrong) % 1_000_000);
            let body = json!({ "challenge": challenge["challenge"], "code": code });
            let answer = stranger.post("/api/v1/auth/proof").json(&body).send().await;
            assert_ne!(answer.status, 200);
            tried += usize::from(answer.status == 401);
        }
    }
    assert!(sent <= 5 && anna.outbox().await.len() - before <= 5, "{sent}");
    assert!(tried <= 20, "{tried}");
    // Anna signs in all the same, and in her own browser she gets a code to recover.
    anna.cookie = None;
    let recovery = anna.post("/api/v1/auth/recovery").json(&json!({ "login": ANNA })).send().await;
    recovery.expect_status(200);
    anna.sign_in(ANNA).await;
}
