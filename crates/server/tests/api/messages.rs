//! Citizen and office write to each other about a case.

use crate::support::stream::field;
use crate::support::{Client, Server};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

async fn case(server: &Server) -> (Client, String) {
    let anna = server.anna().await;
    let id = anna.application().await;
    (anna, id)
}

#[tokio::test]
async fn both_sides_write_and_see_what_is_read() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let asked = anna
        .write(&id, "key-1", &json!({ "text": " Когда будет\nосмотр? " }))
        .await
        .expect_status(201)
        .json();
    assert_eq!((&asked["text"], &asked["key"]), (&json!("Когда будет\nосмотр?"), &json!("key-1")));
    assert!(asked["name"].is_null() && asked["read_at"].is_null());

    server.advance(60).await;
    let told = server.say(&id, "Выберите день сами.").await;
    assert_eq!((&told["author"], &told["key"]), (&json!("office"), &Value::Null));
    let talk = anna.talk(&id).await;
    assert_eq!(talk["messages"][1]["name"], "Соколова Ирина Викторовна");
    assert_eq!((&talk["messages"][0]["id"], &talk["unread"]), (&asked["id"], &json!(1)));
    assert!(talk["messages"][0]["read_at"].is_string(), "the office has read it");
    assert!(talk["closed"].is_null() && talk["as_of"].is_number());
    let seen = anna.see(&id).await;
    assert_eq!((&seen["unread"], &seen["summary"]["unread"]), (&json!(1), &json!(1)));
    let list = anna.get("/api/v1/applications").send().await.json();
    assert_eq!(list["applications"][0]["unread"], 1);

    anna.read(&id, &told["id"]).await.expect_status(204);
    anna.read(&id, &told["id"]).await.expect_status(204);
    let talk = anna.talk(&id).await;
    assert!(talk["messages"][1]["read_at"].is_string());
    assert_eq!(talk["unread"], 0);
    assert!(anna.see(&id).await["unread"].is_null());
    anna.read(&id, &json!("nothing")).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn reading_up_to_a_message_leaves_later_ones_new() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let first = server.say(&id, "Раз").await;
    server.say(&id, "Два").await;
    anna.read(&id, &first["id"]).await.expect_status(204);
    let talk = anna.talk(&id).await;
    let read: Vec<_> =
        talk["messages"].as_array().unwrap().iter().map(|one| one["read_at"].is_string()).collect();
    assert_eq!((read, &talk["unread"]), (vec![true, false], &json!(1)));
}

#[tokio::test]
async fn a_message_is_told_once_in_journal_events_and_letter() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let mut events = anna.events(None).await;
    events.next().await.unwrap();
    let told = server.say(&id, "У вас диабет?").await;
    let event = events.event("case").await;
    let data: Value = serde_json::from_str(field(&event, "data")).unwrap();
    assert_eq!((&data["kind"], &data["subject"]), (&json!("message"), &told["id"]));
    let (line, body) = (anna.last_letter().await, anna.last_body().await);
    assert!(line.starts_with("Вам написали по заявлению МСЭ-"), "{line}");
    assert!(body.contains(&format!("Открыть: /messages/{id}")), "{body}");
    let case = anna.see(&id).await;
    assert_eq!(case["journal"][1]["comment"]["ru"], "Бюро написало вам.");
    assert_eq!(case["summary"]["state"], "submitted");
    for text in [line, body, case.to_string()] {
        assert!(!text.contains("диабет"), "the words stay in the message: {text}");
    }

    let letters = anna.outbox().await.len();
    let asked = anna.message(&id, "Нет").await;
    let data: Value = serde_json::from_str(field(&events.event("case").await, "data")).unwrap();
    assert_eq!(data["subject"], asked["id"]);
    let case = anna.see(&id).await;
    assert_eq!(case["journal"][2]["comment"]["ru"], "Вы написали в бюро.");
    assert_eq!(anna.outbox().await.len(), letters, "nobody gets a letter about their own words");
    anna.read(&id, &told["id"]).await.expect_status(204);
    let data: Value = serde_json::from_str(field(&events.event("case").await, "data")).unwrap();
    assert_eq!(data["kind"], "message");
    assert_eq!(anna.see(&id).await["journal"].as_array().unwrap().len(), 3, "a mark is not shown");
}

