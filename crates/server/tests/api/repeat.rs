//! After a decision: applying again, and appealing.

use crate::support::cases::{SERVICE, answers};
use crate::support::services::alone;
use crate::support::{Client, Server};
use serde_json::{Value, json};
use std::path::Path;

fn from(service: &str, application: &str) -> Value {
    json!({ "service": service, "from": application })
}

fn stored(server: &Server) -> usize {
    std::fs::read_dir(server.data().join("files")).unwrap().count()
}

#[tokio::test]
async fn a_refused_application_is_repeated_with_its_answers_and_files() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    assert_eq!(anna.see(&id).await["can_repeat"], false);
    anna.begin(&from(SERVICE, &id)).await.expect_problem(409, "not_allowed");
    server.bureau(&id, "refuse").await.expect_status(200);
    assert_eq!(anna.see(&id).await["can_repeat"], true);
    let draft = anna.begin(&from(SERVICE, &id)).await.expect_status(201).json();
    assert_eq!(draft["answers"]["description"], answers()["description"]);
    assert_eq!(draft["answers"]["birth_date"], "21.03.1968");
    assert!(draft["answers"].get("consent_data").is_none(), "agreed to anew");
    assert!(draft.get("corrects").is_none());
    let files = draft["files"].as_array().unwrap();
    let names: Vec<&Value> = files.iter().map(|file| &file["name"]).collect();
    assert_eq!(names, ["паспорт.pdf", "справка.pdf"]);
    assert!(files.iter().all(|file| file["state"] == "accepted"));
    assert_eq!(stored(&server), 4, "copies of their own");
    // Deleting a file of the draft does not delete that of the application.
    let file = format!("/api/v1/uploads/{}", files[1]["id"].as_str().unwrap());
    anna.delete(&file).send().await.expect_status(204);
    assert_eq!(anna.see(&id).await["files"].as_array().unwrap().len(), 2);
    let (draft, bytes) = (draft["id"].as_str().unwrap(), crate::support::files::pdf(4000));
    anna.upload(draft, "medical", "новая.pdf", &bytes).await;
    anna.save(draft, 1, &answers()).await.expect_status(200);
    let sent = anna.submit(draft, 2, "again").await.expect_status(201).json();
    assert_ne!(sent["id"], json!(id));
    assert!(sent["number"].as_str().unwrap().ends_with("-000002"));
    // The bureau's check finds the copied files undamaged.
    let checked = server.bureau(sent["id"].as_str().unwrap(), "check").await.json();
    assert_eq!(checked["state"], "in_review");
}

#[tokio::test]
async fn a_withdrawn_application_is_repeated_and_an_approved_one_is_not() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let (gone, good) = (anna.application().await, anna.application().await);
    anna.post(&format!("/api/v1/applications/{gone}/withdraw")).send().await.expect_status(200);
    server.bureau(&good, "check").await.expect_status(200);
    server.bureau(&good, "approve").await.expect_status(200);
    assert_eq!(anna.see(&gone).await["can_repeat"], true);
    assert_eq!(anna.see(&good).await["can_repeat"], false);
    anna.begin(&from(SERVICE, &gone)).await.expect_status(201);
    anna.begin(&from(SERVICE, &good)).await.expect_problem(409, "not_allowed");
    anna.begin(&from("so_complaint", &gone)).await.expect_problem(409, "not_allowed");
    let pyotr = server.pyotr().await;
    pyotr.begin(&from(SERVICE, &gone)).await.expect_problem(404, "not_found");
    anna.begin(&from(SERVICE, "dance")).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn an_appeal_begins_with_the_decision() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    anna.begin(&from("mse_appeal", &id)).await.expect_problem(409, "not_allowed");
    server.bureau(&id, "check").await.expect_status(200);
    server.bureau(&id, "approve").await.expect_status(200);
    let case = anna.see(&id).await;
    let draft = anna.begin(&from("mse_appeal", &id)).await.expect_status(201).json();
    assert_eq!(draft["answers"]["decision.number"], case["decision"]["number"]);
    let issued = draft["answers"]["decision.issued"].as_str().unwrap();
    assert!(issued.len() == 10 && issued.as_bytes()[2] == b'.', "{issued}");
    assert_eq!(draft["answers"]["decision.received"], issued);
    assert_eq!(draft["answers"]["name.surname"], "Петрова");
    let filled = draft["filled"].as_array().unwrap();
    let decision = filled.iter().find(|filled| filled["field"] == "decision").unwrap();
    assert_eq!(decision["application"], case["summary"]["number"]);
    assert!(draft["files"].as_array().unwrap().is_empty());
}

/// Writes a catalogue with one service that is open between these days.
fn publish(folder: &Path, opens: &str, closes: &str) {
    let mut service = alone();
    service["office"]["opens"] = json!(opens);
    service["office"]["closes"] = json!(closes);
    std::fs::write(folder.join("mse_application.json"), service.to_string()).unwrap();
}

async fn sent(anna: &Client) -> String {
    anna.application().await
}

#[tokio::test]
async fn a_closed_service_takes_nothing_and_keeps_the_draft() {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path(), "2020-01-01", "2099-01-01");
    let services = folder.path().to_owned();
    let server = Server::start_with(|settings| {
        settings.test_doors = true;
        settings.services = Some(services);
    })
    .await;
    let mut anna = server.anna().await;
    let (draft, refused, asked) = (anna.full_draft().await, sent(&anna).await, sent(&anna).await);
    server.bureau(&refused, "refuse").await.expect_status(200);
    server.bureau(&asked, "take").await.expect_status(200);
    server.ask(&asked, &["/answers/phone"]).await.expect_status(200);
    publish(folder.path(), "2020-01-01", "2020-12-31");
    let server = server.restart().await;
    anna.address = server.address;
    anna.begin(&json!({ "service": SERVICE })).await.expect_problem(409, "not_allowed");
    anna.begin(&from(SERVICE, &refused)).await.expect_problem(409, "not_allowed");
    assert_eq!(anna.see(&refused).await["can_repeat"], false);
    anna.submit(&draft, 2, "k").await.expect_problem(409, "not_allowed");
    let kept = anna.draft(&draft).await;
    assert_eq!((&kept["version"], kept["files"].as_array().unwrap().len()), (&json!(2), 2));
    // An application that was sent in time can still be corrected.
    let address = format!("/api/v1/applications/{asked}/correction");
    let correction = anna.post(&address).send().await.expect_status(201).json();
    anna.submit(correction["id"].as_str().unwrap(), 1, "c").await.expect_status(201);
}
