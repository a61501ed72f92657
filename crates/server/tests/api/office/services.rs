//! What the office's systems learn of the services.

use crate::support::Server;
use crate::support::services::{alone, only};
use serde_json::{Value, json};
use std::path::Path;

/// The schema that the documents have.
fn documented(name: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/results");
    let text = std::fs::read_to_string(folder.join(format!("{name}.schema.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[tokio::test]
async fn every_service_says_what_its_decisions_hold() {
    let server = Server::start().await;
    let expert = server.expert().await;
    let listed = expert.get("/services").await.expect_status(200).json();
    let services = listed["services"].as_array().unwrap();
    assert_eq!(services.len(), 9);
    let examination = services.iter().find(|one| one["id"] == "mse_application").unwrap();
    let expected = json!({
        "id": "mse_application", "title": "Медико-социальная экспертиза", "version": 5,
        "results": ["approved", "refused"], "has_report": false,
    });
    assert_eq!(*examination, expected);
    let mut told = 0;
    for service in services {
        let id = service["id"].as_str().unwrap();
        for outcome in ["approved", "refused"] {
            let path = format!("/services/{id}/result?outcome={outcome}");
            let answer = expert.get(&path).await;
            if service["results"].as_array().unwrap().contains(&json!(outcome)) {
                let answer = answer.expect_status(200);
                assert_eq!(answer.header("content-type"), "application/schema+json");
                assert_eq!(answer.json(), documented(&format!("{id}.{outcome}")));
                told += 1;
            } else {
                answer.expect_problem(404, "not_found");
            }
        }
        let report = expert.get(&format!("/services/{id}/report")).await;
        if service["has_report"] == true {
            let report = report.expect_status(200);
            assert_eq!(report.header("content-type"), "application/schema+json");
            assert_eq!(report.json(), documented(&format!("{id}.report")));
            told += 1;
        } else {
            report.expect_problem(404, "not_found");
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/results");
    assert_eq!(told, std::fs::read_dir(folder).unwrap().count());
}

#[tokio::test]
async fn a_service_without_a_result_has_none() {
    let server = Server::start_with(|settings| {
        settings.test_doors = true;
        let mut service = alone();
        service["office"].as_object_mut().unwrap().remove("result");
        only(settings, &[service]);
    })
    .await;
    let expert = server.expert().await;
    let listed = expert.get("/services").await.expect_status(200).json();
    assert_eq!(listed["services"][0]["results"], json!([]));
    let result = expert.get("/services/mse_application/result?outcome=approved").await;
    result.expect_problem(404, "not_found");
}

#[tokio::test]
async fn only_outcomes_and_services_that_there_are_can_be_asked_for() {
    let server = Server::start().await;
    let expert = server.expert().await;
    for question in
        ["", "?outcome=", "?outcome=dance", "?outcome=approved&x=1", "?outcome[]=approved"]
    {
        let path = format!("/services/mse_application/result{question}");
        expert.get(&path).await.expect_problem(400, "malformed");
    }
    for path in ["/services/dance/result?outcome=approved", "/services/dance/report"] {
        expert.get(path).await.expect_problem(404, "not_found");
    }
}
