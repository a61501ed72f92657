//! A question to the office gets an answer (M-42).

use crate::support::files::pdf;
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
async fn what_is_wrong_with_a_question_is_said_where_it_is() {
    let server = Server::start().await;
    let (anna, nobody) = (server.anna().await, server.client());
    let wrong = async |client: &Client, body: Value| {
        let problem = ask(client, &body).await.expect_problem(422, "invalid");
        let errors = problem["errors"].as_array().unwrap().clone();
        errors.iter().map(|error| error["pointer"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(wrong(&nobody, question()).await, ["/name", "/email"]);
    let body = with(signed_out(), json!({ "email": "petr", "phone": "12", "text": " " }));
    assert_eq!(wrong(&nobody, body).await, ["/email", "/phone", "/text"]);
    let case = anna.application().await;
    let body = with(signed_out(), json!({ "application": case, "files": ["a"] }));
    assert_eq!(wrong(&nobody, body).await, ["/application", "/files"]);
    let body = with(question(), json!({ "name": "я".repeat(101), "text": "я".repeat(4001) }));
    assert_eq!(wrong(&anna, body).await, ["/name", "/text"]);
    assert_eq!(wrong(&anna, with(question(), json!({ "files": ["a"] }))).await, ["/files/0"]);
    let pyotr = server.pyotr().await;
    let body = with(question(), json!({ "application": case }));
    ask(&pyotr, &body).await.expect_problem(404, "not_found");
    let bare = anna.post("/api/v1/questions").json(&question()).send().await;
    bare.expect_problem(428, "precondition_required");
    ask(&anna, &json!({ "text": "a" })).await.expect_problem(400, "malformed");
    // Nothing of all that was kept, or counted.
    let list = anna.get("/api/v1/questions").send().await.json();
    assert_eq!(list["questions"], json!([]));
}

#[tokio::test]
async fn somebody_elses_question_is_not_found() {
    let server = Server::start().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let asked = ask(&anna, &question()).await.expect_status(201).json();
    let id = asked["id"].as_str().unwrap();
    let path = format!("/api/v1/questions/{id}");
    pyotr.get(&path).send().await.expect_problem(404, "not_found");
    let write = pyotr.post(&format!("{path}/messages")).header("idempotency-key", "a");
    write.json(&json!({ "text": "a" })).send().await.expect_problem(404, "not_found");
    let read = pyotr.put(&format!("{path}/messages/read")).json(&json!({ "message": "a" }));
    read.send().await.expect_problem(404, "not_found");
    server.client().get(&path).send().await.expect_problem(401, "sign_in_required");
    let unknown = ask(&server.client(), &signed_out()).await.expect_status(201).json();
    let number = unknown["number"].as_str().unwrap().replace("ОС", "%D0%9E%D0%A1");
    anna.get(&format!("/api/v1/questions/{number}")).send().await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_question_asked_twice_with_one_key_stands_once() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let first = ask_with(&anna, "a", &question()).await.expect_status(201).json();
    assert_eq!(ask_with(&anna, "a", &question()).await.expect_status(201).json(), first);
    let other = with(question(), json!({ "text": "Другое" }));
    ask_with(&anna, "a", &other).await.expect_problem(409, "key_reused");
    let nobody = server.client();
    let out = ask_with(&nobody, "a", &signed_out()).await.expect_status(201).json();
    assert_eq!(ask_with(&nobody, "a", &signed_out()).await.expect_status(201).json(), out);
    assert_ne!(out["number"], first["number"], "an account has keys of its own");
    let list = anna.get("/api/v1/questions").send().await.json();
    assert_eq!(list["questions"].as_array().unwrap().len(), 1);
    let letters = anna.outbox().await;
    let letters = letters.iter().filter(|one| one["text"].as_str().unwrap().contains("получен"));
    assert_eq!(letters.count(), 2);
}

#[tokio::test]
async fn a_network_an_address_and_an_account_ask_so_often() {
    let server = Server::start_with(|settings| {
        settings.test_doors = true;
        settings.behind_proxy = true;
    })
    .await;
    let home = server.client().from("192.0.2.1");
    let to = |email: &str| with(signed_out(), json!({ "email": email }));
    for n in 0..5 {
        ask(&home, &to(&format!("a{n}@okno.example"))).await.expect_status(201);
    }
    let problem = ask(&home, &to("b@okno.example")).await.expect_problem(429, "too_many_attempts");
    assert!(problem["retry_after"].is_number());
    let anna = server.anna().await.from("192.0.2.1");
    for _ in 0..10 {
        ask(&anna, &question()).await.expect_status(201);
    }
    ask(&anna, &question()).await.expect_problem(429, "too_many_attempts");
    for n in 2..5 {
        let elsewhere = server.client().from(&format!("192.0.2.{n}"));
        ask(&elsewhere, &to("One@okno.example")).await.expect_status(201);
    }
    let elsewhere = server.client().from("192.0.2.9");
    ask(&elsewhere, &to("one@okno.example")).await.expect_problem(429, "too_many_attempts");
    server.advance(60 * 60 + 1).await;
    ask(&home, &to("one@okno.example")).await.expect_status(201);
}

#[tokio::test]
async fn files_wait_for_a_question_that_is_not_asked_yet() {
    let server = Server::start().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let file = anna.attach("question", "new", "экран.pdf", &pdf(3000)).await;
    let body = with(question(), json!({ "files": [file] }));
    ask(&pyotr, &body).await.expect_problem(422, "invalid");
    let asked = ask(&anna, &body).await.expect_status(201).json();
    let id = asked["id"].as_str().unwrap();
    let seen = shown(&anna, id).await;
    assert_eq!(seen["messages"][0]["files"][0]["id"], file.as_str());
    let more = anna.attach("question", id, "ещё.pdf", &pdf(3000)).await;
    assert_eq!(shown(&anna, id).await["files"][0]["id"], more.as_str());
    let path = format!("/api/v1/questions/{id}/messages");
    let body = json!({ "files": [more] });
    anna.post(&path).header("idempotency-key", "a").json(&body).send().await.expect_status(201);
    assert!(shown(&anna, id).await["files"].is_null());
}

#[tokio::test]
async fn who_is_signed_in_no_more_asks_nothing_in_nobodys_name() {
    let server = Server::start().await;
    let body = with(signed_out(), json!({ "as_citizen": true }));
    ask(&server.client(), &body).await.expect_problem(401, "sign_in_required");
    assert!(server.anna().await.outbox().await.iter().all(|one| one["channel"] != "email"));
    let body = with(question(), json!({ "as_citizen": true }));
    ask(&server.anna().await, &body).await.expect_status(201);
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

#[tokio::test]
async fn an_unconfirmed_address_is_asked_for() {
    let server = Server::start().await;
    let anna = server.anna().await;
    sqlx::query("UPDATE accounts SET email_confirmed_at = NULL")
        .execute(&mut server.database().await)
        .await
        .unwrap();
    let problem = ask(&anna, &question()).await.expect_problem(422, "invalid");
    assert_eq!(problem["errors"], json!([{ "pointer": "/email", "error": "missing" }]));
    let body = with(question(), json!({ "email": "here@okno.example" }));
    let asked = ask(&anna, &body).await.expect_status(201).json();
    assert_eq!(asked["letters_to"], "here@okno.example");
}

#[tokio::test]
async fn a_question_ends_a_year_after_its_last_message() {
    let server = Server::start().await;
    let client = server.client();
    ask(&client, &signed_out()).await.expect_status(201);
    let count = async |sql: &'static str| -> i64 {
        sqlx::query_scalar(sql).fetch_one(&mut server.database().await).await.unwrap()
    };
    server.advance(364 * DAY).await;
    assert_eq!(count("SELECT count(*) FROM questions").await, 1);
    server.advance(DAY + 1).await;
    assert_eq!(count("SELECT count(*) FROM questions").await, 0);
    assert_eq!(count("SELECT count(*) FROM messages").await, 0);
}

#[tokio::test]
async fn a_question_does_not_stand_in_plain_text() {
    let mut server = Server::start().await;
    let client = server.client();
    let body = with(signed_out(), json!({ "text": "У меня диабет", "phone": "8 900 000-00-07" }));
    ask(&client, &body).await.expect_status(201);
    let secret = secret(&client).await;
    server.stop().await;
    let read = |name: &str| std::fs::read(server.data().join(name)).unwrap_or_default();
    let file = [read("okno.db"), read("okno.db-wal")].concat();
    let has = |text: &str| file.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(has("ОС-2026-000001"));
    for text in ["диабет", "petr@okno.example", "Пётр", "+79000000007", &secret] {
        assert!(!has(text), "{text}");
    }
}

#[tokio::test]
async fn a_reset_and_the_end_of_an_account_leave_no_questions() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let asked = ask(&anna, &question()).await.expect_status(201).json();
    answer(&server, asked["id"].as_str().unwrap(), "Да").await.expect_status(200);
    ask(&server.client(), &signed_out()).await.expect_status(201);
    server.client().post("/_test/reset").send().await.expect_status(204);
    let left: i64 = sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM questions) + (SELECT count(*) FROM messages)",
    )
    .fetch_one(&mut server.database().await)
    .await
    .unwrap();
    assert_eq!(left, 0);
}
