//! What the office does with files.

use crate::support::files::pdf;
use crate::support::{Client, Server};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

fn file<'a>(case: &'a Value, slot: &str) -> &'a Value {
    case["files"].as_array().unwrap().iter().find(|file| file["slot"] == slot).unwrap()
}

async fn id_of(anna: &Client, case: &str, slot: &str) -> String {
    file(&anna.see(case).await, slot)["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_download_is_what_was_uploaded() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.full_draft().await;
    let content = pdf(5 * 1024 * 1024 - 7);
    anna.upload(&draft, "medical", "выписка «7».pdf", &content).await;
    let sent = anna.submit(&draft, 2, "k").await.expect_status(201).json();
    let case = sent["id"].as_str().unwrap();
    let seen = anna.see(case).await;
    let file = seen["files"].as_array().unwrap().iter().find(|file| file["bytes"] == content.len());
    let id = file.unwrap()["id"].as_str().unwrap();
    let expert = server.expert().await;
    let answer = expert.get(&format!("/cases/{case}/files/{id}")).await.expect_status(200);
    assert_eq!(Sha256::digest(&answer.body), Sha256::digest(&content));
    assert_eq!(answer.header("content-length"), content.len().to_string());
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert_eq!(answer.header("cache-control"), "no-store");
    let disposition = answer.header("content-disposition");
    assert!(
        disposition.starts_with("attachment") && disposition.contains("%D0%B2"),
        "{disposition}"
    );
}

#[tokio::test]
async fn opened_accepted_and_refused_are_seen_with_their_times_and_kept_by_a_correction() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let case = anna.application().await;
    let expert = server.expert().await;
    let before = anna.see(&case).await;
    assert!(file(&before, "medical")["received_at"].is_string());
    assert!(file(&before, "medical").get("opened_at").is_none());
    let [passport, medical] =
        [id_of(&anna, &case, "identity_scan").await, id_of(&anna, &case, "medical").await];
    let version = expert.version(&case).await;
    server.advance(60).await;
    for file in [&passport, &medical] {
        expert.get(&format!("/cases/{case}/files/{file}")).await.expect_status(200);
    }
    let opened = file(&anna.see(&case).await, "medical")["opened_at"].clone();
    assert!(opened.is_string());
    server.advance(60).await;
    expert.get(&format!("/cases/{case}/files/{medical}")).await.expect_status(200);
    assert_eq!(file(&anna.see(&case).await, "medical")["opened_at"], opened, "the first time");
    let accepted = expert.mark(&case, &passport, &json!({ "mark": "accepted" })).await;
    assert_eq!(accepted.expect_status(200).json()["mark"]["kind"], "accepted");
    let refused = json!({ "mark": "refused", "reason": " Страница срезана. " });
    let first = expert.mark(&case, &medical, &refused).await.expect_status(200).json();
    assert_eq!(first["mark"]["reason"], "Страница срезана.");
    server.advance(60).await;
    let again = expert.mark(&case, &medical, &refused).await.expect_status(200).json();
    assert_eq!(again, first, "the same mark, the same time");
    assert_eq!(expert.version(&case).await, version, "the clerk's own version stays good");
    let seen = anna.see(&case).await;
    assert_eq!(file(&seen, "medical")["mark"], first["mark"]);
    let journal = seen["journal"].as_array().unwrap();
    assert_eq!(journal.len(), 2, "what is opened and accepted says nothing new");
    let said = journal[1]["comment"]["ru"].as_str().unwrap();
    assert_eq!(
        said,
        "Файл «справка.pdf» не принят. Почему: Страница срезана. Новый можно прислать в сообщении."
    );
    let letter = anna.last_letter().await;
    assert!(letter.contains("не принят один из файлов") && !letter.contains("справка"), "{letter}");
    let accepted = json!({ "mark": "accepted" });
    expert.mark(&case, &medical, &accepted).await.expect_status(200);
    let seen = anna.see(&case).await;
    let said = &seen["journal"][2]["comment"]["ru"];
    assert_eq!(said, "Файл «справка.pdf» всё-таки принят.");
    assert_eq!(anna.last_letter().await, letter, "that is no letter");

    server.bureau(&case, "take").await.expect_status(200);
    server.ask(&case, &["/answers/phone"]).await.expect_status(200);
    let address = format!("/api/v1/applications/{case}/correction");
    let draft = anna.post(&address).send().await.expect_status(201).json();
    let draft = draft["id"].as_str().unwrap();
    anna.submit(draft, 1, "again").await.expect_status(201);
    let after = anna.see(&case).await;
    for slot in ["identity_scan", "medical"] {
        for part in ["received_at", "opened_at", "mark"] {
            assert_eq!(file(&after, slot)[part], file(&seen, slot)[part], "{slot} {part}");
        }
    }
}

#[tokio::test]
async fn a_mark_is_a_silent_event() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let case = anna.application().await;
    let medical = id_of(&anna, &case, "medical").await;
    let expert = server.expert().await;
    let mut events = anna.events(None).await;
    events.event("hello").await;
    expert.get(&format!("/cases/{case}/files/{medical}")).await.expect_status(200);
    expert.mark(&case, &medical, &json!({ "mark": "accepted" })).await.expect_status(200);
    for _ in 0..2 {
        let event = events.event("case").await;
        assert!(event.contains("\"kind\":\"file\"") && event.contains(&medical), "{event}");
    }
}

#[tokio::test]
async fn a_mark_that_says_too_little_or_too_much_is_422() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let case = anna.application().await;
    let medical = id_of(&anna, &case, "medical").await;
    let expert = server.expert().await;
    for (mark, pointer) in [
        (json!({ "mark": "refused" }), "/reason"),
        (json!({ "mark": "refused", "reason": "  " }), "/reason"),
        (json!({ "mark": "refused", "reason": "я".repeat(1001) }), "/reason"),
        (json!({ "mark": "refused", "reason": "а\u{202E}б" }), "/reason"),
        (json!({ "mark": "accepted", "reason": "Хорошо." }), "/reason"),
        (json!({ "mark": "dance" }), "/mark"),
    ] {
        let problem = expert.mark(&case, &medical, &mark).await.expect_problem(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{mark}");
    }
    let extra = json!({ "mark": "accepted", "dance": 1 });
    expert.mark(&case, &medical, &extra).await.expect_problem(400, "malformed");
    server.bureau(&case, "take").await.expect_status(200);
    server.bureau(&case, "approve").await.expect_status(200);
    let late = expert.mark(&case, &medical, &json!({ "mark": "accepted" })).await;
    late.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn a_file_of_another_case_is_not_found() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let (one, other) = (anna.application().await, anna.application().await);
    let medical = id_of(&anna, &other, "medical").await;
    let draft = anna.full_draft().await;
    let unsent = anna.draft(&draft).await["files"][0]["id"].as_str().unwrap().to_owned();
    let expert = server.expert().await;
    for file in [medical.as_str(), &unsent, "x", &"x".repeat(65)] {
        let path = format!("/cases/{one}/files/{file}");
        expert.get(&path).await.expect_problem(404, "not_found");
        let marked = expert.mark(&one, file, &json!({ "mark": "accepted" })).await;
        marked.expect_problem(404, "not_found");
    }
    expert.get(&format!("/cases/x/files/{medical}")).await.expect_problem(404, "not_found");
}
