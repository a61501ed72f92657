//! A letter greets, tells what has happened, says what to do about it, and links (S-21).

use crate::support::bookings::BUREAU;
use crate::support::{Client, Server};
use serde_json::json;

const ORIGIN: &str = "https://okno.example";
const PHONE: &str = "8 800 000-00-00";

async fn server() -> Server {
    Server::start_with(|settings| {
        settings.test_doors = true;
        settings.origin = ORIGIN.to_owned();
        settings.support_phone = Some(PHONE.to_owned());
    })
    .await
}

/// Checks what every letter about this application has.
async fn check(anna: &Client, id: &str, todo: &str) -> String {
    let body = anna.last_body().await;
    assert!(body.starts_with("Здравствуйте, Анна Сергеевна!\n\n"), "{body}");
    assert!(body.contains(&format!("\nЧто сделать: {todo}")), "{body}");
    assert!(body.contains(&format!("\nОткрыть: {ORIGIN}/applications/{id}\n")), "{body}");
    assert!(body.ends_with(&format!("\nВопросы: {PHONE}")), "{body}");
    body
}

#[tokio::test]
async fn a_letter_greets_tells_says_what_to_do_and_links() {
    let server = server().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let number = anna.see(&id).await["summary"]["number"].as_str().unwrap().to_owned();
    // An examination comes next, so there is something to do.
    let body = check(&anna, &id, "Выберите в личном кабинете день визита. Сохраните номер").await;
    assert!(body.contains(&number) && body.contains("Решение ожидается до 2\u{A0}декабря 2026"));

    server.bureau(&id, "take").await.expect_status(200);
    check(&anna, &id, "Выберите в личном кабинете день визита.").await;
    server.ask(&id, &["/answers/email"]).await.expect_status(200);
    let body = check(&anna, &id, "Прочитайте в личном кабинете, что исправить").await;
    assert!(!body.contains("Проверьте."), "what is asked stays in the account: {body}");

    server.advance(3 * 24 * 60 * 60).await;
    let anna = server.anna().await;
    let correction = format!("/api/v1/applications/{id}/correction");
    let draft = anna.post(&correction).send().await.expect_status(201).json();
    anna.submit(draft["id"].as_str().unwrap(), 1, "again").await.expect_status(201);
    let body = check(&anna, &id, "Выберите в личном кабинете день визита.").await;
    let line = anna.last_letter().await;
    for text in [&line, &body] {
        // Ten working days were left, from a Saturday on.
        assert!(text.contains("Новый срок: до 4\u{A0}декабря 2026"), "{text}");
    }
    server.bureau(&id, "approve").await.expect_status(200);
    check(&anna, &id, "Прочитайте решение").await;
    assert!(!anna.last_body().await.contains("одобрено"));
}

#[tokio::test]
async fn a_visits_letter_has_address_and_phone_and_nothing_of_why() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let application = anna.exam().await;
    let starts_at = anna.free_slots(&application, BUREAU).await[0].clone();
    let booked = anna.book(&application, &starts_at).await.expect_status(201).json();
    let id = booked["id"].as_str().unwrap();
    let number = anna.see(&application).await["summary"]["number"].as_str().unwrap().to_owned();
    let place = &booked["place"];
    let address = place["address"].as_str().unwrap();
    let body = anna.last_body().await;
    assert!(body.contains("\nКогда и где: ") && body.contains(address), "{body}");
    assert!(body.contains("Время местное (МСК). Телефон: +7"), "{body}");
    assert!(body.contains(&format!("\nОткрыть: /bookings/{id}")), "{body}");
    let mut bodies = vec![body];
    let slots = anna.far_slots(&application).await;
    server.transfer(id, &slots[3]).await.expect_status(200);
    bodies.push(anna.last_body().await);
    assert!(bodies[1].contains(address) && bodies[1].contains("Что сделать: Ответьте"));
    anna.answer(id, "decline", &slots[3]).await.expect_status(200);
    bodies.push(anna.last_body().await);
    anna.cancel(id, false).await.expect_status(200);
    bodies.push(anna.last_body().await);
    assert!(!bodies[3].contains(address), "nobody is expected there any more");
    for body in bodies {
        for word in [place["name"].as_str().unwrap(), &number, "ТСТ", "сын", "обслед", "осмотр"]
        {
            assert!(!body.contains(word), "{word}: {body}");
        }
    }
}

#[tokio::test]
async fn a_letter_to_an_address_of_nobody_yet_names_nobody() {
    let server = server().await;
    let anna = server.anna().await;
    let body = json!({ "password": crate::support::PASSWORD });
    anna.post("/api/v1/account/access").json(&body).send().await.expect_status(204);
    let body = json!({ "email": "new@okno.example" });
    anna.post("/api/v1/account/email").json(&body).send().await.expect_status(204);
    let body = anna.last_body().await;
    assert!(body.starts_with("Здравствуйте!\n\n") && !body.contains("Анна"), "{body}");
    assert!(body.contains(&format!("\nОткрыть: {ORIGIN}/email#")), "{body}");
}

#[tokio::test]
async fn the_clerks_letters_link_to_where_the_server_was_started() {
    let server = server().await;
    let anna = server.anna().await;
    let id = anna.application().await;
    let done = server.clerk().args(["take", &id]).output().unwrap();
    assert!(done.status.success(), "{done:?}");
    check(&anna, &id, "Выберите в личном кабинете день визита.").await;
}
