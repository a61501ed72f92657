use crate::support::services::{letter, letter_answers, only};
use crate::support::{Client, Server, files::pdf};
use serde_json::{Value, json};

async fn server() -> Server {
    Server::start_with(|settings| {
        settings.test_doors = true;
        only(settings, &[letter(json!({}))]);
    })
    .await
}

async fn statement(client: &Client, draft: &str) -> String {
    let answer = client.get(&format!("/api/v1/drafts/{draft}/statement.xml")).send().await;
    let answer = answer.expect_status(200);
    assert_eq!(answer.header("content-type"), "application/xml");
    String::from_utf8(answer.body.to_vec()).unwrap()
}

async fn sign(client: &Client, draft: &str) -> String {
    let signed = client.post(&format!("/api/v1/drafts/{draft}/signature")).send().await;
    signed.expect_status(200).json()["xml"].as_str().unwrap().to_owned()
}

fn signed(xml: &str) -> Value {
    let mut answers = letter_answers();
    answers["sign"] = json!(xml);
    answers
}

#[tokio::test]
async fn the_statement_has_the_checked_answers_and_the_files() {
    let server = server().await;
    let anna = server.anna().await;
    let draft = anna.draft_of("letter", &letter_answers()).await;
    anna.upload(&draft, "scans", "a & \"b\".pdf", &pdf(2000)).await;
    let first = statement(&anna, &draft).await;
    for part in [
        "<answer path=\"name.surname\">Петрова</answer>",
        "<answer path=\"born\">1968-03-21</answer>",
        "<answer path=\"phone\">+79000000001</answer>",
        "<answer path=\"homes.2.home.place\">Пермь</answer>",
        "<answer path=\"agree\">true</answer>",
        "<file slot=\"scans\" name=\"a &amp; ",
        "bytes=\"2000\" sha256=\"",
        "service=\"letter\" version=\"3\"",
    ] {
        assert!(first.contains(part), "{part}\n{first}");
    }
    assert_eq!(statement(&anna, &draft).await, first);
    anna.save(&draft, 2, &signed("<x/>")).await.expect_status(200);
    assert_eq!(statement(&anna, &draft).await, first, "signatures do not sign each other");
}

#[tokio::test]
async fn a_signed_draft_can_be_sent_until_something_changes() {
    let server = server().await;
    let anna = server.anna().await;
    let draft = anna.draft_of("letter", &letter_answers()).await;
    let read = anna.get(&format!("/api/v1/drafts/{draft}")).send().await.json();
    assert_eq!(read["test_signer"], true);
    let xml = sign(&anna, &draft).await;
    assert!(xml.contains("ТЕСТОВАЯ ПОДПИСЬ, юридической силы не имеет"), "{xml}");
    let mut changed = signed(&xml);
    changed["phone"] = json!("8 900 000-00-02");
    anna.save(&draft, 2, &changed).await.expect_status(200);
    let problem = anna.submit(&draft, 3, "k1").await.expect_problem(422, "invalid");
    let other =
        json!([{ "pointer": "/answers/sign", "error": { "signature": "other_statement" } }]);
    assert_eq!(problem["errors"], other);
    anna.save(&draft, 3, &signed(&xml)).await.expect_status(200);
    let file = anna.upload(&draft, "scans", "a.pdf", &pdf(2000)).await;
    let check = anna.post(&format!("/api/v1/drafts/{draft}/check")).send().await.json();
    assert_eq!(
        check["issues"], other,
        "files are signed too, and the check says so before sending"
    );
    anna.delete(&file).header("tus-resumable", "1.0.0").send().await.expect_status(204);
    let sent = anna.submit(&draft, 4, "k2").await.expect_status(201).json();
    let copy = format!("/api/v1/applications/{}/copy.pdf", sent["id"].as_str().unwrap());
    anna.get(&copy).send().await.expect_status(200);
    let again = anna.post(&format!("/api/v1/drafts/{draft}/signature")).send().await;
    again.expect_problem(409, "already_sent");
}

#[tokio::test]
async fn a_wrong_signature_is_refused() {
    let server = server().await;
    let anna = server.anna().await;
    let draft = anna.draft_of("letter", &letter_answers()).await;
    let xml = sign(&anna, &draft).await;
    let (start, rest) = xml.split_once("<value>").unwrap();
    let forged = format!("{start}<value>A{rest}");
    let cut = format!("{}<value>AAAA</value></signature>", start);
    let zeros = "A".repeat(86);
    let zeros = format!("{start}<value>{zeros}==</value></signature>");
    let expansion =
        "<!DOCTYPE a [<!ENTITY b \"c\">]><signature xmlns=\"urn:okno:signature:1\">&b;</signature>";
    for (version, (wrong, error)) in [
        (forged.as_str(), "unreadable"),
        (&cut, "unreadable"),
        (&zeros, "untrusted"),
        (expansion, "unreadable"),
        ("<a/>", "unreadable"),
    ]
    .into_iter()
    .enumerate()
    {
        let version = u32::try_from(version).unwrap() + 2;
        anna.save(&draft, version, &signed(wrong)).await.expect_status(200);
        let key = format!("k{version}");
        let problem = anna.submit(&draft, version + 1, &key).await.expect_problem(422, "invalid");
        assert_eq!(problem["errors"][0]["error"], json!({ "signature": error }), "{wrong}");
    }
}

#[tokio::test]
async fn an_unfinished_draft_cannot_be_signed() {
    let server = server().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let mut answers = letter_answers();
    answers["phone"] = json!("12");
    let draft = anna.draft_of("letter", &answers).await;
    let statement = format!("/api/v1/drafts/{draft}/statement.xml");
    let signature = format!("/api/v1/drafts/{draft}/signature");
    let problem = anna.get(&statement).send().await.expect_problem(422, "invalid");
    assert_eq!(problem["errors"][0]["pointer"], "/answers/phone");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 1);
    anna.post(&signature).send().await.expect_problem(422, "invalid");
    pyotr.get(&statement).send().await.expect_problem(404, "not_found");
    pyotr.post(&signature).send().await.expect_problem(404, "not_found");
    server.client().get(&statement).send().await.expect_problem(401, "sign_in_required");
}

#[tokio::test]
async fn a_real_server_has_no_test_key() {
    let server = server().await;
    let mut anna = server.anna().await;
    let draft = anna.draft_of("letter", &letter_answers()).await;
    let xml = sign(&anna, &draft).await;
    anna.save(&draft, 2, &signed(&xml)).await.expect_status(200);
    let server = server.restart_with(|settings| settings.test_doors = false).await;
    anna.address = server.address;
    let address = format!("/api/v1/drafts/{draft}");
    anna.post(&format!("{address}/signature")).send().await.expect_problem(404, "not_found");
    assert!(anna.get(&address).send().await.expect_status(200).json()["test_signer"].is_null());
    let problem = anna.submit(&draft, 3, "k").await.expect_problem(422, "invalid");
    assert_eq!(problem["errors"][0]["error"], json!({ "signature": "untrusted" }));
}
