use crate::support::Server;
use crate::support::cases::answers;
use crate::support::files::pdf;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;

#[tokio::test]
async fn a_full_draft_becomes_an_application() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.full_draft().await;
    let sent = anna.submit(&draft, 2, "key").await.expect_status(201).json();
    let number = sent["number"].as_str().unwrap();
    assert!(number.starts_with("МСЭ-20") && number.ends_with("-000001"), "{number}");
    let application = anna.see(sent["id"].as_str().unwrap()).await;
    assert_eq!(
        (&application["summary"]["number"], &application["summary"]["state"]),
        (&sent["number"], &json!("submitted"))
    );
    assert_eq!(application["summary"]["title"], "Медико-социальная экспертиза");
    assert_eq!(application["files"].as_array().unwrap().len(), 2);
    assert_eq!(application["journal"].as_array().unwrap().len(), 1);
    assert!(
        application["summary"]["expected_by"].is_string()
            && application["summary"]["official_calendar"] == true
    );
    let letter = &anna.outbox().await[0];
    assert_eq!((&letter["channel"], &letter["to"]), (&json!("email"), &json!("demo@okno.example")));
    assert!(letter["text"].as_str().unwrap().contains(number));
    let read = anna.get(&format!("/api/v1/drafts/{draft}")).send().await.json();
    assert_eq!((&read["sent_as"], read["files"].as_array().unwrap().len()), (&sent["id"], 2));
    assert_eq!(anna.get("/api/v1/drafts").send().await.json(), json!({ "drafts": [] }));
}

#[tokio::test]
async fn the_same_key_gets_the_same_answer() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let (draft, second) = (anna.full_draft().await, anna.full_draft().await);
    let first = anna.submit(&draft, 2, "key").await.expect_status(201).json();
    assert_eq!(anna.submit(&draft, 2, "key").await.expect_status(201).json(), first);
    assert_eq!(anna.submit(&draft, 7, "key").await.expect_status(201).json(), first);
    anna.submit(&draft, 2, "other").await.expect_problem(409, "already_sent");
    anna.submit(&second, 2, "key").await.expect_problem(409, "key_reused");
    let pyotr = server.pyotr().await;
    pyotr.submit(&draft, 2, "key").await.expect_problem(404, "not_found");
    let next = anna.submit(&second, 2, "key 2").await.expect_status(201).json();
    assert!(next["number"].as_str().unwrap().ends_with("-000002"));
}

#[tokio::test]
async fn fifty_at_once_make_one_application() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.full_draft().await;
    let answers =
        futures_util::future::join_all((0..50).map(|_| anna.submit(&draft, 2, "key"))).await;
    let first = answers[0].json();
    for answer in answers {
        assert_eq!(answer.expect_status(201).json(), first);
    }
    let list = anna.get("/api/v1/applications").send().await.json();
    assert_eq!(list["applications"].as_array().unwrap().len(), 1);
    let draft = anna.full_draft().await;
    let keys: Vec<String> = (0..20).map(|n| format!("key {n}")).collect();
    let answers =
        futures_util::future::join_all(keys.iter().map(|key| anna.submit(&draft, 2, key))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert_eq!(answers.iter().filter(|answer| answer.status == 409).count(), 19);
}

#[tokio::test]
async fn sending_has_preconditions() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.full_draft().await;
    let address = format!("/api/v1/drafts/{draft}/submit");
    let blind = anna.post(&address).header("idempotency-key", "k").send().await;
    blind.expect_problem(428, "precondition_required");
    let twice = anna.post(&address).header("if-match", "\"2\"").send().await;
    twice.expect_problem(428, "precondition_required");
    anna.submit(&draft, 1, "k").await.expect_problem(412, "conflict");
    anna.submit(&draft, 2, "").await.expect_problem(400, "malformed");
    anna.submit(&draft, 2, &"k".repeat(256)).await.expect_problem(400, "malformed");
    anna.submit("unknown", 2, "k").await.expect_problem(404, "not_found");
    anna.submit(&draft, 2, "k").await.expect_status(201);
}

