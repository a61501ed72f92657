//! Broken connections, concurrent requests, and restarts.

use crate::support::files::{CONTENT, pdf, slow_body};
use crate::support::{Client, Server};
use axum::body::{Body, Bytes};
use axum::http::Method;
use serde_json::json;
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

/// Sends a part of a PATCH over a plain socket and cuts the connection.
async fn cut_patch(anna: &Client, upload: &str, offset: usize, announced: usize, bytes: &[u8]) {
    let mut stream = TcpStream::connect(anna.address).await.unwrap();
    let head = format!(
        "PATCH {upload} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: {offset}\r\n\
         Content-Type: {CONTENT}\r\nContent-Length: {announced}\r\n\r\n",
        anna.address,
        anna.cookie.as_deref().unwrap(),
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    stream.flush().await.unwrap();
    // Gives the server enough time to read it.
    tokio::time::sleep(Duration::from_millis(600)).await;
}

#[tokio::test]
async fn a_cut_connection_keeps_what_has_arrived() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let (draft, file) = (anna.new_draft().await, pdf(1_000_000));
    let upload = anna.new_upload(&draft, "medical", "a.pdf", file.len()).await;
    let mut offset = 0;
    for cut in [1, 70_001, 300_000] {
        cut_patch(&anna, &upload, offset, file.len() - offset, &file[offset..offset + cut]).await;
        offset += cut;
        assert_eq!(anna.offset(&upload).await, offset);
    }
    anna.patch(&upload, offset, &file[offset..]).await.expect_status(204);
    assert_eq!(anna.get(&upload).send().await.json()["state"], "accepted");
}

#[tokio::test]
async fn a_restart_keeps_a_part_of_a_file() {
    let server = Server::start().await;
    let mut anna = server.anna().await;
    let (draft, file) = (anna.new_draft().await, pdf(600_000));
    let upload = anna.new_upload(&draft, "medical", "a.pdf", file.len()).await;
    anna.patch(&upload, 0, &file[..400_000]).await.expect_status(204);
    let server = server.restart().await;
    anna.address = server.address;
    assert_eq!(anna.offset(&upload).await, 400_000);
    anna.patch(&upload, 400_000, &file[400_000..]).await.expect_status(204);
    assert_eq!(anna.get(&upload).send().await.json()["state"], "accepted");
}

#[tokio::test]
async fn a_stop_does_not_wait_for_an_upload_and_keeps_its_part() {
    let mut server = Server::start().await;
    let mut anna = server.anna().await;
    let (draft, file) = (anna.new_draft().await, pdf(600_000));
    let upload = anna.new_upload(&draft, "medical", "a.pdf", file.len()).await;
    let (bytes, body) = slow_body();
    bytes.send(file[..100].to_vec().into()).unwrap();
    let writing = tokio::spawn({
        let (anna, upload) = (anna.clone(), upload.clone());
        async move { anna.patch_with(&upload, 0, body).await }
    });
    tokio::time::sleep(Duration::from_millis(200)).await;
    let started = Instant::now();
    let stopping = tokio::spawn(async move {
        server.stop().await;
        server
    });
    tokio::time::sleep(Duration::from_millis(200)).await;
    drop(bytes);
    assert_ne!(writing.await.unwrap(), 204);
    let server = stopping.await.unwrap().restart().await;
    assert!(started.elapsed() < Duration::from_secs(5));
    anna.address = server.address;
    assert_eq!(anna.offset(&upload).await, 100);
}

#[tokio::test]
async fn what_a_crash_left_unjudged_is_judged_after_it() {
    let server = Server::start().await;
    let mut anna = server.anna().await;
    let file = pdf(5000);
    let (lost, draft) = (anna.new_draft().await, anna.new_draft().await);
    anna.upload(&lost, "medical", "a.pdf", &file).await;
    let upload = anna.upload(&draft, "medical", "a.pdf", &file).await;
    let mut database = server.database().await;
    sqlx::query("UPDATE files SET state = 'uploading', sha256 = NULL")
        .execute(&mut database)
        .await
        .unwrap();
    // A file that cannot be judged, as its service is no longer there, does not hold back the others.
    sqlx::query("UPDATE drafts SET service = 'gone' WHERE id = ?")
        .bind(&lost)
        .execute(&mut database)
        .await
        .unwrap();
    let server = server.restart().await;
    anna.address = server.address;
    assert_eq!(anna.offset(&upload).await, file.len());
    assert_eq!(anna.get(&upload).send().await.json()["state"], "accepted");
}

