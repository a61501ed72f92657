//! What the server says about the content of a file.

use crate::support::files::pdf;
use crate::support::{Client, Server};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

async fn judged(anna: &Client, name: &str, bytes: &[u8]) -> Value {
    let draft = anna.new_draft().await;
    let upload = anna.upload(&draft, "medical", name, bytes).await;
    anna.get(&upload).send().await.expect_status(200).json()
}

#[tokio::test]
async fn good_files_are_accepted() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let jpeg = [b"\xFF\xD8\xFF\xE0".as_slice(), &[0; 5000], b"\xFF\xD9"].concat();
    for (name, bytes) in [("a.pdf", pdf(70_000)), ("фото.JPG", jpeg), ("без расширения", pdf(100))]
    {
        let info = judged(&anna, name, &bytes).await;
        assert_eq!((&info["state"], &info["error"]), (&json!("accepted"), &Value::Null), "{name}");
        let hash: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(info["sha256"], hash.as_str());
    }
}

#[tokio::test]
async fn bad_files_are_rejected_with_the_reason() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let whole = pdf(70_000);
    let cut = &whole[..69_000];
    let encrypted = [b"%PDF-1.7\n".as_slice(), &[b' '; 100], b"/Encrypt 1 0 R\n%%EOF\n"].concat();
    for (name, bytes, reason) in [
        ("a.pdf", b"".as_slice(), json!("empty")),
        ("a.pdf", cut, json!("truncated")),
        ("a.pdf", &encrypted, json!("encrypted")),
        ("a.jpg", &whole, json!({ "mismatch": { "claimed": "jpeg", "actual": "pdf" } })),
        (
            "a.exe",
            b"MZ\x90\0 this program",
            json!({ "type": { "allowed": ["pdf", "jpeg", "png", "doc", "docx"] } }),
        ),
    ] {
        let info = judged(&anna, name, bytes).await;
        assert_eq!((&info["state"], &info["error"]), (&json!("rejected"), &reason), "{name}");
    }
}

#[tokio::test]
async fn names_are_made_harmless() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let info = judged(&anna, "C:\\scans\\спра\u{202E}вка.pdf", &pdf(100)).await;
    assert_eq!(info["name"], "справка.pdf");
}

#[tokio::test]
async fn nothing_readable_lies_on_the_disk() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let bytes = pdf(300_000);
    judged(&anna, "a.pdf", &bytes).await;
    let files = std::fs::read_dir(server.data().join("files")).unwrap();
    let stored = std::fs::read(files.last().unwrap().unwrap().path()).unwrap();
    assert!(stored.len() > bytes.len());
    assert!(!stored.windows(16).any(|window| window == &bytes[..16]));
    assert!(!stored.windows(64).any(|window| window == &bytes[1000..1064]));
}
