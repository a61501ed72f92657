//! Acts: once, on the version that was seen, and as the citizen hears of them.

use super::{newest, ru, sent};
use crate::support::Server;
use crate::support::office::no_group;
use axum::http::Method;
use futures_util::future::join_all;
use serde_json::{Value, json};

#[tokio::test]
async fn an_act_needs_a_version_and_a_key() {
    let server = Server::start().await;
    let (_, id) = sent(&server).await;
    let expert = server.expert().await;
    let path = format!("/cases/{id}/acts");
    let take = json!({ "act": "take" });
    let request = || expert.request(Method::POST, &path).json(&take);
    request().send().await.expect_problem(428, "precondition_required");
    let no_key = request().header("if-match", "\"1\"");
    no_key.send().await.expect_problem(428, "precondition_required");
    let no_version = request().header("idempotency-key", "k");
    no_version.send().await.expect_problem(428, "precondition_required");
    expert.act_on("x", "\"1\"", "k", &take).await.expect_problem(404, "not_found");
    let taken = expert.act(&id, &take).await.expect_status(200);
    let case = taken.json();
    assert_eq!(case["summary"]["state"], "in_review");
    assert_eq!(case["summary"]["executor"]["name"], "Соколова Ирина Викторовна");
    assert_eq!(taken.header("etag"), expert.version(&id).await, "the version of what is shown");
}

#[tokio::test]
async fn two_clerks_at_once_one_wins_and_the_other_hears_conflict() {
    let server = Server::start().await;
    let (anna, id) = sent(&server).await;
    server.bureau(&id, "check").await.expect_status(200);
    let (one, two) = (server.expert().await, server.manager().await);
    for round in 0..5 {
        let version = one.version(&id).await;
        assert_eq!(version, two.version(&id).await);
        let wait =
            |whom: &str| json!({ "act": "wait", "for": whom, "text": ru(&round.to_string()) });
        let (doctor, registry) = (wait("doctor"), wait("registry"));
        let key = format!("{round}");
        let mut answers = join_all([
            one.act_on(&id, &version, &key, &doctor),
            two.act_on(&id, &version, &key, &registry),
        ])
        .await;
        answers.sort_by_key(|answer| answer.status);
        let [first, second] = <[_; 2]>::try_from(answers).unwrap();
        first.expect_status(200);
        second.expect_problem(412, "conflict");
    }
    assert_eq!(anna.see(&id).await["journal"].as_array().unwrap().len(), 2 + 5);
}

#[tokio::test]
async fn a_repeated_act_is_done_once() {
    let server = Server::start().await;
    let (anna, id) = sent(&server).await;
    server.bureau(&id, "check").await.expect_status(200);
    let expert = server.expert().await;
    let (version, wait) = (expert.version(&id).await, json!({ "act": "wait", "for": "doctor" }));
    let letters = anna.outbox().await.len();
    let first = expert.act_on(&id, &version, "k", &wait).await.expect_status(200);
    // The answer was lost; the version is an old one by now.
    let again = expert.act_on(&id, &version, "k", &wait).await.expect_status(200);
    assert_eq!(again.json(), first.json());
    let at_once = (0..5).map(|_| expert.act_on(&id, &version, "k", &wait));
    for answer in join_all(at_once).await {
        answer.expect_status(200);
    }
    assert_eq!(anna.see(&id).await["journal"].as_array().unwrap().len(), 3);
    assert_eq!(anna.outbox().await.len(), letters + 1);
    let other = json!({ "act": "wait", "for": "registry" });
    let version = expert.version(&id).await;
    expert.act_on(&id, &version, "k", &other).await.expect_problem(409, "key_reused");
    // Keys of two people are not the same key.
    server.manager().await.act_on(&id, &version, "k", &other).await.expect_status(200);
}

