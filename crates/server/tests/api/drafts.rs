use crate::support::Server;
use crate::support::cases::{SERVICE, answers};
use crate::support::files::pdf;
use serde_json::{Value, json};

fn address(draft: &str) -> String {
    format!("/api/v1/drafts/{draft}")
}

#[tokio::test]
async fn a_draft_is_made_saved_read_listed_and_deleted() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let made = anna.post("/api/v1/drafts").json(&json!({ "service": SERVICE })).send().await;
    let made = made.expect_status(201);
    let draft = made.json();
    let id = draft["id"].as_str().unwrap();
    assert_eq!((made.header("location"), made.header("etag")), (address(id).as_str(), "\"1\""));
    assert_eq!((&draft["version"], &draft["files"]), (&json!(1), &json!([])));
    let saved = anna.save(id, 1, &json!({ "snils": "abc" })).await.expect_status(200);
    assert_eq!(saved.header("etag"), "\"2\"");
    assert_eq!(saved.json()["version"], 2);
    let read = anna.get(&address(id)).send().await.expect_status(200);
    assert_eq!(read.header("etag"), "\"2\"");
    assert_eq!(read.json()["answers"], json!({ "snils": "abc" }), "right or wrong");
    assert_eq!(read.json()["saved_at"], saved.json()["saved_at"]);
    let list = anna.get("/api/v1/drafts").header("accept-language", "en").send().await.json();
    assert_eq!(list["drafts"][0]["title"], "Medico-social examination");
    anna.delete(&address(id)).send().await.expect_status(204);
    anna.get(&address(id)).send().await.expect_problem(404, "not_found");
    anna.delete(&address(id)).send().await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_draft_remembers_where_it_was_left() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    assert!(anna.draft(&draft).await["step"].is_null());
    for (version, step, left) in [
        (1, json!("contacts"), "contacts"),
        (2, json!("dance"), "contacts"),
        (3, json!(null), "contacts"),
        (4, json!("identity"), "identity"),
    ] {
        let body = json!({ "answers": {}, "step": step });
        let request = anna.put(&address(&draft)).header("if-match", &format!("\"{version}\""));
        request.json(&body).send().await.expect_status(200);
        assert_eq!(anna.draft(&draft).await["step"], left);
        let list = anna.get("/api/v1/drafts").send().await.json();
        assert_eq!(list["drafts"][0]["step"], left);
    }
}

#[tokio::test]
async fn documents_are_taken_only_where_the_saved_answers_ask_for_them() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let hidden = anna.create_upload(&draft, "referral_scan", "a.pdf", 9).await;
    hidden.expect_problem(409, "not_allowed");
    anna.save(&draft, 1, &json!({ "has_referral": "yes" })).await.expect_status(200);
    anna.upload(&draft, "referral_scan", "a.pdf", &pdf(2000)).await;
    // A file that is no longer asked for stays with the draft, but is not sent.
    anna.save(&draft, 2, &json!({ "has_referral": "no" })).await.expect_status(200);
    assert_eq!(anna.draft(&draft).await["files"].as_array().unwrap().len(), 1);
    let hidden = anna.create_upload(&draft, "referral_scan", "b.pdf", 9).await;
    hidden.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn two_tabs_do_not_overwrite_each_other() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let body = json!({ "answers": {} });
    let blind = anna.put(&address(&draft)).json(&body).send().await;
    blind.expect_problem(428, "precondition_required");
    anna.save(&draft, 1, &json!({ "description": "a" })).await.expect_status(200);
    anna.save(&draft, 1, &json!({ "description": "b" })).await.expect_problem(412, "conflict");
    let saves = (0..10).map(|_| anna.save(&draft, 2, &Value::Null));
    futures_util::future::join_all(saves).await;
    let answers = json!({ "description": "c" });
    let saves = (0..10).map(|_| anna.save(&draft, 2, &answers));
    let saved = futures_util::future::join_all(saves).await;
    assert_eq!(saved.iter().filter(|answer| answer.status == 200).count(), 1);
    assert_eq!(saved.iter().filter(|answer| answer.status == 412).count(), 9);
}

