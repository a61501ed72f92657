//! A question to the office gets an answer (M-42).

mod asking;
mod keeping;

use crate::support::messages::key;
use crate::support::stream::field;
use crate::support::{Answer, Client, Server};
use serde_json::{Value, json};

const DAY: i64 = 24 * 60 * 60;

fn question() -> Value {
    json!({ "category": "technical", "text": "Страница не открывается" })
}

fn signed_out() -> Value {
    with(question(), json!({ "name": "Пётр", "email": "petr@okno.example" }))
}

fn with(mut ask: Value, more: Value) -> Value {
    for (name, value) in more.as_object().unwrap() {
        ask[name] = value.clone();
    }
    ask
}

async fn ask(client: &Client, body: &Value) -> Answer {
    ask_with(client, &key(), body).await
}

async fn ask_with(client: &Client, key: &str, body: &Value) -> Answer {
    client.post("/api/v1/questions").header("idempotency-key", key).json(body).send().await
}

/// Anna's question, as she sees it.
async fn shown(client: &Client, id: &str) -> Value {
    client.get(&format!("/api/v1/questions/{id}")).send().await.expect_status(200).json()
}

async fn open(client: &Client, token: &str) -> Answer {
    client.post("/api/v1/questions/opened").json(&json!({ "token": token })).send().await
}

/// The secret of the link in the newest letter.
async fn secret(client: &Client) -> String {
    let body = client.last_body().await;
    let (_, after) = body.split_once("/feedback#").unwrap();
    after.chars().take_while(char::is_ascii_alphanumeric).collect()
}

async fn answer(server: &Server, question: &str, text: &str) -> Answer {
    let body = json!({ "question": question, "text": text });
    server.client().post("/_test/message").json(&body).send().await
}

#[tokio::test]
async fn a_question_of_a_citizen_is_answered_and_open_again() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let mut events = anna.events(None).await;
    events.next().await.unwrap();
    let case = anna.application().await;
    let body = with(question(), json!({ "category": "status", "application": case }));
    let asked = ask(&anna, &body).await.expect_status(201).json();
    // Asked on a Wednesday.
    assert_eq!(
        (&asked["number"], &asked["due_by"]),
        (&json!("ОС-2026-000001"), &json!("2026-11-19"))
    );
    assert_eq!(asked["letters_to"], "demo@okno.example");
    let id = asked["id"].as_str().unwrap();
    let (line, letter) = (anna.last_letter().await, anna.last_body().await);
    assert_eq!(
        line,
        "Ваш вопрос ОС-2026-000001 получен. Ответим до 19\u{A0}ноября 2026\u{A0}года."
    );
    assert!(letter.starts_with("Здравствуйте, Анна Сергеевна!") && !letter.contains("Страница"));
    assert!(letter.contains(&format!("Открыть: /questions/{id}")), "{letter}");
    let event = events.event("question").await;
    let data: Value = serde_json::from_str(field(&event, "data")).unwrap();
    assert_eq!((&data["question"], &data["state"]), (&json!(id), &json!("open")));
    let seen = shown(&anna, id).await;
    assert_eq!(
        (&seen["state"], &seen["category"], &seen["unread"]),
        (&json!("open"), &json!("status"), &json!(0))
    );
    assert_eq!(seen["application"]["id"], case.as_str());
    assert_eq!(seen["messages"][0]["text"], "Страница не открывается");

    answer(&server, id, "Обновите страницу.").await.expect_status(200);
    // That somebody has read it is an event before that one.
    let mut state = Value::Null;
    for _ in 0..2 {
        let event = events.event("question").await;
        let data: Value = serde_json::from_str(field(&event, "data")).unwrap();
        state = data["state"].clone();
        if state == "answered" {
            break;
        }
    }
    assert_eq!(state, "answered");
    let seen = shown(&anna, id).await;
    assert_eq!((&seen["state"], &seen["unread"]), (&json!("answered"), &json!(1)));
    assert!(seen["messages"][0]["read_at"].is_string(), "somebody has read it");
    assert!(anna.last_letter().await.starts_with("На ваш вопрос ОС-2026-000001 ответили."));
    assert!(anna.last_body().await.contains("Обновите страницу."), "the answer is in the letter");
    let list = anna.get("/api/v1/questions").send().await.expect_status(200).json();
    assert_eq!(
        (&list["questions"][0]["id"], &list["questions"][0]["unread"]),
        (&json!(id), &json!(1))
    );
    assert!(list["questions"][0]["messages"].is_null());
    let read = format!("/api/v1/questions/{id}/messages/read");
    let last = &seen["messages"][1]["id"];
    anna.put(&read).json(&json!({ "message": last })).send().await.expect_status(204);
    anna.put(&read).json(&json!({ "message": "x" })).send().await.expect_problem(404, "not_found");
    assert_eq!(shown(&anna, id).await["unread"], 0);

    server.advance(DAY).await;
    let anna = server.anna().await;
    let path = format!("/api/v1/questions/{id}/messages");
    let more = json!({ "text": "Не помогло" });
    let write =
        async |key: &str| anna.post(&path).header("idempotency-key", key).json(&more).send().await;
    let first = write("a").await.expect_status(201).json();
    assert_eq!((&write("a").await.expect_status(201).json(), &first["key"]), (&first, &json!("a")));
    let seen = shown(&anna, id).await;
    assert_eq!((&seen["state"], &seen["due_by"]), (&json!("open"), &json!("2026-11-20")));
    assert_eq!(seen["messages"].as_array().unwrap().len(), 3);
    let history = anna.get("/api/v1/messages").send().await.json();
    let line = &history["messages"][0];
    assert_eq!((&line["question"], &line["number"]), (&json!(id), &asked["number"]));
    assert_eq!(
        anna.see(&case).await["journal"].as_array().unwrap().len(),
        1,
        "a question is no line of the case"
    );
}

