use crate::support::Server;
use crate::support::paper::{Paper, read};
use serde_json::{Value, json};

#[tokio::test]
async fn a_case_moves_and_its_journal_tells_how() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let checked = server.bureau(&id, "check").await.expect_status(200).json();
    assert_eq!(checked["state"], "in_review");
    let approved = server.bureau(&id, "approve").await.expect_status(200).json();
    let application = anna.see(&id).await;
    assert_eq!(application["summary"]["state"], "approved");
    assert!(application["summary"]["expected_by"].is_null());
    let journal = application["journal"].as_array().unwrap();
    let states: Vec<&Value> = journal.iter().map(|line| &line["state"]).collect();
    assert_eq!(states, ["submitted", "in_review", "approved"]);
    assert_eq!((&journal[2]["id"], &journal[2]["at"]), (&approved["journal_id"], &approved["at"]));
    assert!(journal[1]["comment"]["ru"].is_string() && journal[1]["comment"]["en"].is_string());
    assert!(application["decision"]["number"].as_str().unwrap().starts_with("Р-20"));
    assert!(application["decision"]["refusal"].is_null());
    let letters = anna.outbox().await;
    assert_eq!(letters.iter().filter(|letter| letter["channel"] == "email").count(), 3);
    assert!(!letters[0]["text"].as_str().unwrap().contains("одобрено"), "not on a lock screen");
}

#[tokio::test]
async fn a_refusal_says_why_and_what_to_do() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let refuse = |code: &'static str| {
        let body = json!({ "application": id, "action": "refuse", "code": code });
        server.client().post("/_test/bureau").json(&body).send()
    };
    refuse("weather").await.expect_problem(422, "invalid");
    refuse("data_incomplete").await.expect_status(200);
    refuse("data_incomplete").await.expect_problem(409, "not_allowed");
    let application = anna.see(&id).await;
    assert_eq!(application["summary"]["state"], "rejected");
    let refusal = &application["decision"]["refusal"];
    assert_eq!(refusal["code"], "data_incomplete");
    for text in [&refusal["reason"], &refusal["recommendation"]] {
        assert!(text["ru"].is_string() && text["en"].is_string());
    }
}

#[tokio::test]
async fn the_list_has_the_newest_first_in_the_language_of_the_citizen() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let first = anna.application().await;
    server.advance(5).await;
    let second = anna.application().await;
    let list = anna.get("/api/v1/applications").header("accept-language", "en").send().await.json();
    let list = list["applications"].as_array().unwrap();
    assert_eq!((&list[0]["id"], &list[1]["id"]), (&json!(second), &json!(first)));
    assert_eq!(list[0]["title"], "Medico-social examination");
    assert_eq!(list[0]["section"], "mse");
}

#[tokio::test]
async fn an_application_can_be_withdrawn_until_it_is_decided() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let (open, decided) = (anna.application().await, anna.application().await);
    let withdraw = |id: &str| anna.post(&format!("/api/v1/applications/{id}/withdraw")).send();
    let gone = withdraw(&open).await.expect_status(200).json();
    assert_eq!(
        (&gone["summary"]["id"], &gone["summary"]["state"]),
        (&json!(open), &json!("withdrawn"))
    );
    let again = withdraw(&open).await.expect_status(200).json();
    assert_eq!(again["journal"], gone["journal"], "twice is once");
    server.bureau(&open, "check").await.expect_problem(409, "not_allowed");
    server.bureau(&decided, "check").await.expect_status(200);
    server.bureau(&decided, "approve").await.expect_status(200);
    withdraw(&decided).await.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn a_stranger_finds_no_application() {
    let server = Server::start().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let id = anna.application().await;
    server.bureau(&id, "check").await.expect_status(200);
    server.bureau(&id, "approve").await.expect_status(200);
    let address = format!("/api/v1/applications/{id}");
    pyotr.get(&address).send().await.expect_problem(404, "not_found");
    pyotr.get(&format!("{address}/decision.pdf")).send().await.expect_problem(404, "not_found");
    pyotr.post(&format!("{address}/withdraw")).send().await.expect_problem(404, "not_found");
    let list = pyotr.get("/api/v1/applications").send().await.json();
    assert_eq!(list["applications"], json!([]));
    let file = anna.see(&id).await["files"][0]["id"].as_str().unwrap().to_owned();
    let file = format!("/api/v1/uploads/{file}");
    pyotr.get(&file).send().await.expect_problem(404, "not_found");
    anna.get(&file).send().await.expect_status(200);
}

#[tokio::test]
async fn the_decision_is_a_tagged_document() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let address = format!("/api/v1/applications/{id}/decision.pdf");
    anna.get(&address).send().await.expect_problem(404, "not_found");
    server.bureau(&id, "check").await.expect_status(200);
    anna.get(&address).send().await.expect_problem(404, "not_found");
    server.bureau(&id, "refuse").await.expect_status(200);
    let document = anna.get(&address).header("accept-encoding", "br, gzip").send().await;
    let document = document.expect_status(200);
    assert_eq!(document.header("content-type"), "application/pdf");
    assert_eq!(document.header("content-encoding"), "");
    assert_eq!(document.header("cache-control"), "no-store");
    let disposition = document.header("content-disposition");
    assert!(
        disposition.starts_with("attachment; filename=\"decision.pdf\"; filename*=UTF-8''%D0%A0")
    );
    let Paper { text, info, tags } = read(&server, &document.body);
    assert!(info.contains("Решение Р-20"), "{info}");
    let mut at = 0;
    for part in [
        "Эталонное ведомство",
        "Демонстрационная система",
        "Решение Р-20",
        "Кому",
        "Петрова Анна Сергеевна",
        "Заявление",
        "МСЭ-20",
        "На каком основании",
        "№ 588",
        "Что решено",
        "отказано",
        "documents_invalid",
        "Если вы не согласны",
        "Подпись",
        "М. П.",
    ] {
        let found = tags[at..].find(part);
        at += found.unwrap_or_else(|| panic!("{part} is not there after {at}:\n{tags}"));
    }
    assert!(text.contains("Страница 1 из "), "{text}");
}
