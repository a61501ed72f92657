//! The program as a whole: what it prints, what it logs, how it ends.

use crate::support::Client;
use crate::support::files::{pdf, slow_body};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn start(data: &std::path::Path) -> (Child, Vec<String>, Client) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_okno-server"))
        .args(["serve", "--listen", "127.0.0.1:0", "--demo", "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: Vec<String> = BufReader::new(child.stdout.as_mut().unwrap())
        .lines()
        .take(3)
        .map(Result::unwrap)
        .collect();
    let address = lines[0].rsplit("http://").next().unwrap().parse().unwrap();
    (child, lines, Client::new(address))
}

/// Uses the `kill` of the shell, because not every machine has the program.
fn signal(child: &Child, name: &str) {
    let kill = format!("kill -{name} {}", child.id());
    assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn it_says_where_it_is_and_ends_in_good_order() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, lines, mut anna) = start(&folder.path().join("data"));
    assert!(lines[1].contains("+7 900 000-00-01") && lines[1].contains("Okno-2026!"), "{lines:?}");
    assert!(lines[2].contains("/dev/outbox"), "{lines:?}");
    anna.sign_in("demo@okno.example").await;
    let draft = anna.new_draft().await;
    let mut events = anna.events(None).await;
    events.event("hello").await;
    let started = Instant::now();
    signal(&child, "TERM");
    assert!(child.wait().unwrap().success());
    assert!(started.elapsed() < Duration::from_secs(5));
    let mut logs = String::new();
    child.stderr.take().unwrap().read_to_string(&mut logs).unwrap();
    let template = logs.lines().any(|line| line.contains("\"route\":\"/api/v1/auth/login\""));
    assert!(template, "{logs}");
    for secret in ["demo@", "900000", "Анна", draft.as_str(), "__Host"] {
        assert!(!logs.contains(secret), "{secret}: {logs}");
    }
}

/// In a process of its own: all servers of a process share the queue.
#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_passwords_is_told_to_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, _, mut anna) = start(&folder.path().join("data"));
    let tries = (0..150).map(|n| {
        let client = anna.clone();
        async move { client.log_in(&format!("{n}@okno.example"), "wrong").await.status }
    });
    let statuses = futures_util::future::join_all(tries).await;
    assert!(statuses.iter().all(|status| matches!(status, 401 | 503)), "{statuses:?}");
    assert!(statuses.contains(&503), "{statuses:?}");
    anna.sign_in("demo@okno.example").await;
    signal(&child, "TERM");
    assert!(child.wait().unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_data_folder_without_its_key_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (mut child, _, _) = start(&data);
    signal(&child, "INT");
    assert!(child.wait().unwrap().success());
    std::fs::remove_file(data.join("key")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_okno-server"))
        .args(["serve", "--listen", "127.0.0.1:0", "--demo", "--data"])
        .arg(&data)
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("key"));
}

#[test]
fn the_contract_and_the_usage_can_be_printed() {
    let run = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_okno-server")).args(args).output().unwrap()
    };
    let contract = run(&["openapi"]);
    assert!(serde_json::from_slice::<serde_json::Value>(&contract.stdout).is_ok());
    assert!(run(&["--help"]).status.success());
    let wrong = run(&["dance"]);
    assert!(!wrong.status.success());
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("okno-server serve"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_loses_moments_of_an_upload_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (mut child, _, mut anna) = start(&data);
    anna.sign_in("demo@okno.example").await;
    let (draft, file) = (anna.new_draft().await, pdf(3_000_000));
    let upload = anna.new_upload(&draft, "medical", "a.pdf", file.len()).await;
    let (bytes, body) = slow_body();
    let writing = tokio::spawn({
        let (anna, upload) = (anna.clone(), upload.clone());
        async move { anna.patch_with(&upload, 0, body).await }
    });
    for chunk in file.chunks(200_000).take(10) {
        bytes.send(chunk.to_vec().into()).unwrap();
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(writing.await.unwrap(), 0, "no answer");
    let (mut child, _, again) = start(&data);
    anna.address = again.address;
    let offset = anna.offset(&upload).await;
    assert!((600_000..=2_000_000).contains(&offset), "{offset}");
    anna.patch(&upload, offset, &file[offset..]).await.expect_status(204);
    let info = anna.get(&upload).send().await.json();
    let hash: String = Sha256::digest(&file).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((&info["state"], &info["sha256"]), (&json!("accepted"), &json!(hash)));
    child.kill().unwrap();
    child.wait().unwrap();
}
