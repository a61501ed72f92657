//! A correction keeps the number of the application.

use crate::support::cases::{SERVICE, answers};
use crate::support::files::pdf;
use crate::support::{Answer, Client, Server};
use serde_json::{Value, json};

async fn correct(client: &Client, application: &str) -> Answer {
    client.post(&format!("/api/v1/applications/{application}/correction")).send().await
}

/// Sends an application and lets the bureau ask Anna for corrections; returns its id.
async fn asked(server: &Server, anna: &Client) -> String {
    let id = anna.application().await;
    server.bureau(&id, "take").await.expect_status(200);
    server.ask(&id, &["/answers/phone", "/files/medical"]).await.expect_status(200);
    id
}

fn id_of(draft: &Value) -> &str {
    draft["id"].as_str().unwrap()
}

fn states(case: &Value) -> Vec<&str> {
    let journal = case["journal"].as_array().unwrap().iter();
    journal.map(|line| line["state"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_question_says_where_and_what() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    server.ask(&id, &["/answers/phone"]).await.expect_problem(409, "not_allowed");
    server.bureau(&id, "take").await.expect_status(200);
    server.ask(&id, &[]).await.expect_problem(422, "invalid");
    server.ask(&id, &["/answers/dance"]).await.expect_problem(422, "unknown_field");
    correct(&anna, &id).await.expect_problem(409, "not_allowed");
    server.ask(&id, &["/answers/phone", "", "/answers/name"]).await.expect_status(200);
    let case = anna.see(&id).await;
    assert_eq!(
        case["remarks"][2]["pointer"], "/answers/name.surname",
        "where the screen has an input"
    );
    assert_eq!(case["summary"]["state"], "needs_info");
    assert_eq!(case["remarks"][0]["pointer"], "/answers/phone");
    assert_eq!(case["remarks"][1]["text"]["en"], "Check this.");
    let line = &case["journal"][2]["comment"];
    assert_eq!(line["ru"], "Нужны исправления. Проверьте. Проверьте. Проверьте.");
    let letter = anna.outbox().await[0]["text"].as_str().unwrap().to_owned();
    assert!(letter.contains("ждёт ваших исправлений") && !letter.contains("Проверьте"));
}

#[tokio::test]
async fn a_correction_keeps_number_and_place() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = asked(&server, &anna).await;
    let before = anna.see(&id).await;
    let received = "SELECT received_at FROM files WHERE slot = 'identity_scan' AND application = ?";
    let received = async || {
        let row = sqlx::query_scalar::<_, i64>(received).bind(&id);
        row.fetch_one(&mut server.database().await).await.unwrap()
    };
    let received_before = received().await;
    let draft = correct(&anna, &id).await.expect_status(201);
    assert_eq!(draft.header("etag"), "\"1\"");
    let draft = draft.json();
    assert_eq!(draft["corrects"]["application"], json!(id));
    assert_eq!(draft["corrects"]["number"], before["summary"]["number"]);
    assert_eq!(draft["corrects"]["remarks"], before["remarks"]);
    assert_eq!(draft["answers"]["phone"], "+7 900 000-00-01");
    assert_eq!(
        (&draft["answers"]["birth_date"], &draft["answers"]["consent_data"]),
        (&json!("21.03.1968"), &json!(true))
    );
    let list = anna.get("/api/v1/drafts").send().await.json();
    assert_eq!(list["drafts"][0]["corrects"], before["summary"]["number"]);
    // A second press, or another tab, gets the same correction.
    assert_eq!(correct(&anna, &id).await.expect_status(200).json()["id"], draft["id"]);
    let mut answers = draft["answers"].clone();
    answers["phone"] = json!("+7 900 000-00-09");
    anna.save(id_of(&draft), 1, &answers).await.expect_status(200);
    let medical = draft["files"].as_array().unwrap().iter().find(|file| file["slot"] == "medical");
    let medical = format!("/api/v1/uploads/{}", medical.unwrap()["id"].as_str().unwrap());
    anna.delete(&medical).send().await.expect_status(204);
    anna.upload(id_of(&draft), "medical", "чёткая.pdf", &pdf(5000)).await;
    assert_eq!(anna.see(&id).await["files"], before["files"], "nothing changes before sending");
    let sent = anna.submit(id_of(&draft), 2, "c").await.expect_status(201).json();
    assert_eq!((&sent["id"], &sent["number"]), (&json!(id), &before["summary"]["number"]));
    assert_eq!(anna.submit(id_of(&draft), 2, "c").await.expect_status(201).json(), sent);
    anna.submit(id_of(&draft), 2, "d").await.expect_problem(409, "already_sent");
    let after = anna.see(&id).await;
    assert_eq!(states(&after), ["submitted", "in_review", "needs_info", "in_review"]);
    assert!(
        after["journal"][3]["comment"]["ru"].as_str().unwrap().starts_with("Исправления получены")
    );
    assert!(after.get("remarks").is_none());
    let names: Vec<&Value> =
        after["files"].as_array().unwrap().iter().map(|file| &file["name"]).collect();
    assert_eq!(names, ["паспорт.pdf", "чёткая.pdf"]);
    assert_eq!(received().await, received_before, "it has not come again");
    let stored = std::fs::read_dir(server.data().join("files")).unwrap().count();
    assert_eq!(stored, 2, "what was replaced is gone");
    assert_eq!(anna.get("/api/v1/drafts").send().await.json(), json!({ "drafts": [] }));
    let list = anna.get("/api/v1/applications").send().await.json();
    assert_eq!(list["applications"].as_array().unwrap().len(), 1);
    let letters = anna.outbox().await;
    assert!(letters[0]["text"].as_str().unwrap().starts_with("Исправления к заявлению МСЭ-"));
    correct(&anna, &id).await.expect_problem(409, "not_allowed");
    let mut database = server.database().await;
    let count = |sql: &'static str| sqlx::query_scalar::<_, i64>(sql);
    let version = count("SELECT version FROM applications").fetch_one(&mut database).await;
    let consents = count("SELECT count(*) FROM consents").fetch_one(&mut database).await;
    assert_eq!((version.unwrap(), consents.unwrap()), (2, 2), "agreed to once");
    server.bureau(&id, "approve").await.expect_status(200);
}

#[tokio::test]
async fn a_correction_is_checked_as_a_whole() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = asked(&server, &anna).await;
    let draft = correct(&anna, &id).await.expect_status(201).json();
    anna.save(id_of(&draft), 1, &json!({})).await.expect_status(200);
    anna.submit(id_of(&draft), 2, "c").await.expect_problem(422, "invalid");
    assert_eq!(anna.see(&id).await["summary"]["state"], "needs_info");
    anna.save(id_of(&draft), 2, &answers()).await.expect_status(200);
    anna.submit(id_of(&draft), 3, "c").await.expect_status(201);
}

