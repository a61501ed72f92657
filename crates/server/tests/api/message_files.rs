//! Files that are attached to messages.

use crate::support::files::{attachment, pdf};
use crate::support::messages::key;
use crate::support::{Answer, Client, Server};
use serde_json::{Value, json};

async fn case(server: &Server) -> (Client, String) {
    let anna = server.anna().await;
    let id = anna.application().await;
    (anna, id)
}

async fn create(client: &Client, metadata: &str, bytes: usize) -> Answer {
    client
        .post("/api/v1/uploads")
        .header("tus-resumable", "1.0.0")
        .header("upload-length", &bytes.to_string())
        .header("upload-metadata", metadata)
        .send()
        .await
}

async fn with(anna: &Client, id: &str, files: &[&str]) -> Answer {
    anna.write(id, &key(), &json!({ "text": "", "files": files })).await
}

#[tokio::test]
async fn a_file_waits_is_sent_and_stays() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let file = anna.attach("application", &id, "выписка.pdf", &pdf(3000)).await;
    let talk = anna.talk(&id).await;
    assert_eq!(
        (&talk["files"][0]["id"], &talk["files"][0]["state"]),
        (&json!(file), &json!("accepted"))
    );
    assert!(talk["files"][0]["expires_at"].is_string(), "it waits for a day");
    let before = anna.see(&id).await;
    assert_eq!(
        before["files"].as_array().unwrap().len(),
        2,
        "an attachment is no document of the case"
    );
    let sent = with(&anna, &id, &[&file]).await.expect_status(201).json();
    assert_eq!((&sent["files"][0]["name"], &sent["text"]), (&json!("выписка.pdf"), &json!("")));
    assert!(sent["files"][0]["expires_at"].is_null());
    assert!(anna.talk(&id).await["files"].is_null());
    server.advance(3 * 24 * 60 * 60).await;
    let anna = server.anna().await;
    let talk = anna.talk(&id).await;
    assert_eq!(talk["messages"][0]["files"], sent["files"]);
    let upload = format!("/api/v1/uploads/{file}");
    anna.delete(&upload).send().await.expect_problem(409, "already_sent");
    assert_eq!(anna.get(&upload).send().await.expect_status(200).json()["id"], file.as_str());
    let history = anna.get("/api/v1/messages").send().await.json();
    assert_eq!(history["messages"][0]["message"]["files"], sent["files"]);
}

#[tokio::test]
async fn what_is_never_sent_is_deleted_after_a_day() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let file = anna.attach("application", &id, "a.pdf", &pdf(3000)).await;
    server.advance(24 * 60 * 60 + 1).await;
    let anna = server.anna().await;
    with(&anna, &id, &[&file]).await.expect_problem(422, "invalid");
    anna.get(&format!("/api/v1/uploads/{file}")).send().await.expect_problem(404, "not_found");
    assert!(!server.data().join("files").join(&file).exists());
}

#[tokio::test]
async fn a_file_is_sent_once_and_only_where_it_waits() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let other = anna.application().await;
    let file = anna.attach("application", &id, "a.pdf", &pdf(3000)).await;
    for files in [vec![file.as_str(), file.as_str()], vec!["x"], vec![file.as_str(), "x"]] {
        let problem = with(&anna, &id, &files).await.expect_problem(422, "invalid");
        let last = format!("/files/{}", files.len() - 1);
        assert_eq!(problem["errors"], json!([{ "pointer": last, "error": "not_offered" }]));
    }
    with(&anna, &other, &[&file]).await.expect_problem(422, "invalid");
    let pyotr = server.pyotr().await;
    let his = pyotr.application().await;
    with(&pyotr, &his, &[&file]).await.expect_problem(422, "invalid");
    with(&anna, &id, &[&file]).await.expect_status(201);
    with(&anna, &id, &[&file]).await.expect_problem(422, "invalid");
    // A document of a draft or of the case is no attachment.
    let draft = anna.new_draft().await;
    let scan = anna.upload(&draft, "medical", "a.pdf", &pdf(2000)).await;
    let scan = scan.rsplit('/').next().unwrap();
    with(&anna, &id, &[scan]).await.expect_problem(422, "invalid");
    let document = anna.see(&id).await["files"][0]["id"].clone();
    with(&anna, &id, &[document.as_str().unwrap()]).await.expect_problem(422, "invalid");
}