#[tokio::test]
async fn two_requests_do_not_write_at_once() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let upload = anna.new_upload(&draft, "medical", "a.pdf", 1000).await;
    let (bytes, body) = slow_body();
    let first = tokio::spawn({
        let (anna, upload) = (anna.clone(), upload.clone());
        async move { anna.patch_with(&upload, 0, body).await }
    });
    let feed = tokio::spawn({
        let bytes = bytes.clone();
        async move {
            for _ in 0..10 {
                let _ = bytes.send(Bytes::from_static(b"xxxxxxxxxx"));
                tokio::time::sleep(Duration::from_millis(300)).await;
            }
        }
    });
    tokio::time::sleep(Duration::from_millis(400)).await;
    anna.patch(&upload, 0, b"yy").await.expect_problem(423, "unavailable");
    let head = anna.request(Method::HEAD, &upload).header("tus-resumable", "1.0.0").send().await;
    head.expect_status(423);
    feed.await.unwrap();
    drop(bytes);
    assert_eq!(first.await.unwrap(), 204);
    assert_eq!(anna.offset(&upload).await, 100);
}

#[tokio::test]
async fn a_silent_request_gives_way() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let upload = anna.new_upload(&draft, "medical", "a.pdf", 1000).await;
    let (bytes, body) = slow_body();
    bytes.send(Bytes::from_static(b"0123456789")).unwrap();
    let silent = tokio::spawn({
        let (anna, upload) = (anna.clone(), upload.clone());
        async move { anna.patch_with(&upload, 0, body).await }
    });
    tokio::time::sleep(Duration::from_millis(3200)).await;
    let started = Instant::now();
    assert_eq!(anna.offset(&upload).await, 10, "and what it had sent is kept");
    assert!(started.elapsed() < Duration::from_secs(2));
    anna.patch(&upload, 10, b"more").await.expect_status(204);
    drop(bytes);
    assert_ne!(silent.await.unwrap(), 204);
}

#[tokio::test]
async fn deleting_stops_an_upload() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let upload = anna.new_upload(&draft, "medical", "a.pdf", 1000).await;
    let (bytes, body) = slow_body();
    bytes.send(Bytes::from_static(b"0123456789")).unwrap();
    let writing = tokio::spawn({
        let (anna, upload) = (anna.clone(), upload.clone());
        async move { anna.patch_with(&upload, 0, body).await }
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    anna.delete(&upload).send().await.expect_status(204);
    anna.get(&upload).send().await.expect_problem(404, "not_found");
    drop(bytes);
    assert_ne!(writing.await.unwrap(), 204);
    assert_eq!(std::fs::read_dir(server.data().join("files")).unwrap().count(), 0);
}

#[tokio::test]
async fn a_refused_chunk_gets_its_answer_through() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let upload = anna.new_upload(&draft, "medical", "a.pdf", 5_000_000).await;
    let chunk = vec![b'x'; 5_000_000];
    anna.patch(&upload, 17, &chunk).await.expect_problem(409, "not_allowed");
    let nobody = server.client();
    nobody.patch(&upload, 0, &chunk).await.expect_problem(401, "sign_in_required");
}

#[tokio::test]
async fn a_fault_in_the_middle_keeps_what_has_arrived() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let (draft, file) = (anna.new_draft().await, pdf(200_000));
    let upload = anna.new_upload(&draft, "medical", "a.pdf", file.len()).await;
    let fault =
        json!({ "match": "PATCH /api/v1/uploads/", "kind": "cut_after_bytes", "bytes": 50_000 });
    server.fault(fault).await;
    assert_eq!(anna.patch_with(&upload, 0, Body::from(file.clone())).await, 0, "no answer at all");
    assert_eq!(anna.offset(&upload).await, 50_000);
    anna.patch(&upload, 50_000, &file[50_000..]).await.expect_status(204);
}