#[tokio::test]
async fn a_message_sent_twice_with_one_key_stands_once() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let body = json!({ "text": "Один раз" });
    let first = anna.write(&id, "a", &body).await.expect_status(201).json();
    let again = anna.write(&id, "a", &body).await.expect_status(201).json();
    assert_eq!(first, again);
    anna.write(&id, "a", &json!({ "text": "Другое" })).await.expect_problem(409, "key_reused");
    let other = anna.application().await;
    anna.write(&other, "a", &body).await.expect_problem(409, "key_reused");
    let path = format!("/api/v1/applications/{id}/messages");
    anna.post(&path).json(&body).send().await.expect_problem(428, "precondition_required");
    assert_eq!(anna.talk(&id).await["messages"].as_array().unwrap().len(), 1);
    let both = tokio::join!(anna.write(&id, "b", &body), anna.write(&id, "b", &body));
    assert_eq!(both.0.expect_status(201).json()["id"], both.1.expect_status(201).json()["id"]);
    assert_eq!(anna.talk(&id).await["messages"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_is_wrong_with_a_message_is_said_where_it_is() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let long = "я".repeat(4_001);
    let too_long = json!({ "too_long": { "limit": 4000, "by": 1 } });
    for (body, pointer, error) in [
        (json!({ "text": "" }), "/text", json!("missing")),
        (json!({ "text": " \n " }), "/text", json!("missing")),
        (json!({}), "/text", json!("missing")),
        (json!({ "text": long }), "/text", too_long),
        (json!({ "text": "a\u{202E}b" }), "/text", json!("unprintable")),
        (json!({ "text": "a", "files": ["b"] }), "/files/0", json!("not_offered")),
        (json!({ "text": "a", "answers": "b" }), "/answers", json!("not_offered")),
        (
            json!({ "text": "a", "files": ["1", "2", "3", "4", "5", "6"] }),
            "/files",
            json!({ "file": { "too_many": { "limit": 5 } } }),
        ),
    ] {
        let problem = anna.write(&id, "k", &body).await.expect_problem(422, "invalid");
        assert_eq!(
            (&problem["errors"][0]["pointer"], &problem["errors"][0]["error"]),
            (&json!(pointer), &error)
        );
    }
    let longest = "я".repeat(4_000);
    anna.write(&id, "k", &json!({ "text": longest })).await.expect_status(201);
    let huge = json!({ "text": "я".repeat(40_000) });
    anna.write(&id, "l", &huge).await.expect_problem(413, "too_large");
    anna.write(&id, "l", &json!({ "text": "a", "x": 1 })).await.expect_problem(400, "malformed");
    let told = server.say(&id, "Здравствуйте!").await;
    let body = json!({ "text": "a", "answers": told["id"] });
    anna.write(&id, "l", &body).await.expect_problem(422, "invalid");
}

#[tokio::test]
async fn a_foreign_conversation_is_not_found() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let told = server.say_with(
        &id,
        "Согласны?",
        json!({ "kind": "confirm", "document": { "ru": "Текст" } }),
    );
    let told = told.await.expect_status(200).json();
    let pyotr = server.pyotr().await;
    let path = format!("/api/v1/applications/{id}/messages");
    pyotr.get(&path).send().await.expect_problem(404, "not_found");
    pyotr.write(&id, "a", &json!({ "text": "a" })).await.expect_problem(404, "not_found");
    pyotr.read(&id, &told["id"]).await.expect_problem(404, "not_found");
    pyotr.confirm(&id, &told["id"]).await.expect_problem(404, "not_found");
    let own = pyotr.application().await;
    pyotr.read(&own, &told["id"]).await.expect_problem(404, "not_found");
    pyotr.confirm(&own, &told["id"]).await.expect_problem(404, "not_found");
    // A number is no id for citizens, also not their own.
    let number = anna.see(&id).await["summary"]["number"]
        .as_str()
        .unwrap()
        .replace("МСЭ", "%D0%9C%D0%A1%D0%AD");
    anna.write(&number, "a", &json!({ "text": "a" })).await.expect_problem(404, "not_found");
    assert_eq!(pyotr.get("/api/v1/messages").send().await.json()["messages"], json!([]));
}

