//! The plan of an operation.

use crate::support::services::only;
use crate::support::visits::{network, visiting, with_network};
use crate::support::{Client, Server};
use serde_json::{Value, json};

fn ru(text: &str) -> Value {
    json!({ "ru": text })
}

fn both(text: &str) -> Value {
    json!({ "ru": text, "en": text })
}

/// A server whose operations have a preparation.
async fn preparing() -> Server {
    Server::start_with(|settings| {
        visiting(settings);
        let mut network = network();
        network["operations"][0]["operations"][0]["preparation"] =
            json!({ "bring": [both("Паспорт")], "stay_days": 7, "food": both("Не ешьте.") });
        with_network(settings, &network);
    })
    .await
}

async fn last(anna: &Client, case: &str) -> Value {
    anna.see(case).await["journal"].as_array().unwrap().last().unwrap().clone()
}

fn plan(plan: &Value) -> Value {
    json!({ "act": "plan", "plan": plan })
}

#[tokio::test]
async fn an_approved_operation_is_prepared_for_and_its_plan_changes() {
    let server = preparing().await;
    let anna = server.anna().await;
    let id = anna.surgery().await;
    let expert = server.expert().await;
    let wanted = json!({ "surgeon": "Орлов Павел Сергеевич", "stay_days": 8 });
    expert.act(&id, &plan(&wanted)).await.expect_problem(409, "not_allowed");
    expert.act(&id, &json!({ "act": "take" })).await.expect_status(200);
    expert.act(&id, &json!({ "act": "approve" })).await.expect_status(200);
    let case = anna.see(&id).await;
    let first = json!({ "bring": [both("Паспорт")], "stay_days": 7, "food": both("Не ешьте.") });
    assert_eq!(case["plan"], first);
    let office = expert.act(&id, &plan(&wanted)).await.expect_status(200).json();
    assert_eq!((&office["plan"], &anna.see(&id).await["plan"]), (&wanted, &wanted));
    let line = last(&anna, &id).await;
    assert_eq!(line["kind"], "plan");
    let said = "Назначен хирург: Орлов Павел Сергеевич. Сведения о подготовке обновлены.";
    assert_eq!(line["comment"]["ru"], said);
    let letter = anna.last_letter().await;
    assert!(letter.contains("подготовке") && !letter.contains("Орлов"), "{letter}");
    let version = expert.version(&id).await;
    expert.act(&id, &plan(&wanted)).await.expect_status(200);
    assert_eq!(expert.version(&id).await, version, "the same plan changes nothing");
    let stored: Vec<u8> = sqlx::query_scalar("SELECT plan FROM applications WHERE id = ?")
        .bind(&id)
        .fetch_one(&mut server.database().await)
        .await
        .unwrap();
    assert!(!String::from_utf8_lossy(&stored).contains("Орлов"));
}

#[tokio::test]
async fn the_booked_day_counts_more_than_the_planned_one() {
    let server = preparing().await;
    let anna = server.anna().await;
    let id = anna.surgery().await;
    let expert = server.expert().await;
    for act in ["take", "approve"] {
        expert.act(&id, &json!({ "act": act })).await.expect_status(200);
    }
    let day = |case: &Value| case["plan"]["planned_on"].as_str().map(str::to_owned);
    expert.act(&id, &plan(&json!({ "planned_on": "2099-01-05" }))).await.expect_status(200);
    assert_eq!(day(&anna.see(&id).await).as_deref(), Some("2099-01-05"));
    let days = anna.days(&id, "hospital").await;
    let free =
        days.iter().find(|day| day["free"] != 0).unwrap()["day"].as_str().unwrap().to_owned();
    let slots = anna.slots(&id, "hospital", &free).await;
    let slot = slots.iter().find(|slot| slot["free"] == true).unwrap();
    let body = json!({
        "institution": "hospital", "starts_at": slot["starts_at"], "details": crate::support::bookings::details(),
    });
    anna.book_with(&id, "k", &body).await.expect_status(201);
    let case = anna.see(&id).await;
    assert_eq!(day(&case), Some(free));
    assert_eq!(day(&expert.see(&id).await).as_deref(), Some("2099-01-05"), "what the office wrote");
}

