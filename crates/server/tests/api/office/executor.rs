//! Who works on a case.

use super::{newest, sent};
use crate::support::Server;
use serde_json::{Value, json};

fn assign(to: Option<&str>) -> Value {
    json!({ "act": "assign", "executor": to })
}

#[tokio::test]
async fn a_case_is_given_taken_and_given_back() {
    let server = Server::start().await;
    let (anna, id) = sent(&server).await;
    server.bureau(&id, "check").await.expect_status(200);
    let (expert, manager) = (server.expert().await, server.manager().await);
    let intake = server.colleague("Лебедев Андрей Николаевич", "intake").await;
    let given = intake.act(&id, &assign(Some(&expert.id))).await.expect_status(200).json();
    assert_eq!(given["summary"]["executor"]["name"], "Соколова Ирина Викторовна");
    let line = newest(&anna, &id).await;
    assert_eq!(line["comment"]["ru"], "Вашим заявлением занимается Соколова Ирина Викторовна.");
    let version = expert.version(&id).await;
    intake.act(&id, &assign(Some(&expert.id))).await.expect_status(200);
    assert_eq!(expert.version(&id).await, version, "it is theirs already");
    // An expert gives back what is theirs, takes what is nobody's, and touches nothing of others.
    expert.act(&id, &assign(Some(&manager.id))).await.expect_problem(403, "forbidden");
    expert.act(&id, &assign(None)).await.expect_status(200);
    assert!(expert.see(&id).await["summary"].get("executor").is_none());
    expert.act(&id, &assign(Some(&expert.id))).await.expect_status(200);
    manager.act(&id, &assign(Some(&manager.id))).await.expect_status(200);
    expert.act(&id, &assign(None)).await.expect_problem(403, "forbidden");
    expert.act(&id, &assign(Some(&expert.id))).await.expect_problem(403, "forbidden");
}

#[tokio::test]
async fn only_somebody_who_works_on_cases_gets_one() {
    let server = Server::start().await;
    let (_, id) = sent(&server).await;
    let manager = server.manager().await;
    let support = server.colleague("Яшин Олег Петрович", "support").await;
    for nobody in ["", "x", "me", &support.id, &"x".repeat(500)] {
        let problem = manager.act(&id, &assign(Some(nobody))).await.expect_problem(422, "invalid");
        assert_eq!(problem["errors"][0], json!({ "pointer": "/executor", "error": "not_offered" }));
    }
    let staff = manager.get("/staff").await.expect_status(200).json();
    let names: Vec<_> =
        staff["staff"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
    assert_eq!(names, ["Громова Вера Ильинична", "Яшин Олег Петрович"]);
}
