//! A request that makes something may be sent twice: with the same `Idempotency-Key` it gets what was made before.

use crate::support::cases::{SERVICE, answers};
use crate::support::client::Sending;
use crate::support::files::pdf;
use crate::support::{ANNA, Client, Server};
use futures_util::future::join_all;
use serde_json::{Value, json};

fn drafting(client: &Client, key: &str, body: &Value) -> Sending {
    client.post("/api/v1/drafts").header("idempotency-key", key).json(body)
}

async fn drafts(client: &Client) -> usize {
    client.get("/api/v1/drafts").send().await.json()["drafts"].as_array().unwrap().len()
}

async fn keys(server: &Server) -> i64 {
    let count = sqlx::query_scalar("SELECT count(*) FROM idempotency_keys");
    count.fetch_one(&mut server.database().await).await.unwrap()
}

/// Lets the server carry out the next such request and lose its response.
async fn lose_answer(server: &Server, request: &str) {
    server.fault(json!({ "match": request, "kind": "cut_after_bytes", "bytes": 1_000_000 })).await;
}

#[tokio::test]
async fn a_draft_whose_answer_was_lost_is_not_made_twice() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let body = json!({ "service": SERVICE });
    lose_answer(&server, "POST /api/v1/drafts").await;
    drafting(&anna, "k", &body).try_send().await.unwrap_err();
    assert_eq!(drafts(&anna).await, 1);
    let again = drafting(&anna, "k", &body).send().await.expect_status(201);
    let id = again.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(again.header("location"), format!("/api/v1/drafts/{id}"));
    assert_eq!((drafts(&anna).await, again.header("etag")), (1, "\"1\""));
    // The repeated request gets the current draft, not the one that was made.
    anna.save(&id, 1, &json!({ "snils": "abc" })).await.expect_status(200);
    let later = drafting(&anna, "k", &body).send().await.expect_status(201);
    assert_eq!((later.header("etag"), &later.json()["answers"]["snils"]), ("\"2\"", &json!("abc")));
    assert_ne!(drafting(&anna, "k 2", &body).send().await.json()["id"], json!(id));
    anna.begin(&body).await.expect_status(201);
    anna.begin(&body).await.expect_status(201);
    assert_eq!(drafts(&anna).await, 4, "without a key each is another");
}

#[tokio::test]
async fn many_at_once_make_one_draft() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let body = json!({ "service": SERVICE });
    let at_once = || join_all((0..20).map(|_| drafting(&anna, "k", &body).send()));
    let (made, again) = (at_once().await, at_once().await);
    let ids: Vec<Value> = made
        .into_iter()
        .chain(again)
        .map(|answer| answer.expect_status(201).json()["id"].clone())
        .collect();
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(drafts(&anna).await, 1);
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_citizen() {
    let server = Server::start().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let application = anna.application().await;
    server.bureau(&application, "refuse").await.expect_status(200);
    let body = json!({ "service": SERVICE });
    let first = drafting(&anna, "k", &body).send().await.expect_status(201).json();
    for other in
        [json!({ "service": "so_complaint" }), json!({ "service": SERVICE, "from": application })]
    {
        drafting(&anna, "k", &other).send().await.expect_problem(409, "key_reused");
    }
    let theirs = drafting(&pyotr, "k", &body).send().await.expect_status(201).json();
    assert_ne!(theirs["id"], first["id"]);
    // A draft, an upload and an application may use the same key.
    let draft = anna.full_draft().await;
    anna.create_upload_once("k", &draft, "medical", "b.pdf", 9).await.expect_status(201);
    anna.submit(&draft, 2, "k").await.expect_status(201);
    for wrong in ["", &"k".repeat(256)] {
        drafting(&anna, wrong, &body).send().await.expect_problem(400, "malformed");
    }
}

#[tokio::test]
async fn a_repeat_copies_the_files_once() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let application = anna.application().await;
    server.bureau(&application, "refuse").await.expect_status(200);
    let body = json!({ "service": SERVICE, "from": application });
    let mut made = join_all((0..5).map(|_| drafting(&anna, "k", &body).send())).await;
    made.push(drafting(&anna, "k", &body).send().await);
    let first = made[0].json();
    for answer in made {
        let draft = answer.expect_status(201).json();
        assert_eq!((&draft["id"], &draft["files"]), (&first["id"], &first["files"]));
    }
    assert_eq!(std::fs::read_dir(server.data().join("files")).unwrap().count(), 4);
}

#[tokio::test]
async fn a_repeat_holds_when_the_service_has_closed_or_fifty_drafts_are_there() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let body = json!({ "service": SERVICE });
    let first = drafting(&anna, "k", &body).send().await.expect_status(201).json();
    for _ in 1..50 {
        anna.begin(&body).await.expect_status(201);
    }
    drafting(&anna, "k 2", &body).send().await.expect_problem(409, "not_allowed");
    let again = drafting(&anna, "k", &body).send().await.expect_status(201).json();
    assert_eq!(again["id"], first["id"]);
}

