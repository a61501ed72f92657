//! The office's side of messages and questions, by its API.

use crate::support::files::pdf;
use crate::support::messages::key;
use crate::support::office::Colleague;
use crate::support::{Answer, Client, Server};
use axum::http::Method;
use serde_json::{Value, json};

async fn case(server: &Server) -> (Client, String) {
    let anna = server.anna().await;
    let id = anna.application().await;
    (anna, id)
}

async fn write(by: &Colleague, path: &str, key: &str, body: &Value) -> Answer {
    let request = by.request(Method::POST, &format!("{path}/messages"));
    request.header("idempotency-key", key).json(body).send().await
}

async fn read(by: &Colleague, path: &str, message: &Value) -> Answer {
    let body = json!({ "message": message });
    by.request(Method::PUT, &format!("{path}/messages/read")).json(&body).send().await
}

async fn attach(by: &Colleague, case: &str, name: &str, content: Vec<u8>) -> Answer {
    let path = format!("/cases/{case}/attachments?name={name}");
    by.request(Method::POST, &path).body(content).send().await
}

#[tokio::test]
async fn somebody_of_the_office_writes_and_reads() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let expert = server.expert().await;
    let path = format!("/cases/{id}");
    let body = json!({ "text": "Здравствуйте!" });
    let told = write(&expert, &path, "a", &body).await.expect_status(201).json();
    let again = write(&expert, &path, "a", &body).await.expect_status(201).json();
    assert_eq!((&told, &told["name"]), (&again, &json!("Соколова Ирина Викторовна")));
    write(&expert, &path, "a", &json!({ "text": "b" })).await.expect_problem(409, "key_reused");
    let manager = server.manager().await;
    write(&manager, &path, "a", &json!({ "text": "От другой" })).await.expect_status(201);
    assert_eq!(anna.talk(&id).await["unread"], 2);
    let asked = anna.message(&id, "Когда?").await;
    let seen = expert.get(&format!("{path}/messages")).await.expect_status(200).json();
    assert_eq!((&seen["unread"], &seen["messages"][2]["text"]), (&json!(1), &json!("Когда?")));
    assert!(seen["messages"][2]["key"].is_null(), "a key is its sender's");
    assert_eq!(expert.see(&id).await["unread"], 1);
    read(&expert, &path, &asked["id"]).await.expect_status(204);
    assert_eq!(expert.see(&id).await["unread"], 0);
    assert!(anna.talk(&id).await["messages"][2]["read_at"].is_string());
    read(&expert, &path, &json!("x")).await.expect_problem(404, "not_found");
    let case = anna.see(&id).await;
    let number = case["summary"]["number"].as_str().unwrap().replace("МСЭ", "%D0%9C%D0%A1%D0%AD");
    expert.get(&format!("/cases/{number}/messages")).await.expect_status(200);
    let audit = manager.get("/audit").await.expect_status(200).json();
    let acts = audit["lines"].as_array().unwrap().iter();
    assert!(
        acts.clone()
            .any(|line| line["act"] == "read_messages" && line["actor"] == expert.id.as_str())
    );
    assert!(acts.clone().any(|line| line["act"] == "message" && line["subject"] == told["id"]));
}

#[tokio::test]
async fn a_message_of_the_citizen_makes_the_clerks_version_old_and_reading_it_does_not() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let expert = server.expert().await;
    let version = expert.version(&id).await;
    let asked = anna.message(&id, "Подождите, пришлю ещё").await;
    let take = json!({ "act": "take" });
    expert.act_on(&id, &version, "k", &take).await.expect_problem(412, "conflict");
    let version = expert.version(&id).await;
    read(&expert, &format!("/cases/{id}"), &asked["id"]).await.expect_status(204);
    expert.act_on(&id, &version, "l", &take).await.expect_status(200);
}