#[tokio::test]
async fn many_at_once_make_one_correction() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = asked(&server, &anna).await;
    let made = futures_util::future::join_all((0..8).map(|_| correct(&anna, &id))).await;
    assert_eq!(made.iter().filter(|answer| answer.status == 201).count(), 1);
    let first = made[0].json();
    for answer in made {
        assert_eq!(answer.json()["id"], first["id"]);
    }
    let stored = std::fs::read_dir(server.data().join("files")).unwrap().count();
    assert_eq!(stored, 4, "no copies are left behind");
    let sent = (0..8).map(|_| anna.submit(id_of(&first), 1, "k"));
    for answer in futures_util::future::join_all(sent).await {
        assert_eq!(answer.expect_status(201).json()["id"], json!(id));
    }
    assert_eq!(anna.see(&id).await["journal"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn a_case_that_has_gone_on_takes_no_correction() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let (withdrawn, refused) = (asked(&server, &anna).await, asked(&server, &anna).await);
    let begun = [correct(&anna, &withdrawn).await.json(), correct(&anna, &refused).await.json()];
    let address = format!("/api/v1/applications/{withdrawn}/withdraw");
    anna.post(&address).send().await.expect_status(200);
    server.bureau(&refused, "refuse").await.expect_status(200);
    for draft in &begun {
        let id = id_of(draft);
        anna.save(id, 1, &answers()).await.expect_problem(409, "not_allowed");
        anna.submit(id, 1, id).await.expect_problem(409, "not_allowed");
        anna.create_upload(id, "medical", "a.pdf", 9).await.expect_problem(409, "not_allowed");
        assert_eq!(anna.draft(id).await["corrects"]["remarks"], json!([]));
    }
    assert_eq!(anna.get("/api/v1/drafts").send().await.json(), json!({ "drafts": [] }));
    let address = format!("/api/v1/drafts/{}", id_of(&begun[0]));
    anna.delete(&address).send().await.expect_status(204);
    correct(&anna, &refused).await.expect_problem(409, "not_allowed");
    assert!(anna.see(&refused).await.get("remarks").is_none());
}

#[tokio::test]
async fn the_term_pauses_until_the_answer() {
    let server = Server::start().await;
    let mut anna = server.anna().await;
    let id = asked(&server, &anna).await;
    let due = |case: &Value| case["summary"]["expected_by"].as_str().unwrap().to_owned();
    let before = due(&anna.see(&id).await);
    server.advance(28 * 24 * 60 * 60).await;
    anna.sign_in(crate::support::ANNA).await;
    let draft = correct(&anna, &id).await.expect_status(201).json();
    anna.submit(id_of(&draft), 1, "c").await.expect_status(201);
    let after = due(&anna.see(&id).await);
    assert_ne!(after, before);
    // The bureau asked on the day of sending, so the whole term is left, as for an application sent today.
    let fresh = anna.application().await;
    assert_eq!(after, due(&anna.see(&fresh).await));
}

#[tokio::test]
async fn a_stranger_corrects_nothing() {
    let server = Server::start().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let id = asked(&server, &anna).await;
    correct(&pyotr, &id).await.expect_problem(404, "not_found");
    let draft = correct(&anna, &id).await.json();
    pyotr.submit(id_of(&draft), 1, "k").await.expect_problem(404, "not_found");
    anna.begin(&json!({ "service": SERVICE, "from": id })).await.expect_problem(409, "not_allowed");
}

/// For applications that were corrected before the server stored the time, the migration takes it from the journal.
#[tokio::test]
async fn the_journal_knows_when_a_correction_came() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let (corrected, plain) = (asked(&server, &anna).await, anna.application().await);
    server.bureau(&plain, "take").await.expect_status(200);
    let draft = correct(&anna, &corrected).await.json();
    anna.submit(id_of(&draft), 1, "c").await.expect_status(201);
    server.bureau(&corrected, "approve").await.expect_status(200);
    let mut database = server.database().await;
    let times = "SELECT corrected_at FROM applications ORDER BY sent_at";
    let times = sqlx::query_scalar::<_, Option<i64>>(times);
    let before = times.fetch_all(&mut database).await.unwrap();
    assert!(before[0].is_some() && before[1].is_none());
    let migration = include_str!("../../migrations/0004_corrections_received.sql");
    let (_, update) = migration.split_at(migration.find("UPDATE").unwrap());
    for sql in ["UPDATE applications SET corrected_at = NULL", update] {
        sqlx::query(sql).execute(&mut database).await.unwrap();
    }
    let times = "SELECT corrected_at FROM applications ORDER BY sent_at";
    let times = sqlx::query_scalar::<_, Option<i64>>(times);
    assert_eq!(times.fetch_all(&mut database).await.unwrap(), before);
}