#[tokio::test]
async fn only_operations_have_a_plan_and_a_wrong_one_is_422() {
    let server = preparing().await;
    let anna = server.anna().await;
    let expert = server.expert().await;
    let chat =
        anna.sent("chat", &json!({ "snils": "112-233-445 95", "phone": "8 900 000-00-01" })).await;
    let surgery = anna.surgery().await;
    for id in [&chat, &surgery] {
        expert.act(id, &json!({ "act": "take" })).await.expect_status(200);
    }
    expert.act(&chat, &plan(&json!({}))).await.expect_problem(404, "not_found");
    for (wrong, pointer) in [
        (json!({ "planned_on": "2020-01-01" }), "/plan/planned_on"),
        (json!({ "bring": [ru("")] }), "/plan/bring/0"),
        (json!({ "schedule": [{ "text": ru("") }] }), "/plan/schedule/0/text"),
        (json!({ "surgeon": "x".repeat(200) }), "/plan/surgeon"),
    ] {
        let problem = expert.act(&surgery, &plan(&wrong)).await.expect_problem(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{wrong}");
    }
    for wrong in [json!({ "stay_days": 256 }), json!({ "stay_days": -1 }), json!({ "bring": "x" })]
    {
        expert.act(&surgery, &plan(&wrong)).await.expect_problem(400, "malformed");
    }
    let intake = server.colleague("Лебедев Андрей Николаевич", "intake").await;
    intake.act(&surgery, &plan(&json!({}))).await.expect_problem(403, "forbidden");
}

/// An operation on the policy of the compulsory health insurance.
fn insured() -> Value {
    let choice = |id: &str, options: [&str; 2]| {
        let options = options.map(|value| json!({ "value": value, "label": both(value) }));
        json!({ "id": id, "label": both(id), "kind": { "choice": { "options": options } } })
    };
    let field = |id: &str, kind: &str| json!({ "id": id, "label": both(id), "kind": kind });
    json!({
        "id": "insured", "version": 1, "section": "so", "number_prefix": "ТСТ", "title": both("Операция"),
        "summary": both("Операция"), "terms": [{ "category": "standard", "working_days": 10 }],
        "office": {
            "prefill": { "name": "name", "snils": "snils", "oms": "oms", "phone": "phone" },
            "visit": {
                "kind": "operation", "operation": ["operation"], "region": "region", "patient": ["snils"],
                "phone": "phone",
            },
        },
        "steps": [{
            "id": "about", "title": both("Вы"),
            "fields": [
                field("name", "person_name"), field("snils", "snils"), field("phone", "phone"),
                field("oms", "oms_policy"), choice("operation", ["bypass", "valve"]), choice("region", ["east", "tatarstan"]),
            ],
        }],
    })
}

#[tokio::test]
async fn an_approved_operation_has_an_electronic_referral() {
    let server = insuring().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let id = anna.sent("insured", &answers()).await;
    let address = format!("/api/v1/applications/{id}/referral.pdf");
    anna.get(&address).send().await.expect_problem(404, "not_found");
    for action in ["take", "approve"] {
        server.bureau(&id, action).await.expect_status(200);
    }
    let referral = anna.get(&address).send().await.expect_status(200);
    assert_eq!(referral.header("content-type"), "application/pdf");
    assert!(referral.body.starts_with(b"%PDF-1.7"));
    // Opened by a link it is shown, to be printed.
    assert!(
        referral.header("content-disposition").starts_with("inline; filename=\"referral.pdf\"")
    );
    let list = anna.get("/api/v1/applications").send().await.json();
    assert_eq!(list["applications"][0]["has_referral"], true);
    pyotr.get(&address).send().await.expect_problem(404, "not_found");
    // Without a policy there is nothing to refer with.
    let other = anna.surgery().await;
    for action in ["take", "approve"] {
        server.bureau(&other, action).await.expect_status(200);
    }
    let address = format!("/api/v1/applications/{other}/referral.pdf");
    anna.get(&address).send().await.expect_problem(404, "not_found");
}

fn answers() -> Value {
    json!({
        "name.surname": "Петрова", "name.given": "Анна", "name.no_patronymic": true, "snils": "112-233-445 95",
        "phone": "8 900 000-00-01", "oms": "7798500000123455", "operation": "bypass", "region": "east",
    })
}

/// A server with an operation that a policy pays for, at a hospital that takes referrals by e-mail.
async fn insuring() -> Server {
    Server::start_with(|settings| {
        visiting(settings);
        let mut network = network();
        network["operations"][0]["operations"][0]["preparation"] =
            json!({ "medicines": [both("Аспирин не принимайте.")] });
        network["institutions"][2]["email"] = json!("hospital@okno.example");
        with_network(settings, &network);
        only(settings, &[insured()]);
    })
    .await
}

#[tokio::test]
async fn a_referral_is_sent_to_the_booked_hospital_once() {
    let server = insuring().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let id = anna.sent("insured", &answers()).await;
    let address = format!("/api/v1/applications/{id}/referral");
    anna.post(&address).send().await.expect_problem(404, "not_found");
    assert!(anna.see(&id).await["referral"].is_null());
    for action in ["take", "approve"] {
        server.bureau(&id, action).await.expect_status(200);
    }
    assert_eq!(anna.see(&id).await["referral"], json!({}));
    anna.post(&address).send().await.expect_problem(409, "not_allowed");
    let days = anna.days(&id, "hospital").await;
    let free = days.iter().find(|day| day["free"] != 0).unwrap()["day"].as_str().unwrap();
    let slots = anna.slots(&id, "hospital", free).await;
    let slot = slots.iter().find(|slot| slot["free"] == true).unwrap();
    let body = json!({
        "institution": "hospital", "starts_at": slot["starts_at"], "details": crate::support::bookings::details(),
    });
    anna.book_with(&id, "k", &body).await.expect_status(201);
    assert_eq!(anna.see(&id).await["referral"]["to"]["ru"], "hospital");
    pyotr.post(&address).send().await.expect_problem(404, "not_found");
    let to_hospital = || async {
        let outbox = anna.outbox().await;
        outbox
            .into_iter()
            .filter(|letter| letter["to"] == "hospital@okno.example")
            .collect::<Vec<_>>()
    };
    for _ in 0..2 {
        let case = anna.post(&address).send().await.expect_status(200).json();
        assert!(case["referral"]["sent_at"].is_string());
        let letters = to_hospital().await;
        assert_eq!(letters.len(), 1);
        let letter = letters[0].to_string();
        let number = case["summary"]["number"].as_str().unwrap();
        assert!(letter.contains(number) && !letter.contains("Петрова"), "{letter}");
    }
    let lines = anna.see(&id).await["journal"].clone();
    let sent: Vec<_> =
        lines.as_array().unwrap().iter().filter(|line| line["kind"] == "document").collect();
    assert_eq!((sent.len(), &sent[0]["by"]), (1, &json!("citizen")));
    assert_eq!(sent[0]["comment"]["ru"], "Электронное направление отправлено: hospital.");
}

#[tokio::test]
async fn instructions_for_an_approved_operation_are_a_document() {
    let server = insuring().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let id = anna.sent("insured", &answers()).await;
    let address = format!("/api/v1/applications/{id}/preparation.pdf");
    anna.get(&address).send().await.expect_problem(404, "not_found");
    for action in ["take", "approve"] {
        server.bureau(&id, action).await.expect_status(200);
    }
    let document = anna.get(&address).send().await.expect_status(200);
    assert!(document.body.starts_with(b"%PDF-1.7"));
    pyotr.get(&address).send().await.expect_problem(404, "not_found");
}