#[tokio::test]
async fn what_the_office_asks_for_is_checked() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let expert = server.expert().await;
    let path = format!("/cases/{id}");
    let long = json!({ "kind": "confirm", "document": { "ru": "я".repeat(20_001) } });
    for (action, pointer) in [
        (json!({ "kind": "dance" }), "/action/kind"),
        (json!({ "kind": "confirm" }), "/action/document"),
        (json!({ "kind": "confirm", "document": { "en": "a" } }), "/action/document"),
        (long, "/action/document"),
        (json!({ "kind": "answer", "document": { "ru": "a" } }), "/action/document"),
    ] {
        let body = json!({ "text": "a", "action": action });
        let problem = write(&expert, &path, "a", &body).await.expect_problem(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], pointer);
    }
    let problem = write(&expert, &path, "a", &json!({ "text": " " })).await;
    assert_eq!(problem.expect_problem(422, "invalid")["errors"][0]["pointer"], "/text");
    let body =
        json!({ "text": "a", "action": { "kind": "confirm", "document": { "ru": "Согласен." } } });
    let told = write(&expert, &path, "b", &body).await.expect_status(201).json();
    let needs = anna.see(&id).await["needs"].clone();
    assert_eq!((&needs[0]["kind"], &needs[0]["id"]), (&json!("confirm"), &told["id"]));
    anna.confirm(&id, &told["id"]).await.expect_status(200);
    let needs = anna.see(&id).await["needs"].clone();
    assert!(
        needs.as_array().is_none_or(|needs| needs.iter().all(|need| need["kind"] != "confirm"))
    );
    let bare =
        expert.request(Method::POST, &format!("{path}/messages")).json(&json!({ "text": "a" }));
    bare.send().await.expect_problem(428, "precondition_required");
}

#[tokio::test]
async fn a_file_of_the_office_reaches_the_citizen_and_back() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let expert = server.expert().await;
    let path = format!("/cases/{id}");
    let content = pdf(700_000);
    let kept = attach(&expert, &id, "%D0%9F%D0%BB%D0%B0%D0%BD.pdf", content.clone()).await;
    let kept = kept.expect_status(201).json();
    assert_eq!((&kept["name"], &kept["state"]), (&json!("План.pdf"), &json!("accepted")));
    let file = kept["id"].as_str().unwrap();
    let upload = format!("/api/v1/uploads/{file}");
    anna.get(&upload).send().await.expect_problem(404, "not_found");
    assert!(anna.talk(&id).await["files"].is_null(), "it is not hers yet");
    anna.write(&id, "x", &json!({ "files": [file] })).await.expect_problem(422, "invalid");
    write(&expert, &path, "a", &json!({ "files": [file] })).await.expect_status(201);
    let got = anna.get(&format!("{upload}/content")).send().await.expect_status(200);
    assert_eq!(got.body.as_ref(), content.as_slice());
    assert!(got.header("content-disposition").starts_with("attachment"));
    server
        .pyotr()
        .await
        .get(&format!("{upload}/content"))
        .send()
        .await
        .expect_problem(404, "not_found");
    anna.delete(&upload).send().await.expect_problem(409, "already_sent");

    let own = anna.attach("application", &id, "a.pdf", &pdf(3000)).await;
    let waiting = expert.get(&format!("{path}/files/{own}")).await;
    waiting.expect_problem(404, "not_found");
    write(&expert, &path, "b", &json!({ "files": [own] })).await.expect_problem(422, "invalid");
    anna.write(&id, "y", &json!({ "files": [own] })).await.expect_status(201);
    let got = expert.get(&format!("{path}/files/{own}")).await.expect_status(200);
    assert_eq!(got.body.len(), 3000);
    let mark = json!({ "mark": "accepted" });
    expert.mark(&id, &own, &mark).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn the_office_attaches_what_a_citizen_could() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let expert = server.expert().await;
    for (name, content) in
        [("a.pdf", b"PK\x03\x04".to_vec()), ("a.pdf", Vec::new()), ("a.docx", pdf(100))]
    {
        attach(&expert, &id, name, content).await.expect_problem(422, "invalid");
    }
    attach(&expert, &id, "a.pdf", pdf(5 * 1024 * 1024 + 1)).await.expect_problem(413, "too_large");
    for n in 0..5 {
        attach(&expert, &id, &format!("{n}.pdf"), pdf(100)).await.expect_status(201);
    }
    attach(&expert, &id, "5.pdf", pdf(100)).await.expect_problem(422, "invalid");
    let nameless = expert.request(Method::POST, &format!("/cases/{id}/attachments"));
    nameless.body(pdf(100)).send().await.expect_problem(400, "malformed");
    anna.post(&format!("/api/v1/applications/{id}/withdraw")).send().await.expect_status(200);
    attach(&expert, &id, "6.pdf", pdf(100)).await.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn roles_write_or_answer_or_neither() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let ask = json!({ "category": "other", "text": "Где вы?" });
    let ask = anna.post("/api/v1/questions").header("idempotency-key", &key()).json(&ask);
    let question = ask.send().await.expect_status(201).json()["id"].as_str().unwrap().to_owned();
    for (role, cases, questions) in [
        ("intake", true, false),
        ("support", false, true),
        ("analytics", false, false),
        ("management", true, true),
    ] {
        let by = server.colleague(role, role).await;
        let body = json!({ "text": "a" });
        for (path, may) in
            [(format!("/cases/{id}"), cases), (format!("/questions/{question}"), questions)]
        {
            let status = if may { 201 } else { 403 };
            assert_eq!(write(&by, &path, &key(), &body).await.status, status, "{role} {path}");
        }
        assert_eq!(by.get(&format!("/questions/{question}")).await.status == 200, questions);
        assert_eq!(by.get("/questions").await.status == 200, questions);
        assert_eq!(by.get(&format!("/cases/{id}/messages")).await.status == 200, cases);
    }
}

