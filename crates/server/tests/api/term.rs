//! The term of a case, and what moves it.

use crate::support::bookings::BUREAU;
use crate::support::office::no_group;
use crate::support::services::only;
use crate::support::{ANNA, Client, Server};
use serde_json::{Value, json};

fn ru(text: &str) -> Value {
    json!({ "ru": text })
}

async fn term(anna: &Client, case: &str) -> Value {
    anna.see(case).await["term"].clone()
}

async fn last_comment(anna: &Client, case: &str) -> String {
    let journal = anna.see(case).await["journal"].clone();
    journal.as_array().unwrap().last().unwrap()["comment"]["ru"].as_str().unwrap().to_owned()
}

fn categorise(category: &str) -> Value {
    json!({ "act": "categorise", "category": category, "reason": ru("Ребёнок в больнице.") })
}

fn extend(until: &Value) -> Value {
    json!({ "act": "extend", "until": until, "reason": ru("Ждём заключение больницы.") })
}

#[tokio::test]
async fn ten_five_and_three_working_days() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let usual = term(&anna, &id).await;
    assert_eq!(
        [&usual["category"], &usual["working_days"], &usual["left"]],
        [&json!("standard"), &json!(10), &json!(10)]
    );
    assert_eq!(usual["expected_by"], anna.see(&id).await["summary"]["expected_by"]);
    let expert = server.expert().await;
    for (category, days, words) in
        [("priority", 5, "приоритет"), ("urgent", 3, "экстренно"), ("standard", 10, "обычный срок")]
    {
        let before = term(&anna, &id).await["expected_by"].clone();
        let office = expert.act(&id, &categorise(category)).await.expect_status(200).json();
        let after = term(&anna, &id).await;
        assert_eq!([&after["working_days"], &after["left"]], [days, days], "{category}");
        assert_eq!(after["moved"]["from"], before);
        assert_eq!(after["moved"]["why"], ru("Ребёнок в больнице."));
        assert_eq!((&office["term"], &office["summary"]["category"]), (&after, &json!(category)));
        let said = last_comment(&anna, &id).await;
        let begin = format!("Срок пересчитан ({words}): решение ожидается до ");
        assert!(said.starts_with(&begin) && said.ends_with("Ребёнок в больнице."), "{said}");
        let letter = anna.last_letter().await;
        assert!(letter.contains("пересчитан") && !letter.contains("Ребёнок"), "{letter}");
    }
    let version = expert.version(&id).await;
    expert.act(&id, &categorise("standard")).await.expect_status(200);
    assert_eq!(expert.version(&id).await, version, "it has this category already");
    let problem = expert.act(&id, &categorise("never")).await.expect_problem(422, "invalid");
    assert_eq!(problem["errors"][0], json!({ "pointer": "/category", "error": "not_offered" }));
}

#[tokio::test]
async fn an_extension_says_why_and_until_when() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let expert = server.expert().await;
    let before = term(&anna, &id).await["expected_by"].clone();
    let early = expert.act(&id, &extend(&before)).await.expect_problem(422, "invalid");
    assert_eq!(early["errors"][0]["pointer"], "/until");
    let earliest = &early["errors"][0]["error"]["date"]["too_early"]["earliest"];
    expert.act(&id, &extend(&json!("2199-01-01"))).await.expect_problem(422, "invalid");
    expert.act(&id, &extend(&json!("завтра"))).await.expect_problem(400, "malformed");
    let silent = json!({ "act": "extend", "until": earliest, "reason": ru(" ") });
    let problem = expert.act(&id, &silent).await.expect_problem(422, "invalid");
    assert_eq!(problem["errors"][0], json!({ "pointer": "/reason", "error": "missing" }));
    expert.act(&id, &extend(earliest)).await.expect_status(200);
    let after = term(&anna, &id).await;
    assert_eq!([&after["expected_by"], &after["left"]], [earliest, &json!(11)]);
    assert_eq!(after["moved"]["from"], before);
    assert_eq!(after["moved"]["why"], ru("Ждём заключение больницы."));
    let said = last_comment(&anna, &id).await;
    assert!(said.starts_with("Срок продлён до ") && said.contains("Причина: Ждём"), "{said}");
    let line = anna.see(&id).await["journal"][1].clone();
    assert_eq!((&line["kind"], &line["state"]), (&json!("term"), &json!("submitted")));
    let letter = anna.last_letter().await;
    assert!(letter.contains("продлён до") && !letter.contains("больниц"), "{letter}");
    // Another category keeps the day that was added.
    expert.act(&id, &categorise("urgent")).await.expect_status(200);
    assert_eq!(term(&anna, &id).await["left"], 4);
    expert.act(&id, &json!({ "act": "take" })).await.expect_status(200);
    expert.approve(&id, &no_group()).await.expect_status(200);
    expert.act(&id, &extend(earliest)).await.expect_problem(409, "not_allowed");
    assert_eq!(term(&anna, &id).await, Value::Null);
    // An intake clerk hands out cases and moves no term.
    let intake = server.colleague("Лебедев Андрей Николаевич", "intake").await;
    let other = anna.application().await;
    intake.act(&other, &extend(earliest)).await.expect_problem(403, "forbidden");
}

