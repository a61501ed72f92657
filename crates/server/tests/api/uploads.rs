mod broken;
mod content;

use crate::support::Server;
use crate::support::files::{CONTENT, metadata, pdf};
use crate::support::services::alone;
use axum::http::Method;
use serde_json::json;

#[tokio::test]
async fn the_server_says_what_it_speaks() {
    let server = Server::start().await;
    let options = server.client().request(Method::OPTIONS, "/api/v1/uploads").send().await;
    let options = options.expect_status(204);
    assert_eq!(options.header("tus-resumable"), "1.0.0");
    assert_eq!(options.header("tus-version"), "1.0.0");
    assert_eq!(options.header("tus-extension"), "creation,expiration,termination");
    assert_eq!(options.header("tus-checksum-algorithm"), "");
}

#[tokio::test]
async fn a_file_arrives_in_chunks() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let (draft, file) = (anna.new_draft().await, pdf(1_000_000));
    let created = anna.create_upload(&draft, "medical", "Справка 1.pdf", file.len()).await;
    let upload = created.expect_status(201).header("location").to_owned();
    assert!(upload.starts_with("/api/v1/uploads/"));
    let mut offset = 0;
    for chunk in file.chunks(300_000) {
        let answer = anna.patch(&upload, offset, chunk).await.expect_status(204);
        offset += chunk.len();
        assert_eq!(answer.header("upload-offset"), offset.to_string());
        assert_eq!(answer.header("tus-resumable"), "1.0.0");
        let more = offset < file.len();
        assert_eq!(answer.header("upload-expires").ends_with(" GMT"), more);
    }
    let head = anna.request(Method::HEAD, &upload).header("tus-resumable", "1.0.0").send().await;
    assert_eq!(head.header("upload-offset"), file.len().to_string());
    assert_eq!(head.header("upload-length"), file.len().to_string());
    assert_eq!(head.header("upload-metadata"), metadata(&draft, "medical", "Справка 1.pdf"));
    assert_eq!(head.header("cache-control"), "no-store");
    let info = anna.get(&upload).send().await.expect_status(200).json();
    assert_eq!((&info["state"], &info["name"]), (&json!("accepted"), &json!("Справка 1.pdf")));
    assert_eq!((&info["bytes"], &info["received"]), (&json!(file.len()), &json!(file.len())));
    assert!(info["expires_at"].is_null() && info["sha256"].as_str().unwrap().len() == 64);
    let files = anna.get(&format!("/api/v1/drafts/{draft}")).send().await.json()["files"].clone();
    assert_eq!(files, json!([info]));
}

#[tokio::test]
async fn a_creation_can_be_wrong_in_many_ways() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let limit = 5 * 1024 * 1024;
    let create = |slot: &'static str, bytes| anna.create_upload(&draft, slot, "a.pdf", bytes);
    let problem = create("medical", limit + 7).await.expect_problem(413, "too_large");
    assert_eq!(
        problem["errors"],
        json!([{ "pointer": "/files/medical", "error": { "file": { "too_big": { "by": 7, "limit": limit } } } }])
    );
    let problem = create("passport", 9).await.expect_problem(422, "unknown_field");
    assert_eq!(problem["errors"][0]["pointer"], "/files/passport");
    for _ in 0..2 {
        create("snils_scan", 9).await.expect_status(201);
    }
    let problem = create("snils_scan", 9).await.expect_problem(422, "invalid");
    assert_eq!(problem["errors"][0]["error"], json!({ "file": { "too_many": { "limit": 2 } } }));
    anna.create_upload("unknown", "medical", "a", 9).await.expect_problem(404, "not_found");
    let good = metadata(&draft, "medical", "a.pdf");
    let headers: [&[(&'static str, &str)]; 7] = [
        &[],
        &[("upload-length", "9")],
        &[("upload-metadata", &good)],
        &[("upload-metadata", &good), ("upload-length", "-1")],
        &[("upload-metadata", &good), ("upload-length", "99999999999999999999")],
        &[("upload-metadata", &good), ("upload-defer-length", "1")],
        &[("upload-metadata", "draft,slot,filename,filetype"), ("upload-length", "9")],
    ];
    for (n, headers) in headers.iter().enumerate() {
        let mut request = anna.post("/api/v1/uploads").header("tus-resumable", "1.0.0");
        for (name, value) in *headers {
            request = request.header(name, value);
        }
        let answer = request.send().await;
        // Metadata number 6 is well-formed but empty, so it names no draft.
        let expected = if n == 6 { (404, "not_found") } else { (400, "malformed") };
        answer.expect_problem(expected.0, expected.1);
    }
}

#[tokio::test]
async fn a_patch_can_be_wrong_in_many_ways() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let upload = anna.new_upload(&draft, "medical", "a.pdf", 1000).await;
    anna.patch(&upload, 0, &[b'x'; 100]).await.expect_status(204);
    anna.patch(&upload, 0, &[b'x'; 100]).await.expect_problem(409, "not_allowed");
    anna.patch(&upload, 101, &[b'x'; 100]).await.expect_problem(409, "not_allowed");
    anna.patch(&upload, 100, &[b'x'; 901]).await.expect_problem(413, "too_large");
    let patch = || anna.request(Method::PATCH, &upload).body("x");
    let tus = || patch().header("tus-resumable", "1.0.0");
    let wrong = tus().header("upload-offset", "100").header("content-type", "text/plain");
    wrong.send().await.expect_problem(415, "unsupported_media_type");
    let missing = tus().header("content-type", CONTENT).send().await;
    missing.expect_problem(400, "malformed");
    for version in [None, Some("0.2.2")] {
        let mut request = patch().header("upload-offset", "100").header("content-type", CONTENT);
        if let Some(version) = version {
            request = request.header("tus-resumable", version);
        }
        let answer = request.send().await;
        assert_eq!(answer.header("tus-version"), "1.0.0");
        answer.expect_problem(412, "malformed");
    }
    assert_eq!(anna.offset(&upload).await, 100, "nothing of all this has been kept");
    let nothing = anna.patch(&upload, 100, &[]).await.expect_status(204);
    assert_eq!(nothing.header("upload-offset"), "100");
}