#[tokio::test]
async fn a_message_takes_five_files_of_these_types() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let mut files = Vec::new();
    for n in 0..5 {
        files.push(anna.attach("application", &id, &format!("{n}.pdf"), &pdf(2000)).await);
    }
    let full = create(&anna, &attachment("application", &id, "6.pdf"), 2000).await;
    let problem = full.expect_problem(422, "invalid");
    assert_eq!(problem["errors"][0]["pointer"], "/files/message");
    // In the order in which the citizen has put them.
    let files: Vec<&str> = files.iter().rev().map(String::as_str).collect();
    let sent = with(&anna, &id, &files).await.expect_status(201).json();
    let names: Vec<_> =
        sent["files"].as_array().unwrap().iter().map(|file| file["name"].clone()).collect();
    assert_eq!(names, ["4.pdf", "3.pdf", "2.pdf", "1.pdf", "0.pdf"]);
    // Those that were sent do not count any more.
    let wrong = anna.attach("application", &id, "a.pdf", b"PK\x03\x04 no pdf").await;
    let info = anna.get(&format!("/api/v1/uploads/{wrong}")).send().await.json();
    assert_eq!(info["state"], "rejected");
    with(&anna, &id, &[&wrong]).await.expect_problem(422, "invalid");
    let big = create(&anna, &attachment("application", &id, "b.pdf"), 5 * 1024 * 1024 + 1).await;
    big.expect_problem(413, "too_large");
}

#[tokio::test]
async fn an_upload_has_one_target_that_takes_it() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let metadata = attachment("application", &id, "a.pdf");
    let pyotr = server.pyotr().await;
    create(&pyotr, &metadata, 10).await.expect_problem(404, "not_found");
    let slot = crate::support::files::metadata(&id, "medical", "a.pdf").replacen(
        "draft",
        "application",
        1,
    );
    create(&anna, &slot, 10).await.expect_problem(422, "unknown_field");
    let two = format!("{metadata},draft {}", "ZDE=");
    create(&anna, &two, 10).await.expect_problem(400, "malformed");
    create(&anna, &attachment("question", "nothing", "a.pdf"), 10)
        .await
        .expect_problem(404, "not_found");
    let created = create(&anna, &metadata, 10).await.expect_status(201);
    let upload = created.header("location").to_owned();
    let head = anna.request(axum::http::Method::HEAD, &upload).header("tus-resumable", "1.0.0");
    assert_eq!(head.send().await.expect_status(200).header("upload-metadata"), metadata);
    anna.delete(&upload).send().await.expect_status(204);
    anna.get(&upload).send().await.expect_problem(404, "not_found");
    anna.post(&format!("/api/v1/applications/{id}/withdraw")).send().await.expect_status(200);
    create(&anna, &metadata, 10).await.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn an_upload_that_was_asked_for_needs_a_file() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let told = server.say_with(&id, "Пришлите выписку.", json!({ "kind": "upload" })).await;
    let told = told.expect_status(200).json();
    let body = json!({ "text": "Нет её", "answers": told["id"] });
    let problem = anna.write(&id, "a", &body).await.expect_problem(422, "invalid");
    assert_eq!(problem["errors"][0]["error"], "missing_document");
    let file = anna.attach("application", &id, "a.pdf", &pdf(3000)).await;
    let body = json!({ "files": [file], "answers": told["id"] });
    anna.write(&id, "b", &body).await.expect_status(201);
    assert!(anna.talk(&id).await["messages"][0]["action"]["done_at"].is_string());
}

#[tokio::test]
async fn a_repeated_message_brings_its_files_again_and_a_correction_takes_none() {
    let server = Server::start().await;
    let (anna, id) = case(&server).await;
    let file = anna.attach("application", &id, "a.pdf", &pdf(3000)).await;
    let body = json!({ "text": "a", "files": [file] });
    let first = anna.write(&id, "a", &body).await.expect_status(201).json();
    let again = anna.write(&id, "a", &body).await.expect_status(201).json();
    assert_eq!(first, again);
    server.bureau(&id, "take").await.expect_status(200);
    server.ask(&id, &["/answers/email"]).await.expect_status(200);
    let correction = format!("/api/v1/applications/{id}/correction");
    let draft = anna.post(&correction).send().await.expect_status(201).json();
    assert_eq!(draft["files"].as_array().map_or(0, Vec::len), 2);
    anna.submit(draft["id"].as_str().unwrap(), 1, "b").await.expect_status(201);
    assert_eq!(anna.talk(&id).await["messages"][0]["files"][0]["id"], file.as_str());
    assert_ne!(first["files"], Value::Null);
}