#[tokio::test]
async fn a_pause_moves_the_term_and_says_so() {
    let server = Server::start().await;
    let mut anna = server.anna().await;
    let id = anna.application().await;
    let expert = server.expert().await;
    expert.act(&id, &json!({ "act": "take" })).await.expect_status(200);
    let before = term(&anna, &id).await["expected_by"].clone();
    server.ask(&id, &["/answers/phone"]).await.expect_status(200);
    let paused = term(&anna, &id).await;
    assert!(paused["paused_since"].is_string() && paused["left"] == 10, "{paused}");
    server.advance(14 * 24 * 60 * 60).await;
    anna.sign_in(ANNA).await;
    assert_eq!(term(&anna, &id).await["left"], 10, "it stands still");
    let address = format!("/api/v1/applications/{id}/correction");
    let draft = anna.post(&address).send().await.expect_status(201).json();
    anna.submit(draft["id"].as_str().unwrap(), 1, "c").await.expect_status(201);
    let after = term(&anna, &id).await;
    assert!(after.get("paused_since").is_none() && after["left"] == 10, "{after}");
    assert_eq!(after["moved"]["from"], before);
    let why = after["moved"]["why"]["ru"].as_str().unwrap();
    assert!(why.starts_with("Срок был остановлен, пока мы ждали ваших исправлений: с "), "{why}");
    assert!(last_comment(&anna, &id).await.contains("Решение ожидается до "));
    assert!(anna.last_letter().await.contains("Новый срок: до "));
}

#[tokio::test]
async fn a_visit_beyond_the_term_moves_the_day_and_gives_it_back() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let usual = term(&anna, &exam).await;
    assert_eq!(anna.visit(&exam).await.json()["decision_by"], usual["expected_by"]);
    let days = anna.days(&exam, BUREAU).await;
    let late = days.iter().rev().find(|day| day["free"] != 0).unwrap()["day"].clone();
    let slots = anna.slots(&exam, BUREAU, late.as_str().unwrap()).await;
    let slot = slots.iter().find(|slot| slot["free"] == true).unwrap()["starts_at"].clone();
    let booking = anna.book(&exam, slot.as_str().unwrap()).await.expect_status(201).json();
    let after = term(&anna, &exam).await;
    assert!(after["expected_by"].as_str() > late.as_str(), "{after}");
    assert_eq!((&after["due"], &after["after_visit"]), (&usual["expected_by"], &json!(true)));
    assert_eq!(anna.see(&exam).await["summary"]["expected_by"], after["expected_by"]);
    assert_eq!(after["moved"]["from"], usual["expected_by"]);
    let said = last_comment(&anna, &exam).await;
    assert!(said.contains("Решение ожидается до ") && said.ends_with(": после осмотра."), "{said}");
    let letter = anna.last_letter().await;
    assert!(letter.contains("Решение ожидается до ") && !letter.contains("осмотр"), "{letter}");
    let sooner = anna.free_slots(&exam, BUREAU).await[0].clone();
    let id = booking["id"].as_str().unwrap();
    anna.relocate(id, 1, &sooner).await.expect_status(200);
    let back = term(&anna, &exam).await;
    assert_eq!(back["expected_by"], usual["expected_by"]);
    assert!(back.get("after_visit").is_none());
    assert!(last_comment(&anna, &exam).await.contains("Решение ожидается снова до "));
}

