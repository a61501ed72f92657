use crate::support::Server;
use crate::support::office::no_group;
use crate::support::services::{alone, only};
use serde_json::json;
use std::process::Output;
use std::time::{Duration, Instant};

fn clerk(server: &Server, args: &[&str]) -> Output {
    server.clerk().args(args).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_works_on_a_running_server() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let number = anna.see(&id).await["summary"]["number"].as_str().unwrap().to_owned();
    let list = said(&clerk(&server, &["list"]));
    assert!(list.contains(&number) && list.contains("submitted") && list.contains(&id), "{list}");
    assert!(!list.contains("Петрова"));
    let mut events = anna.events(None).await;
    events.event("hello").await;
    assert!(clerk(&server, &["take", &id]).status.success());
    let started = Instant::now();
    assert!(events.event("case").await.contains("in_review"));
    assert!(started.elapsed() < Duration::from_secs(1), "another process is noticed soon");
    let bare = clerk(&server, &["approve", &number]);
    assert!(String::from_utf8_lossy(&bare.stderr).contains("says what was decided"));
    let file = server.folder().join("act.json");
    std::fs::write(&file, json!({ "act": "approve", "result": no_group() }).to_string()).unwrap();
    let approved = clerk(&server, &["act", &number, "--json", file.to_str().unwrap()]);
    assert!(approved.status.success());
    assert!(events.event("case").await.contains("approved"));
    assert_eq!(anna.see(&id).await["summary"]["state"], "approved");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_publishes_nothing() {
    let server = Server::start_with(|settings| {
        settings.test_doors = true;
        let text = alone().to_string();
        let text = text.replace("\"ru\":\"Телефон\"", "\"ru\":\"Куда позвонить?\"");
        only(settings, &[serde_json::from_str(&text).unwrap()]);
    })
    .await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let done = clerk(&server, &["take", &id]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let kept = "SELECT count(*) FROM definitions";
    let kept: i64 = sqlx::query_scalar(kept).fetch_one(&mut server.database().await).await.unwrap();
    assert_eq!(kept, 1, "the services of the server, not those that its program has");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_asks_for_corrections() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let ask = ["ask", &id, "--at", "/answers/phone", "--text", "Проверьте номер."];
    assert!(!clerk(&server, &ask).status.success(), "nobody has taken it yet");
    assert!(clerk(&server, &["take", &id]).status.success());
    let wrong = clerk(&server, &["ask", &id, "--at", "/answers/dance", "--text", "x"]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("no such place"));
    let book = "я".repeat(3000);
    let long = clerk(&server, &["ask", &id, "--text", &book]);
    assert!(String::from_utf8_lossy(&long.stderr).contains("very long"));
    let asked = clerk(&server, &ask);
    assert!(asked.status.success() && said(&asked).contains("needs_info"));
    let remarks = anna.see(&id).await["remarks"].clone();
    let expected = json!([{ "pointer": "/answers/phone", "text": { "ru": "Проверьте номер." } }]);
    assert_eq!(remarks, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_refuses_with_a_code() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let wrong = clerk(&server, &["refuse", &id, "--code", "weather"]);
    assert!(!wrong.status.success());
    assert!(
        String::from_utf8_lossy(&wrong.stderr).contains("registry_mismatch"),
        "names the codes"
    );
    assert!(clerk(&server, &["refuse", &id, "--code", "registry_mismatch"]).status.success());
    assert_eq!(anna.see(&id).await["decision"]["refusal"]["code"], json!("registry_mismatch"));
    let late = clerk(&server, &["approve", &id]);
    assert!(!late.status.success());
    assert!(!clerk(&server, &["approve", "МСЭ-1999-000001"]).status.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_writes_about_a_case_and_answers_a_question() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let written =
        clerk(&server, &["--by", "Белова Ольга", "write", &id, "--text", "Здравствуйте!"]);
    assert!(written.status.success(), "{written:?}");
    let talk = anna.talk(&id).await;
    assert_eq!(talk["messages"][0]["text"], "Здравствуйте!");
    assert_eq!(talk["messages"][0]["name"], "Белова Ольга");
    let ask = json!({ "category": "other", "text": "Где вы?" });
    let ask = anna.post("/api/v1/questions").header("idempotency-key", "a").json(&ask);
    let asked = ask.send().await.expect_status(201).json();
    let number = asked["number"].as_str().unwrap();
    assert!(clerk(&server, &["write", number, "--text", "На улице Мира."]).status.success());
    let seen = anna.get(&format!("/api/v1/questions/{}", asked["id"].as_str().unwrap()));
    assert_eq!(seen.send().await.json()["state"], "answered");
    for wrong in [
        vec!["write", "nothing", "--text", "a"],
        vec!["write", &id, "--text", " "],
        vec!["write", &id],
        vec!["write", &id, "--at", "/files/medical", "--text", "a"],
    ] {
        let output = clerk(&server, &wrong);
        assert!(!output.status.success() && !output.stderr.is_empty(), "{wrong:?}");
    }
}
