//! News by SMS, for who wants that (M-25).

use crate::support::{Client, Server};
use serde_json::{Value, json};

async fn choose(client: &Client, notices: Value) -> crate::support::Answer {
    client.put("/api/v1/account/notices").json(&notices).send().await
}

async fn texts(client: &Client) -> Vec<String> {
    let outbox = client.outbox().await;
    let sms = outbox.iter().filter(|message| message["channel"] == "sms");
    let texts = sms.map(|message| message["text"].as_str().unwrap().to_owned());
    texts.filter(|text| text.starts_with("Окно. Заявление")).collect()
}

#[tokio::test]
async fn news_go_to_the_phone_of_who_wants_that() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let account = anna.get("/api/v1/account").send().await.expect_status(200).json();
    assert_eq!(account["notices"], json!({ "sms": false, "push": false }));
    let id = anna.application().await;
    assert!(texts(&anna).await.is_empty());

    choose(&anna, json!({ "sms": true, "push": true })).await.expect_status(204);
    let account = anna.get("/api/v1/account").send().await.expect_status(200).json();
    assert_eq!(account["notices"], json!({ "sms": true, "push": true }));
    server.ask(&id, &["/answers/phone"]).await.expect_problem(409, "not_allowed");
    server.bureau(&id, "take").await.expect_status(200);
    server.ask(&id, &["/answers/phone"]).await.expect_status(200);
    let sent = texts(&anna).await;
    assert_eq!((sent.len(), sent[0].contains("ждёт ваших исправлений")), (2, true));
    assert_eq!(sent[0], format!("Окно. {}", anna.last_letter().await));
    assert!(!sent[0].contains("Проверьте."), "what is asked stays in the account");
    let outbox = anna.outbox().await;
    let sms = outbox.iter().find(|message| message["channel"] == "sms").unwrap();
    assert_eq!((&sms["to"], &sms["body"]), (&json!("+79000000001"), &Value::Null));

    choose(&anna, json!({ "sms": false, "push": false })).await.expect_status(204);
    server.bureau(&id, "approve").await.expect_problem(409, "not_allowed");
    let withdraw = format!("/api/v1/applications/{id}/withdraw");
    anna.post(&withdraw).send().await.expect_status(200);
    assert_eq!(texts(&anna).await.len(), 2);
}

#[tokio::test]
async fn a_phone_gets_ten_a_day_and_the_letters_go_on() {
    let server = Server::start().await;
    let anna = server.anna().await;
    choose(&anna, json!({ "sms": true, "push": false })).await.expect_status(204);
    for _ in 0..11 {
        anna.application().await;
    }
    assert_eq!(texts(&anna).await.len(), 10);
    let outbox = anna.outbox().await;
    let letters = outbox.iter().filter(|message| message["channel"] == "email");
    assert_eq!(letters.count(), 11);
    server.advance(24 * 60 * 60).await;
    let anna = server.anna().await;
    anna.application().await;
    assert_eq!(texts(&anna).await.len(), 11);
}

#[tokio::test]
async fn a_choice_says_all_of_it_and_nothing_else() {
    let server = Server::start().await;
    let anna = server.anna().await;
    for body in [json!({}), json!({ "sms": true }), json!({ "sms": 1, "push": false }), json!([])] {
        choose(&anna, body).await.expect_problem(400, "malformed");
    }
    let more = json!({ "sms": true, "push": false, "mail": false });
    choose(&anna, more).await.expect_problem(400, "malformed");
    let body = json!({ "sms": true, "push": true });
    choose(&server.client(), body).await.expect_problem(401, "sign_in_required");
}