#[tokio::test]
async fn too_many_bytes_in_pieces_are_refused_too() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let upload = anna.new_upload(&draft, "medical", "a.pdf", 1000).await;
    let pieces = (0..20).map(|_| Ok::<_, std::io::Error>(vec![b'x'; 100]));
    let body = axum::body::Body::from_stream(futures_util::stream::iter(pieces));
    let request = anna.request(Method::PATCH, &upload).header("tus-resumable", "1.0.0");
    let request = request.header("upload-offset", "0").header("content-type", CONTENT);
    request.body(body).send().await.expect_problem(413, "too_large");
    assert!(anna.offset(&upload).await <= 1000);
}

#[tokio::test]
async fn a_finished_file_takes_nothing_more() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let upload = anna.upload(&draft, "medical", "a.pdf", &pdf(1000)).await;
    anna.patch(&upload, 1000, &[]).await.expect_status(204);
    anna.patch(&upload, 1000, b"x").await.expect_problem(413, "too_large");
    anna.patch(&upload, 0, b"x").await.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn a_deleted_file_is_gone_and_makes_room() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let first = anna.upload(&draft, "snils_scan", "a.pdf", &pdf(1000)).await;
    let second = anna.new_upload(&draft, "snils_scan", "b.pdf", 1000).await;
    anna.create_upload(&draft, "snils_scan", "c.pdf", 9).await.expect_status(422);
    for upload in [&first, &second] {
        anna.delete(upload).header("tus-resumable", "1.0.0").send().await.expect_status(204);
        anna.get(upload).send().await.expect_problem(404, "not_found");
        anna.delete(upload).send().await.expect_problem(404, "not_found");
        anna.patch(upload, 0, b"x").await.expect_problem(404, "not_found");
    }
    assert_eq!(std::fs::read_dir(server.data().join("files")).unwrap().count(), 0);
    anna.create_upload(&draft, "snils_scan", "c.pdf", 9).await.expect_status(201);
}

#[tokio::test]
async fn an_unfinished_upload_expires_a_day_after_its_last_bytes() {
    let server = Server::start().await;
    let mut anna = server.anna().await;
    let draft = anna.new_draft().await;
    let upload = anna.new_upload(&draft, "medical", "a.pdf", 1000).await;
    server.advance(23 * 60 * 60).await;
    anna.sign_in(crate::support::ANNA).await;
    anna.patch(&upload, 0, b"%PDF-").await.expect_status(204);
    server.advance(23 * 60 * 60).await;
    anna.sign_in(crate::support::ANNA).await;
    assert_eq!(anna.offset(&upload).await, 5);
    server.advance(60 * 60 + 1).await;
    anna.sign_in(crate::support::ANNA).await;
    anna.get(&upload).send().await.expect_problem(404, "not_found");
    let draft = anna.get(&format!("/api/v1/drafts/{draft}")).send().await.json();
    assert_eq!(draft["files"], json!([]));
}

#[tokio::test]
async fn a_stranger_finds_no_upload() {
    let server = Server::start().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let draft = anna.new_draft().await;
    let upload = anna.new_upload(&draft, "medical", "a.pdf", 1000).await;
    let head = pyotr.request(Method::HEAD, &upload).header("tus-resumable", "1.0.0").send().await;
    head.expect_status(404);
    pyotr.get(&upload).send().await.expect_problem(404, "not_found");
    pyotr.patch(&upload, 0, b"x").await.expect_problem(404, "not_found");
    pyotr.delete(&upload).send().await.expect_problem(404, "not_found");
    assert_eq!(anna.offset(&upload).await, 0);
}

#[tokio::test]
async fn all_files_together_have_a_limit_where_the_service_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut service = alone();
    service["max_total_bytes"] = json!(3000);
    std::fs::write(folder.path().join("mse_application.json"), service.to_string()).unwrap();
    let services = folder.path().to_owned();
    let server = Server::start_with(|settings| {
        settings.test_doors = true;
        settings.services = Some(services);
    })
    .await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    anna.upload(&draft, "medical", "a.pdf", &pdf(2000)).await;
    let over = anna.create_upload(&draft, "identity_scan", "b.pdf", 1001).await;
    let problem = over.expect_problem(413, "too_large");
    let error = json!({ "file": { "too_big_together": { "by": 1, "limit": 3000 } } });
    assert_eq!(problem["errors"][0]["error"], error);
    anna.create_upload(&draft, "identity_scan", "b.pdf", 1000).await.expect_status(201);
}
