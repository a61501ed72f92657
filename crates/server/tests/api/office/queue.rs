//! The queue of the office.

use crate::support::Server;
use crate::support::office::no_group;
use serde_json::{Value, json};

fn ids(answer: &Value) -> Vec<String> {
    let cases = answer["cases"].as_array().unwrap().iter();
    cases.map(|case| case["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_queue_has_the_earliest_date_first_and_pages_through() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let mut sent = Vec::new();
    for _ in 0..5 {
        sent.push(anna.application().await);
        server.advance(1).await;
    }
    let sql = "UPDATE applications SET expected_by = '2026-11-19' WHERE id = ?";
    sqlx::query(sql).bind(&sent[3]).execute(&mut server.database().await).await.unwrap();
    let due = [3, 0, 1, 2, 4].map(|at: usize| sent[at].clone());
    let expert = server.expert().await;
    let all = expert.get("/cases").await.expect_status(200).json();
    assert_eq!((ids(&all), all.get("next")), (due.to_vec(), None));
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = expert.get(&format!("/cases?limit=2{after}")).await.expect_status(200).json();
        seen.extend(ids(&page));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(seen, due);
    expert.get("/cases?after=x").await.expect_problem(404, "not_found");
    assert!(!String::from_utf8_lossy(&expert.get("/cases").await.body).contains("Петрова"));
}

#[tokio::test]
async fn the_queue_is_filtered() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let [new, mine, asked, decided] = [
        anna.application().await,
        anna.application().await,
        anna.application().await,
        anna.application().await,
    ];
    let expert = server.expert().await;
    for id in [&mine, &asked, &decided] {
        expert.act(id, &json!({ "act": "take" })).await.expect_status(200);
    }
    server.ask(&asked, &["/answers/phone"]).await.expect_status(200);
    expert.approve(&decided, &no_group()).await.expect_status(200);
    for (question, expected) in [
        ("", vec![&new, &mine, &asked]),
        ("?state=submitted", vec![&new]),
        ("?state=approved", vec![&decided]),
        ("?executor=none", vec![&new]),
        ("?executor=me", vec![&mine, &asked]),
        ("?executor=me&state=in_review", vec![&mine]),
        ("?service=mse_application&category=standard", vec![&new, &mine, &asked]),
        ("?service=mse_copy", vec![]),
        ("?category=urgent", vec![]),
        ("?overdue=true", vec![]),
    ] {
        let found = expert.get(&format!("/cases{question}")).await.expect_status(200).json();
        let mut expected: Vec<_> = expected.into_iter().cloned().collect();
        let mut found = ids(&found);
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{question}");
    }
    let sql = "UPDATE applications SET expected_by = '2026-11-17'";
    sqlx::query(sql).execute(&mut server.database().await).await.unwrap();
    let late = ids(&expert.get("/cases?overdue=true").await.json());
    assert_eq!(late.len(), 2, "whoever waits for the citizen is not late");
    assert!(!late.contains(&asked) && !late.contains(&decided));
}

#[tokio::test]
async fn an_odd_question_is_400() {
    let server = Server::start().await;
    let expert = server.expert().await;
    let long = format!("service={}", "x".repeat(65));
    for question in [
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=x",
        "state=dance",
        "overdue=2",
        "dance=1",
        &long,
    ] {
        expert.get(&format!("/cases?{question}")).await.expect_problem(400, "malformed");
    }
}