#[tokio::test]
async fn a_deleted_draft_is_forgotten_with_its_key_and_a_sent_one_is_not() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let body = json!({ "service": SERVICE });
    let first = drafting(&anna, "k", &body).send().await.expect_status(201).json();
    let address = format!("/api/v1/drafts/{}", first["id"].as_str().unwrap());
    anna.delete(&address).send().await.expect_status(204);
    assert_eq!(keys(&server).await, 0);
    let second = drafting(&anna, "k", &body).send().await.expect_status(201).json();
    assert_ne!(second["id"], first["id"]);
    let draft = second["id"].as_str().unwrap();
    anna.save(draft, 1, &answers()).await.expect_status(200);
    anna.upload(draft, "identity_scan", "a.pdf", &pdf(2000)).await;
    anna.upload(draft, "medical", "b.pdf", &pdf(2000)).await;
    let sent = anna.submit(draft, 2, "s").await.expect_status(201).json();
    let again = drafting(&anna, "k", &body).send().await.expect_status(201).json();
    assert_eq!((&again["id"], &again["sent_as"]), (&second["id"], &sent["id"]));
}

#[tokio::test]
async fn the_last_file_of_a_slot_is_not_refused_when_its_answer_was_lost() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    anna.upload(&draft, "snils_scan", "a.pdf", &pdf(1000)).await;
    lose_answer(&server, "POST /api/v1/uploads").await;
    let creation = |name, bytes| {
        anna.creation(&draft, "snils_scan", name, bytes).header("idempotency-key", "k")
    };
    creation("b.pdf", 1000).try_send().await.unwrap_err();
    // Without the key the slot is full; with the key the request gets its upload.
    let full = anna.create_upload(&draft, "snils_scan", "b.pdf", 1000).await;
    full.expect_problem(422, "invalid");
    let again = creation("b.pdf", 1000).send().await.expect_status(201);
    let upload = again.header("location").to_owned();
    assert_eq!(anna.offset(&upload).await, 0);
    assert_ne!(again.header("upload-expires"), "");
    for other in [creation("c.pdf", 1000), creation("b.pdf", 1001)] {
        other.send().await.expect_problem(409, "key_reused");
    }
    anna.patch(&upload, 0, &pdf(1000)).await.expect_status(204);
    let whole = creation("b.pdf", 1000).send().await.expect_status(201);
    assert_eq!((whole.header("location"), whole.header("upload-expires")), (&upload[..], ""));
    assert_eq!(anna.draft(&draft).await["files"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn many_at_once_make_one_upload() {
    let server = Server::start().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let draft = anna.new_draft().await;
    let made = (0..20).map(|_| anna.create_upload_once("k", &draft, "medical", "a.pdf", 9));
    let made = join_all(made).await;
    let first = made[0].header("location").to_owned();
    for answer in made {
        assert_eq!(answer.expect_status(201).header("location"), first);
    }
    assert_eq!(anna.draft(&draft).await["files"].as_array().unwrap().len(), 1);
    let theirs = pyotr.create_upload_once("k", &draft, "medical", "a.pdf", 9).await;
    theirs.expect_problem(404, "not_found");
    let (one, two) = (anna.new_upload(&draft, "medical", "a.pdf", 9).await, &first);
    assert_ne!(&one, two, "without a key each is another");
}

#[tokio::test]
async fn an_empty_file_is_judged_once() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let made = anna.create_upload_once("k", &draft, "medical", "a.pdf", 0).await;
    let again = anna.create_upload_once("k", &draft, "medical", "a.pdf", 0).await;
    assert_eq!(again.expect_status(201).header("location"), made.header("location"));
    assert_eq!(anna.draft(&draft).await["files"][0]["error"], "empty");
}

#[tokio::test]
async fn a_removed_or_expired_upload_is_forgotten_with_its_key() {
    let server = Server::start().await;
    let mut anna = server.anna().await;
    let draft = anna.new_draft().await;
    let mut before = String::new();
    for _ in 0..3 {
        let made = anna.create_upload_once("k", &draft, "medical", "a.pdf", 9).await;
        let upload = made.expect_status(201).header("location").to_owned();
        assert_ne!(upload, before);
        anna.delete(&upload).send().await.expect_status(204);
        assert_eq!(keys(&server).await, 0);
        before = upload;
    }
    let made = anna.create_upload_once("k", &draft, "medical", "a.pdf", 9).await;
    let expired = made.expect_status(201).header("location").to_owned();
    // The upload expires a day after its creation.
    server.advance(24 * 60 * 60 + 1).await;
    anna.sign_in(ANNA).await;
    let made = anna.create_upload_once("k", &draft, "medical", "a.pdf", 9).await;
    let upload = made.expect_status(201).header("location").to_owned();
    assert_ne!(upload, expired);
    let again = anna.create_upload_once("k", &draft, "medical", "a.pdf", 9).await;
    assert_eq!(again.expect_status(201).header("location"), upload);
    assert_eq!(keys(&server).await, 1);
}

#[tokio::test]
async fn files_of_an_application_leave_no_keys_behind() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.full_draft().await;
    let made = anna.create_upload_once("k", &draft, "medical", "c.pdf", pdf(2000).len()).await;
    anna.patch(made.header("location"), 0, &pdf(2000)).await.expect_status(204);
    anna.submit(&draft, 2, "s").await.expect_status(201);
    assert_eq!(keys(&server).await, 1, "that of the application");
    let late = anna.create_upload_once("k", &draft, "medical", "c.pdf", pdf(2000).len()).await;
    late.expect_problem(409, "already_sent");
}