#[tokio::test]
async fn what_the_citizen_does_makes_the_clerks_version_old() {
    let server = Server::start().await;
    let (anna, id) = sent(&server).await;
    let expert = server.expert().await;
    let version = expert.version(&id).await;
    anna.post(&format!("/api/v1/applications/{id}/withdraw")).send().await.expect_status(200);
    let act = json!({ "act": "take" });
    expert.act_on(&id, &version, "k", &act).await.expect_problem(412, "conflict");
    expert.act(&id, &act).await.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn an_ask_stops_the_term_and_says_what_is_wrong_with_it() {
    let server = Server::start().await;
    let (anna, id) = sent(&server).await;
    let expert = server.expert().await;
    let ask = |remarks: Value| json!({ "act": "ask", "remarks": remarks });
    let good = ask(json!([{ "pointer": "/answers/phone", "text": ru("Проверьте номер.") }]));
    expert.act(&id, &good).await.expect_problem(409, "not_allowed");
    expert.act(&id, &json!({ "act": "take" })).await.expect_status(200);
    for (remarks, code, pointer) in [
        (json!([]), "invalid", "/remarks"),
        (json!([{ "pointer": "", "text": ru(" ") }]), "invalid", "/remarks/0/text"),
        (
            json!([{ "pointer": "", "text": ru("а") }, { "pointer": "/answers/dance", "text": ru("б") }]),
            "unknown_field",
            "/remarks/1/pointer",
        ),
        (json!([{ "pointer": "", "text": ru(&"я".repeat(2001)) }]), "invalid", "/remarks/0/text"),
        (json!([{ "pointer": "", "text": { "de": "Nein" } }]), "invalid", "/remarks/0/text"),
    ] {
        let problem = expert.act(&id, &ask(remarks)).await.expect_problem(422, code);
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    let asked = expert.act(&id, &good).await.expect_status(200).json();
    assert_eq!(asked["summary"]["state"], "needs_info");
    assert!(asked["summary"]["paused_since"].is_string());
    assert_eq!(asked["remarks"], anna.see(&id).await["remarks"]);
    assert_eq!(
        asked["allowed"],
        json!(["assign", "wait", "extend", "categorise", "refer", "refuse"])
    );
    assert!(anna.last_letter().await.contains("ждёт ваших исправлений"));
}

#[tokio::test]
async fn waiting_ends_with_an_answer_or_with_a_move() {
    let server = Server::start().await;
    let (anna, id) = sent(&server).await;
    let expert = server.expert().await;
    let wait = |whom: Value| json!({ "act": "wait", "for": whom });
    let letters = anna.outbox().await.len();
    expert.act(&id, &wait(Value::Null)).await.expect_status(200);
    assert_eq!(anna.outbox().await.len(), letters, "nobody waits: nothing has changed");
    let doctor = json!({ "act": "wait", "for": "doctor", "text": ru("Ответ — до пятницы.") });
    let waiting = expert.act(&id, &doctor).await.expect_status(200).json();
    assert_eq!(waiting["summary"]["waits_for"], "doctor");
    let line = newest(&anna, &id).await;
    assert_eq!((&line["kind"], &line["by"]), (&json!("wait"), &json!("office")));
    let said = "Ждём дополнительное подтверждение от врача. Ответ — до пятницы.";
    assert_eq!(line["comment"]["ru"], said);
    let letter = anna.last_letter().await;
    assert!(letter.contains("ждём ответ") && !letter.contains("врач"), "{letter}");
    let over = expert.act(&id, &wait(Value::Null)).await.expect_status(200).json();
    assert_eq!(over["summary"]["waits_for"], Value::Null);
    expert.act(&id, &wait(json!("agency"))).await.expect_status(200);
    let taken = expert.act(&id, &json!({ "act": "take" })).await.expect_status(200).json();
    assert_eq!(taken["summary"]["waits_for"], Value::Null, "a move ends it");
    let problem = expert.act(&id, &wait(json!("weather"))).await.expect_problem(422, "invalid");
    assert_eq!(problem["errors"][0]["pointer"], "/for");
}

#[tokio::test]
async fn a_case_passed_on_says_where_and_why() {
    let server = Server::start().await;
    let (anna, id) = sent(&server).await;
    let expert = server.expert().await;
    let refer = |agency: &str, reason: &str| json!({ "act": "refer", "agency": ru(agency), "reason": ru(reason) });
    for (agency, reason, pointer) in [("", "Почему.", "/agency"), ("СФР", " ", "/reason")]
    {
        let problem = expert.act(&id, &refer(agency, reason)).await.expect_problem(422, "invalid");
        assert_eq!(problem["errors"][0], json!({ "pointer": pointer, "error": "missing" }));
    }
    let done = refer("Социальный фонд", "Выплату назначает он.");
    expert.act(&id, &done).await.expect_status(200);
    let line = newest(&anna, &id).await;
    assert_eq!(line["comment"]["ru"], "Передано в Социальный фонд. Выплату назначает он.");
    assert_eq!((&line["kind"], &line["state"]), (&json!("referral"), &json!("submitted")));
    assert!(!anna.last_letter().await.contains("фонд"));
}

#[tokio::test]
async fn a_decision_says_it_in_words() {
    let server = Server::start().await;
    let expert = server.expert().await;
    let (anna, refused) = sent(&server).await;
    let refuse = |code: &str| json!({ "act": "refuse", "code": code, "words": ru("Нет печати.") });
    let problem = expert.act(&refused, &refuse("weather")).await.expect_problem(422, "invalid");
    assert_eq!(problem["errors"][0], json!({ "pointer": "/code", "error": "not_offered" }));
    let office = expert.act(&refused, &refuse("documents_invalid")).await.expect_status(200).json();
    let case = anna.see(&refused).await;
    assert_eq!(case["decision"]["words"], ru("Нет печати."));
    assert_eq!(case["decision"]["refusal"]["code"], "documents_invalid");
    assert_eq!(newest(&anna, &refused).await["comment"]["ru"], "Нет печати.");
    assert_eq!(
        (&office["decision"]["words"], &office["allowed"]),
        (&ru("Нет печати."), &json!([]))
    );
    let approved = anna.application().await;
    expert.act(&approved, &json!({ "act": "take" })).await.expect_status(200);
    let approve = json!({ "act": "approve", "words": ru("Вторая группа."), "result": no_group() });
    expert.act(&approved, &approve).await.expect_status(200);
    assert_eq!(anna.see(&approved).await["decision"]["words"], ru("Вторая группа."));
    expert.act(&approved, &approve).await.expect_problem(409, "not_allowed");
    assert!(!anna.last_letter().await.contains("групп"));
}

#[tokio::test]
async fn the_citizen_and_the_office_read_the_same() {
    let server = Server::start().await;
    let (anna, id) = sent(&server).await;
    let expert = server.expert().await;
    expert.act(&id, &json!({ "act": "take" })).await.expect_status(200);
    expert.act(&id, &json!({ "act": "wait", "for": "registry" })).await.expect_status(200);
    let remarks = json!([{ "pointer": "/files/medical", "text": ru("Страница срезана.") }]);
    expert.act(&id, &json!({ "act": "ask", "remarks": remarks })).await.expect_status(200);
    let (office, citizen) = (expert.see(&id).await, anna.see(&id).await);
    for part in ["journal", "files", "remarks"] {
        assert_eq!(office[part], citizen[part], "{part}");
    }
    for part in ["id", "number", "state", "sent_at", "changed_at", "expected_by"] {
        assert_eq!(office["summary"][part], citizen["summary"][part], "{part}");
    }
    assert_eq!(office["answers"]["phone"], "+79000000001");
    assert_eq!(office["citizen"]["name"], "Петрова Анна Сергеевна");
    assert_eq!(office["citizen"]["email"], citizen["letters_to"]);
    let number = office["summary"]["number"].as_str().unwrap();
    let encoded: String = number.bytes().map(|byte| format!("%{byte:02X}")).collect();
    assert_eq!(expert.see(&encoded).await["summary"]["id"], json!(id), "by number as well");
}

#[tokio::test]
async fn no_answer_name_or_reason_stands_in_plain_text() {
    let server = Server::start().await;
    let (_, id) = sent(&server).await;
    let expert = server.expert().await;
    let remarks = json!([{ "pointer": "", "text": ru("Слово-раз") }]);
    let case = expert.see(&id).await;
    let file = case["files"][0]["id"].as_str().unwrap();
    let mark = json!({ "mark": "refused", "reason": "Слово-два" });
    expert.mark(&id, file, &mark).await.expect_status(200);
    for act in [
        json!({ "act": "take" }),
        json!({ "act": "wait", "for": "doctor", "text": ru("Слово-три") }),
        json!({ "act": "refer", "agency": ru("Слово-четыре"), "reason": ru("Слово-пять") }),
        json!({ "act": "ask", "remarks": remarks }),
        json!({ "act": "refuse", "code": "technical", "words": ru("Слово-шесть") }),
    ] {
        expert.act(&id, &act).await.expect_status(200);
    }
    let mut stored = Vec::new();
    for file in ["okno.db", "okno.db-wal"] {
        stored.extend(std::fs::read(server.data().join(file)).unwrap_or_default());
    }
    let has = |word: &str| stored.windows(word.len()).any(|bytes| bytes == word.as_bytes());
    // The names of those who work there are in the open: the test can see.
    assert!(has("Соколова"));
    for word in ["Слово", "Петрова", "Прошу провести", "паспорт.pdf", &expert.token]
    {
        assert!(!has(word), "{word}");
    }
}

#[tokio::test]
async fn an_act_is_an_event_of_its_case() {
    let server = Server::start().await;
    let (anna, id) = sent(&server).await;
    let manager = server.manager().await;
    let mut events = anna.events(None).await;
    events.event("hello").await;
    for (act, kind) in [
        (json!({ "act": "assign", "executor": manager.id }), "executor"),
        (json!({ "act": "wait", "for": "agency" }), "wait"),
        (json!({ "act": "refer", "agency": ru("СФР"), "reason": ru("Закон.") }), "referral"),
    ] {
        manager.act(&id, &act).await.expect_status(200);
        let event = events.event("case").await;
        assert!(event.contains(&format!("\"kind\":\"{kind}\"")), "{event}");
    }
}