#[tokio::test]
async fn questions_wait_in_the_order_of_their_days_and_are_answered_once() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let support = server.colleague("Белова Ольга", "support").await;
    let mut ids = Vec::new();
    for n in 0..3 {
        let ask = json!({ "category": "mistake", "text": format!("Вопрос {n}") });
        let ask = anna.post("/api/v1/questions").header("idempotency-key", &key()).json(&ask);
        ids.push(ask.send().await.expect_status(201).json()["id"].clone());
        server.advance(1).await;
    }
    let out = json!({ "category": "access", "text": "Не войти", "name": "Пётр", "email": "p@okno.example" });
    let out =
        server.client().post("/api/v1/questions").header("idempotency-key", &key()).json(&out);
    let number = out.send().await.expect_status(201).json()["number"].as_str().unwrap().to_owned();
    let page = support.get("/questions?limit=2").await.expect_status(200).json();
    assert_eq!((&page["questions"][0]["id"], &page["questions"][1]["id"]), (&ids[0], &ids[1]));
    let next = page["next"].as_str().unwrap();
    let page = support.get(&format!("/questions?limit=2&after={next}")).await.json();
    let last = &page["questions"][1];
    assert_eq!((&page["questions"][0]["id"], &last["number"]), (&ids[2], &json!(number)));
    assert_eq!(
        (&last["is_known"], &last["contact"]["email"]),
        (&json!(false), &json!("p@okno.example"))
    );
    assert_eq!((&page["questions"][0]["is_known"], &last["unread"]), (&json!(true), &json!(1)));
    assert!(last["messages"].is_null());
    for wrong in ["?limit=0", "?limit=101", "?state=dance", "?x=1"] {
        support.get(&format!("/questions{wrong}")).await.expect_problem(400, "malformed");
    }

    let id = last["id"].as_str().unwrap();
    let path = format!("/questions/{id}");
    let seen = support.get(&path).await.expect_status(200).json();
    assert_eq!(seen["messages"][0]["text"], "Не войти");
    read(&support, &path, &seen["messages"][0]["id"]).await.expect_status(204);
    let body = json!({ "text": "Восстановите доступ." });
    let told = write(&support, &path, "a", &body).await.expect_status(201).json();
    let again = write(&support, &path, "a", &body).await.expect_status(201).json();
    assert_eq!(told, again);
    write(&support, &path, "a", &json!({ "text": "b" })).await.expect_problem(409, "key_reused");
    let action = json!({ "text": "a", "action": { "kind": "answer" } });
    write(&support, &path, "b", &action).await.expect_problem(422, "invalid");
    let letters = anna.outbox().await;
    let letters = letters.iter().filter(|one| one["text"].as_str().unwrap().contains("ответили"));
    assert_eq!(letters.count(), 1);
    let answered = support.get("/questions?state=answered").await.json();
    assert_eq!(answered["questions"][0]["id"], id);
    support.get("/questions/nothing").await.expect_problem(404, "not_found");
}