#[tokio::test]
async fn who_is_signed_out_asks_and_reads_the_answer_by_a_link() {
    let server = Server::start().await;
    let client = server.client();
    let asked = ask(&client, &signed_out()).await.expect_status(201).json();
    assert!(asked["id"].is_null());
    assert_eq!(asked["letters_to"], "petr@okno.example");
    let letter = client.last_body().await;
    assert!(letter.starts_with("Здравствуйте!\n"), "{letter}");
    for typed in ["Пётр", "Страница"] {
        assert!(!letter.contains(typed), "nobody can mail anything to anybody: {letter}");
    }
    let first = secret(&client).await;
    let seen = open(&client, &first).await.expect_status(200).json();
    assert_eq!((&seen["number"], &seen["state"]), (&asked["number"], &json!("open")));
    let number = asked["number"].as_str().unwrap();
    answer(&server, number, "Исправили.").await.expect_status(200);
    assert!(client.last_body().await.starts_with("Здравствуйте, Пётр!"));
    assert!(client.last_body().await.contains("Исправили."));
    assert_eq!(secret(&client).await, first, "every letter has the same link");
    let seen = open(&client, &first).await.expect_status(200).json();
    assert_eq!((&seen["messages"][1]["text"], &seen["unread"]), (&json!("Исправили."), &json!(1)));
    let again = open(&client, &first).await.expect_status(200).json();
    assert_eq!(again["unread"], 0, "opened is read");
    server.advance(90 * DAY + 1).await;
    open(&client, &first).await.expect_problem(410, "proof_expired");
    open(&client, "nothing").await.expect_problem(410, "proof_expired");
}

#[tokio::test]
async fn news_of_a_question_go_to_the_phone_without_what_it_says() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let notices = json!({ "sms": true, "push": false });
    anna.put("/api/v1/account/notices").json(&notices).send().await.expect_status(204);
    let asked = ask(&anna, &question()).await.expect_status(201).json();
    answer(&server, asked["id"].as_str().unwrap(), "Обновите страницу.").await.expect_status(200);
    let outbox = anna.outbox().await;
    let sms: Vec<_> = outbox.iter().filter(|one| one["channel"] == "sms").take(2).collect();
    assert_eq!(sms[0]["text"], "Окно. На ваш вопрос ОС-2026-000001 ответили.");
    assert!(
        sms[1]["text"].as_str().unwrap().starts_with("Окно. Ваш вопрос ОС-2026-000001 получен.")
    );
}