#[tokio::test]
async fn what_is_missing_is_named_and_nothing_is_sent() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let mut wrong = answers();
    wrong["consent_data"] = json!(false);
    anna.save(&draft, 1, &wrong).await.expect_status(200);
    anna.upload(&draft, "identity_scan", "a.pdf", &pdf(2000)).await;
    // An unfinished or rejected file does not count as a document.
    anna.new_upload(&draft, "medical", "b.pdf", 5000).await;
    anna.upload(&draft, "medical", "c.pdf", b"no pdf at all").await;
    let problem = anna.submit(&draft, 2, "k").await.expect_problem(422, "invalid");
    let errors: Vec<(&str, &str)> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["pointer"].as_str().unwrap(), error["error"].as_str().unwrap()))
        .collect();
    assert_eq!(
        errors,
        [("/files/medical", "missing_document"), ("/answers/consent_data", "not_agreed")]
    );
    let list = anna.get("/api/v1/applications").send().await.json();
    assert_eq!(list["applications"], json!([]));
    anna.upload(&draft, "medical", "d.pdf", &pdf(2000)).await;
    anna.save(&draft, 2, &answers()).await.expect_status(200);
    let sent = anna.submit(&draft, 3, "k").await.expect_status(201).json();
    let files = anna.see(sent["id"].as_str().unwrap()).await["files"].clone();
    let names: Vec<&Value> = files.as_array().unwrap().iter().map(|file| &file["name"]).collect();
    assert_eq!(names, ["a.pdf", "d.pdf"], "unfinished and rejected files are left out");
    assert_eq!(std::fs::read_dir(server.data().join("files")).unwrap().count(), 2);
}

#[tokio::test]
async fn what_is_sent_does_not_change_any_more() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.full_draft().await;
    let file = anna.upload(&draft, "medical", "e.pdf", &pdf(2000)).await;
    anna.submit(&draft, 2, "k").await.expect_status(201);
    anna.save(&draft, 2, &answers()).await.expect_problem(409, "already_sent");
    let address = format!("/api/v1/drafts/{draft}");
    anna.delete(&address).send().await.expect_problem(409, "already_sent");
    anna.create_upload(&draft, "medical", "f.pdf", 9).await.expect_problem(409, "already_sent");
    anna.delete(&file).send().await.expect_problem(409, "already_sent");
    let check = anna.post(&format!("{address}/check")).send().await.expect_status(200).json();
    assert_eq!(check, json!({ "issues": [] }));
}

#[tokio::test]
async fn consents_are_recorded_in_the_words_that_were_read() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.full_draft().await;
    let service = anna.get("/api/v1/services/mse_application").send().await.json();
    let body = service["steps"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|step| step["fields"].as_array())
        .flatten()
        .find(|field| field["id"] == "consent_data")
        .unwrap()["kind"]["consent"]["body"]["en"]
        .as_str()
        .unwrap()
        .to_owned();
    let address = format!("/api/v1/drafts/{draft}/submit");
    let sending = anna.post(&address).header("if-match", "\"2\"").header("idempotency-key", "k");
    sending.header("accept-language", "en").send().await.expect_status(201);
    let mut database = server.database().await;
    let rows = sqlx::query(
        "SELECT field, body_sha256, language, service_version FROM consents ORDER BY field",
    )
    .fetch_all(&mut database)
    .await
    .unwrap();
    let row = &rows[0];
    assert_eq!((rows.len(), row.get::<&str, _>("field")), (2, "consent_data"));
    let version = service["version"].as_i64().unwrap();
    assert_eq!(
        (row.get::<&str, _>("language"), row.get::<i64, _>("service_version")),
        ("en", version)
    );
    let hash: String = Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(row.get::<&str, _>("body_sha256"), hash);
}