#[tokio::test]
async fn a_consent_is_given_once_and_kept_with_its_text() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let document = json!({ "ru": "Согласен на запрос в поликлинику.", "en": "I agree." });
    let action = json!({ "kind": "confirm", "document": document });
    let told = server.say_with(&id, "Нужно ваше согласие.", action).await.expect_status(200).json();
    assert_eq!(told["action"]["document"], document);
    assert!(anna.last_body().await.contains("Что сделать: Прочитайте сообщение и решите"));
    let body = json!({ "text": "Да", "answers": told["id"] });
    anna.write(&id, "a", &body).await.expect_problem(422, "invalid");
    let done = anna.confirm(&id, &told["id"]).await.expect_status(200).json();
    assert!(done["action"]["done_at"].is_string());
    server.advance(5).await;
    assert_eq!(anna.confirm(&id, &told["id"]).await.expect_status(200).json(), done);
    let sql =
        "SELECT count(*) FROM consents WHERE field = ? AND body_sha256 = ? AND language = 'ru'";
    let hash = Sha256::digest("Согласен на запрос в поликлинику.");
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let given: i64 = sqlx::query_scalar(sql)
        .bind(format!("message:{}", told["id"].as_str().unwrap()))
        .bind(hash)
        .fetch_one(&mut server.database().await)
        .await
        .unwrap();
    assert_eq!(given, 1);
    let plain = server.say(&id, "Спасибо.").await;
    anna.confirm(&id, &plain["id"]).await.expect_problem(409, "not_allowed");
    anna.confirm(&id, &json!("nothing")).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_consent_is_declined_and_can_be_given_later() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let action = json!({ "kind": "confirm", "document": { "ru": "Согласен." } });
    let told = server.say_with(&id, "Согласны?", action).await.expect_status(200).json();
    let declined = anna.decline(&id, &told["id"]).await.expect_status(200).json();
    assert_eq!(declined["action"]["declined"], true);
    assert!(declined["action"]["done_at"].is_string());
    let asks =
        |needs: &Value| needs.as_array().unwrap().iter().any(|need| need["kind"] == "confirm");
    assert!(!asks(&anna.see(&id).await["needs"]));
    server.advance(5).await;
    assert_eq!(anna.decline(&id, &told["id"]).await.expect_status(200).json(), declined);
    let given = anna.confirm(&id, &told["id"]).await.expect_status(200).json();
    assert!(given["action"]["declined"].is_null());
    assert_ne!(given["action"]["done_at"], declined["action"]["done_at"]);
    anna.decline(&id, &told["id"]).await.expect_problem(409, "not_allowed");
    let plain = server.say(&id, "Спасибо.").await;
    anna.decline(&id, &plain["id"]).await.expect_problem(409, "not_allowed");
    let pyotr = server.pyotr().await;
    pyotr.decline(&id, &told["id"]).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn an_answer_does_what_a_message_asks_for() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let told = server.say_with(&id, "Кто ваш врач?", json!({ "kind": "answer" })).await;
    let told = told.expect_status(200).json();
    assert!(told["action"]["done_at"].is_null());
    let body = json!({ "text": "Иванова", "answers": told["id"] });
    let answer = anna.write(&id, "a", &body).await.expect_status(201).json();
    assert_eq!(answer["answers"], told["id"]);
    let talk = anna.talk(&id).await;
    assert!(talk["messages"][0]["action"]["done_at"].is_string());
    anna.write(&id, "b", &body).await.expect_problem(422, "invalid");
    anna.confirm(&id, &told["id"]).await.expect_problem(409, "not_allowed");
    // The citizen's own message asks for nothing.
    let body = json!({ "text": "a", "answers": answer["id"] });
    anna.write(&id, "c", &body).await.expect_problem(422, "invalid");
}

