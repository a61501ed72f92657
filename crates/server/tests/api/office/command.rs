//! The office from the command line.

use super::{newest, sent};
use crate::support::Server;
use serde_json::json;
use std::io::Write as _;
use std::process::{Output, Stdio};

fn office(server: &Server, args: &[&str]) -> Output {
    server.command("office").args(args).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complaint(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_issued_beside_a_running_server_and_shown_once() {
    let server = Server::start().await;
    let issue = ["token", "issue", "--name", "Соколова Ирина Викторовна", "--role", "expert"];
    let token = said(&office(&server, &issue));
    let token = token.trim_end();
    assert!(token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "{token}");
    let request = || {
        let request = server.client().get("/office/v1/cases");
        request.header("authorization", &format!("Bearer {token}")).send()
    };
    request().await.expect_status(200);
    let list = said(&office(&server, &["token", "list"]));
    assert!(list.contains("Соколова") && list.contains("expert") && list.contains("\tgood\t"));
    assert!(!list.contains(token));
    let name = list.split('\t').next().unwrap();
    assert!(office(&server, &["token", "revoke", name]).status.success());
    request().await.expect_problem(401, "sign_in_required");
    assert!(said(&office(&server, &["token", "list"])).contains("\trevoked\t"));
    assert!(complaint(&office(&server, &["token", "revoke", "x"])).contains("no such token"));
    for days in ["0", "367"] {
        let wrong = office(&server, &[&issue[..], &["--days", days]].concat());
        assert!(complaint(&wrong).contains("not 1 to 366"));
    }
    let audit = said(&office(&server, &["audit", "--by", "system"]));
    assert!(audit.contains("token_issued") && audit.contains("token_revoked"), "{audit}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_of_a_case_is_read() {
    let server = Server::start().await;
    let (anna, id) = sent(&server).await;
    let expert = server.expert().await;
    expert.act(&id, &json!({ "act": "take" })).await.expect_status(200);
    let number = anna.see(&id).await["summary"]["number"].as_str().unwrap().to_owned();
    let lines = said(&office(&server, &["audit", "--case", &number]));
    let acts: Vec<_> = lines.lines().map(|line| line.split('\t').nth(3).unwrap()).collect();
    assert_eq!(acts, ["state", "read_case", "state"]);
    assert!(lines.lines().all(|line| line.contains(&id)));
    let by = said(&office(&server, &["audit", "--by", "Соколова Ирина Викторовна"]));
    assert_eq!(by.lines().count(), 2, "{by}");
    let first = by.split('\t').next().unwrap();
    let rest = office(&server, &["audit", "--by", "Соколова Ирина Викторовна", "--after", first]);
    assert_eq!(said(&rest).lines().count(), 1);
    assert!(complaint(&office(&server, &["audit", "--by", "x"])).contains("nobody of the office"));
    assert!(complaint(&office(&server, &["audit", "--case", "x"])).contains("no such application"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_does_any_act_under_a_name() {
    let server = Server::start().await;
    let (anna, id) = sent(&server).await;
    let act = |by: &[&str], act: &str| {
        let mut clerk = server.clerk();
        clerk.args(["act", &id]).args(by).stdin(Stdio::piped());
        let mut clerk = clerk.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        clerk.stdin.take().unwrap().write_all(act.as_bytes()).unwrap();
        clerk.wait_with_output().unwrap()
    };
    let wait = r#"{ "act": "wait", "for": "doctor" }"#;
    assert!(said(&act(&[], wait)).contains("submitted"));
    assert_eq!(newest(&anna, &id).await["kind"], "wait");
    let file = server.folder().join("act.json");
    std::fs::write(&file, r#"{ "act": "take" }"#).unwrap();
    let taken = act(&["--by", "Ким Анна Олеговна", "--json", file.to_str().unwrap()], "");
    assert!(said(&taken).contains("in_review"));
    let manager = server.manager().await;
    let case = manager.see(&id).await;
    assert_eq!(case["summary"]["executor"]["name"], "Ким Анна Олеговна");
    assert!(complaint(&act(&[], "{")).contains("no act"));
    assert!(complaint(&act(&[], r#"{ "act": "take" }"#)).contains("does not allow"));
    let refer = r#"{ "act": "refer", "agency": { "ru": "" }, "reason": { "ru": "а" } }"#;
    assert!(complaint(&act(&[], refer)).contains("/agency"));
    server.colleague("Лебедев Андрей Николаевич", "intake").await;
    let forbidden = act(&["--by", "Лебедев Андрей Николаевич"], r#"{ "act": "approve" }"#);
    assert!(complaint(&forbidden).contains("role"));
    let audit = manager.get(&format!("/audit?application={id}")).await.json();
    let names: Vec<_> =
        audit["lines"].as_array().unwrap().iter().map(|line| &line["name"]).collect();
    assert!(names.contains(&&json!("Дежурный специалист")), "{names:?}");
}
