//! Who did and read what.

use super::sent;
use crate::support::Server;
use serde_json::{Value, json};

#[tokio::test]
async fn every_act_and_every_reading_is_in_the_audit_with_its_actor() {
    let server = Server::start().await;
    let (anna, id) = sent(&server).await;
    let (expert, manager) = (server.expert().await, server.manager().await);
    let file = anna.see(&id).await["files"][0]["id"].as_str().unwrap().to_owned();
    expert.get("/cases").await.expect_status(200);
    expert.see(&id).await;
    for _ in 0..2 {
        expert.get(&format!("/cases/{id}/files/{file}")).await.expect_status(200);
    }
    expert.mark(&id, &file, &json!({ "mark": "accepted" })).await.expect_status(200);
    let version = expert.version(&id).await;
    let take = json!({ "act": "take" });
    expert.act_on(&id, &version, "k", &take).await.expect_status(200);
    let audit = manager.get("/audit?actor=x").await.expect_status(200).json();
    assert_eq!(audit, json!({ "lines": [] }));
    let audit = manager.get(&format!("/audit?actor={}", expert.id)).await.expect_status(200).json();
    let lines = audit["lines"].as_array().unwrap();
    let said: Vec<[&Value; 3]> =
        lines.iter().map(|line| [&line["act"], &line["application"], &line["subject"]]).collect();
    let (none, case, subject) = (&Value::Null, &json!(id), &json!(file));
    let line = |act: &str| json!(act);
    let acts =
        ["listed", "read_case", "file", "read_file", "read_file", "file", "read_case", "state"]
            .map(line);
    assert_eq!(
        said,
        [
            [&acts[0], none, none],
            [&acts[1], case, none],
            [&acts[2], case, subject],
            [&acts[3], case, subject],
            [&acts[4], case, subject],
            [&acts[5], case, subject],
            [&acts[6], case, none],
            [&acts[7], case, none],
        ]
    );
    assert!(lines.iter().all(|line| line["name"] == "Соколова Ирина Викторовна"));
    let of_case = manager.get(&format!("/audit?application={id}&limit=3")).await.json();
    let lines = of_case["lines"].as_array().unwrap();
    assert_eq!((lines.len(), &lines[0]["actor"]), (3, &json!("citizen")));
    let next = of_case["next"].as_i64().unwrap();
    assert_eq!(next, lines[2]["id"].as_i64().unwrap());
    let rest = manager.get(&format!("/audit?application={id}&after={next}")).await.json();
    let first = rest["lines"][0]["id"].as_i64().unwrap();
    assert!(first > next);
    let last = rest["lines"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["act"], &last["actor"]),
        (&json!("read_audit"), &json!(manager.id)),
        "reading the audit is a line too"
    );
    for question in ["limit=0", "limit=1001", "after=x", "dance=1"] {
        manager.get(&format!("/audit?{question}")).await.expect_problem(400, "malformed");
    }
    manager.get("/audit?application=x").await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn what_is_refused_changes_nothing_and_is_no_act() {
    let server = Server::start().await;
    let (_, id) = sent(&server).await;
    let intake = server.colleague("Лебедев Андрей Николаевич", "intake").await;
    let approve = json!({ "act": "approve" });
    intake.act_on(&id, "\"1\"", "k", &approve).await.expect_problem(403, "forbidden");
    let manager = server.manager().await;
    let audit = manager.get(&format!("/audit?actor={}", intake.id)).await.json();
    assert_eq!(audit, json!({ "lines": [] }));
}