#[tokio::test]
async fn one_can_write_after_the_decision_and_not_after_withdrawing() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    server.bureau(&id, "take").await.expect_status(200);
    server.bureau(&id, "approve").await.expect_status(200);
    anna.message(&id, "Спасибо!").await;
    let other = anna.application().await;
    let told =
        server.say_with(&other, "?", json!({ "kind": "confirm", "document": { "ru": "Т" } }));
    let told = told.await.expect_status(200).json();
    anna.post(&format!("/api/v1/applications/{other}/withdraw")).send().await.expect_status(200);
    anna.write(&other, "a", &json!({ "text": "a" })).await.expect_problem(409, "not_allowed");
    anna.confirm(&other, &told["id"]).await.expect_problem(409, "not_allowed");
    server.say_with(&other, "a", Value::Null).await.expect_problem(409, "not_allowed");
    let talk = anna.talk(&other).await;
    assert!(talk["closed"].is_string() && talk["messages"].as_array().unwrap().len() == 1);
}

#[tokio::test]
async fn thirty_messages_an_hour() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let other = anna.application().await;
    for n in 0..30 {
        let to = if n % 2 == 0 { &id } else { &other };
        anna.write(to, &format!("m{n}"), &json!({ "text": format!("m{n}") }))
            .await
            .expect_status(201);
    }
    let problem = anna.write(&id, "m30", &json!({ "text": "m30" })).await;
    let problem = problem.expect_problem(429, "too_many_attempts");
    assert!(problem["retry_after"].as_u64().unwrap() <= 3601);
    // What was sent before is still answered; a stranger is not stopped.
    anna.write(&id, "m0", &json!({ "text": "m0" })).await.expect_status(201);
    let pyotr = server.pyotr().await;
    let own = pyotr.application().await;
    pyotr.message(&own, "a").await;
    server.advance(3601).await;
    let anna = server.anna().await;
    anna.message(&id, "m30").await;
}

#[tokio::test]
async fn the_history_has_all_conversations_the_newest_first() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let other = anna.application().await;
    anna.message(&id, "Раз").await;
    server.advance(1).await;
    server.say(&other, "Два").await;
    server.advance(1).await;
    anna.message(&id, "Три").await;
    let history = anna.get("/api/v1/messages").send().await.expect_status(200).json();
    let lines = history["messages"].as_array().unwrap();
    let texts: Vec<_> =
        lines.iter().map(|line| line["message"]["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["Три", "Два", "Раз"]);
    assert_eq!((&lines[1]["application"], &lines[1]["question"]), (&json!(other), &Value::Null));
    let summary = anna.see(&other).await["summary"].clone();
    assert_eq!((&lines[1]["number"], &lines[1]["title"]), (&summary["number"], &summary["title"]));
    assert!(history["as_of"].as_i64().unwrap() > 0);
}

#[tokio::test]
async fn what_is_written_does_not_stand_in_plain_text() {
    let mut server = Server::start().await;
    let (anna, id) = case(&server).await;
    anna.write(&id, "secret-key", &json!({ "text": "У меня диабет" })).await.expect_status(201);
    let action = json!({ "kind": "confirm", "document": { "ru": "О раскрытии диагноза" } });
    server.say_with(&id, "Приложите эпикриз", action).await.expect_status(200);
    server.stop().await;
    let read = |name: &str| std::fs::read(server.data().join(name)).unwrap_or_default();
    let file = [read("okno.db"), read("okno.db-wal")].concat();
    let has = |text: &str| file.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(has(&id));
    for text in ["диабет", "эпикриз", "диагноза", "secret-key"] {
        assert!(!has(text), "{text}");
    }
}