#[tokio::test]
async fn a_draft_holds_only_what_the_service_asks_for() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let wrong =
        json!({ "diagnosis": "x", "name": "x", "consent_terms": "yes", "a/b": "x", "snils": "ok" });
    let problem = anna.save(&draft, 1, &wrong).await.expect_problem(422, "unknown_field");
    let pointers: Vec<_> =
        problem["errors"].as_array().unwrap().iter().map(|error| &error["pointer"]).collect();
    assert_eq!(
        pointers,
        ["/answers/a~1b", "/answers/consent_terms", "/answers/diagnosis", "/answers/name"]
    );
    assert_eq!(problem["errors"][0]["error"], "not_offered");
    let body = json!({ "answers": {}, "sent_as": "x" });
    let extra = anna.put(&address(&draft)).header("if-match", "\"1\"").json(&body).send().await;
    extra.expect_problem(400, "malformed");
}

#[tokio::test]
async fn a_draft_has_a_largest_size() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let long = |bytes: usize| json!({ "description": "x".repeat(bytes) });
    anna.save(&draft, 1, &long(500 * 1024)).await.expect_status(200);
    anna.save(&draft, 2, &long(512 * 1024)).await.expect_problem(413, "too_large");
    // Far more than any buffer holds; the response must arrive even so.
    anna.save(&draft, 2, &long(9 * 1024 * 1024)).await.expect_problem(413, "too_large");
}

#[tokio::test]
async fn a_stranger_finds_nothing() {
    let server = Server::start().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let draft = anna.full_draft().await;
    pyotr.get(&address(&draft)).send().await.expect_problem(404, "not_found");
    pyotr.delete(&address(&draft)).send().await.expect_problem(404, "not_found");
    pyotr.save(&draft, 2, &answers()).await.expect_problem(404, "not_found");
    let check = format!("{}/check", address(&draft));
    pyotr.post(&check).send().await.expect_problem(404, "not_found");
    pyotr.submit(&draft, 2, "k").await.expect_problem(404, "not_found");
    pyotr.create_upload(&draft, "medical", "a.pdf", 1).await.expect_problem(404, "not_found");
    assert_eq!(pyotr.get("/api/v1/drafts").send().await.json(), json!({ "drafts": [] }));
}

#[tokio::test]
async fn the_check_lists_everything_in_the_order_of_the_form() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let draft = anna.new_draft().await;
    let check = format!("{}/check", address(&draft));
    let places = |body: Value| -> Vec<String> {
        let issues = body["issues"].as_array().unwrap().iter();
        issues.map(|issue| issue["pointer"].as_str().unwrap().to_owned()).collect()
    };
    anna.save(&draft, 1, &json!({})).await.expect_status(200);
    let empty = places(anna.post(&check).send().await.expect_status(200).json());
    assert_eq!(empty[..2], ["/answers/applicant", "/answers/name.surname"]);
    assert!(empty.contains(&"/files/medical".to_owned()));
    assert_eq!(empty.last().unwrap(), "/answers/consent_data");
    let mut wrong = answers();
    wrong["snils"] = json!("112-233-445 96");
    anna.save(&draft, 2, &wrong).await.expect_status(200);
    anna.upload(&draft, "identity_scan", "a.pdf", &pdf(2000)).await;
    anna.upload(&draft, "medical", "b.pdf", &pdf(2000)).await;
    let one = places(anna.post(&check).send().await.json());
    assert_eq!(one, ["/answers/snils"]);
    anna.save(&draft, 3, &answers()).await.expect_status(200);
    assert_eq!(places(anna.post(&check).send().await.json()), [""; 0]);
}

#[tokio::test]
async fn ninety_days_after_the_last_change_a_draft_is_gone() {
    let server = Server::start().await;
    let mut anna = server.anna().await;
    let draft = anna.full_draft().await;
    let files = || std::fs::read_dir(server.data().join("files")).unwrap().count();
    assert_eq!(files(), 2);
    server.advance(89 * 24 * 60 * 60).await;
    anna.sign_in(crate::support::ANNA).await;
    anna.get(&address(&draft)).send().await.expect_status(200);
    server.advance(24 * 60 * 60 + 60).await;
    anna.sign_in(crate::support::ANNA).await;
    anna.get(&address(&draft)).send().await.expect_problem(404, "not_found");
    assert_eq!(files(), 0);
}

#[tokio::test]
async fn there_is_a_largest_number_of_drafts_and_no_unknown_service() {
    let server = Server::start().await;
    let anna = server.anna().await;
    for _ in 0..50 {
        anna.new_draft().await;
    }
    let more = anna.post("/api/v1/drafts").json(&json!({ "service": SERVICE })).send().await;
    more.expect_problem(409, "not_allowed");
    let unknown = anna.post("/api/v1/drafts").json(&json!({ "service": "dance" })).send().await;
    unknown.expect_problem(404, "not_found");
}