#[tokio::test]
async fn a_visit_within_the_term_moves_nothing() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let before = term(&anna, &exam).await;
    let slot = anna.free_slots(&exam, BUREAU).await[0].clone();
    anna.book(&exam, &slot).await.expect_status(201);
    assert_eq!(term(&anna, &exam).await, before);
    assert!(!anna.last_letter().await.contains("Решение ожидается"));
}

#[tokio::test]
async fn an_answer_says_how_urgent_it_is() {
    let server = Server::start_with(|settings| {
        settings.test_doors = true;
        let text = |text: &str| json!({ "ru": text, "en": text });
        let option = |value: &str| json!({ "value": value, "label": text(value) });
        let kind = json!({ "choice": { "options": [option("planned"), option("emergency")] } });
        only(
            settings,
            &[json!({
                "id": "ward", "version": 1, "section": "so", "number_prefix": "ТСТ",
                "title": text("Место"), "summary": text("Место"),
                "terms": [
                    { "category": "usual", "working_days": 10 },
                    { "category": "urgent", "working_days": 5 },
                ],
                "office": { "category": { "field": "urgency", "values": { "emergency": "urgent" } } },
                "steps": [{
                    "id": "about", "title": text("Вы"),
                    "fields": [{ "id": "urgency", "label": text("Срочно?"), "kind": kind }],
                }],
            })],
        );
    })
    .await;
    let anna = server.anna().await;
    for (answer, category, days) in [("planned", "usual", 10), ("emergency", "urgent", 5)] {
        let id = anna.sent("ward", &json!({ "urgency": answer })).await;
        let term = term(&anna, &id).await;
        assert_eq!((&term["category"], &term["left"]), (&json!(category), &json!(days)));
    }
}

#[tokio::test]
async fn the_place_in_the_queue() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let first = anna.application().await;
    server.advance(1).await;
    let second = anna.application().await;
    let place = async |id: &str| {
        let queue = anna.see(id).await["queue"].clone();
        (queue["place"].as_u64(), queue["of"].as_u64())
    };
    assert_eq!(place(&first).await, (Some(1), Some(2)));
    assert_eq!(place(&second).await, (Some(2), Some(2)));
    let expert = server.expert().await;
    expert.act(&second, &categorise("urgent")).await.expect_status(200);
    assert_eq!(place(&second).await, (Some(1), Some(2)), "what is due first is first");
    expert.act(&second, &json!({ "act": "take" })).await.expect_status(200);
    assert_eq!(place(&first).await, (Some(1), Some(1)));
    assert_eq!(place(&second).await, (None, None), "somebody has it");
    assert_eq!(anna.see(&second).await["executor"]["name"], "Соколова Ирина Викторовна");
    expert.act(&second, &json!({ "act": "assign", "executor": null })).await.expect_status(200);
    assert_eq!(place(&second).await, (Some(1), Some(2)));
    server.ask(&second, &["/answers/phone"]).await.expect_status(200);
    assert_eq!(place(&second).await, (None, None), "it waits for the citizen");
    expert.act(&first, &json!({ "act": "wait", "for": "doctor" })).await.expect_status(200);
    assert_eq!(anna.see(&first).await["waits_for"], "doctor");
}

#[tokio::test]
async fn why_a_term_moves_is_sealed() {
    let server = Server::start().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    server.expert().await.act(&id, &categorise("urgent")).await.expect_status(200);
    let moved: Vec<u8> = sqlx::query_scalar("SELECT moved FROM applications WHERE id = ?")
        .bind(&id)
        .fetch_one(&mut server.database().await)
        .await
        .unwrap();
    let word = "больниц".as_bytes();
    assert!(!moved.windows(word.len()).any(|bytes| bytes == word));
}
