//! What other people must not learn about a booking.

use super::SNILS;
use crate::support::Server;
use crate::support::bookings::{BUREAU, body};
use serde_json::json;

#[tokio::test]
async fn letters_say_when_and_nothing_of_where_or_why() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let (booking, id) = anna.booked(SNILS, 0).await;
    let application = booking["application"].as_str().unwrap();
    let mut letters = vec![anna.last_letter().await];
    let slots = anna.far_slots(application).await;
    anna.wait(&id).await.expect_status(200);
    let sooner = anna.free_slots(application, BUREAU).await[0].clone();
    for taken in [true, false] {
        server.register(BUREAU, "examination", &sooner, taken).await.expect_status(204);
    }
    letters.push(anna.last_letter().await);
    server.transfer(&id, &slots[3]).await.expect_status(200);
    letters.push(anna.last_letter().await);
    anna.answer(&id, "decline", &slots[3]).await.expect_status(200);
    letters.push(anna.last_letter().await);
    anna.relocate(&id, 3, &slots[4]).await.expect_status(200);
    letters.push(anna.last_letter().await);
    anna.cancel(&id, false).await.expect_status(200);
    letters.push(anna.last_letter().await);
    let begin = [
        "Вы записаны на визит: ",
        "Освободилось время раньше: ",
        "Визит ",
        "Вы отказались от времени",
        "Запись перенесена на ",
        "Запись на ",
    ];
    for (letter, begin) in letters.iter().zip(begin) {
        assert!(letter.starts_with(begin) && letter.contains("\u{A0}года"), "{letter}");
        assert_eq!(letter.matches("Время местное (МСК).").count(), 1, "{letter}");
        // «ТСТ», the first letters of the application's number, would name the service.
        for word in ["bureau", "улица", "Казань", "exam", "сын", "обслед", "ТСТ", "года, "]
        {
            assert!(!letter.contains(word), "{letter}");
        }
    }
    let case = anna.see(application).await;
    let lines = case["journal"].as_array().unwrap().iter().skip(1);
    for line in lines.map(|line| &line["comment"]) {
        let (ru, en) = (line["ru"].as_str().unwrap(), line["en"].as_str().unwrap());
        assert_eq!(ru.matches("Время местное (МСК).").count(), 1, "{ru}");
        assert_eq!(en.matches("The time is local (MSK).").count(), 1, "{en}");
    }
    let proposed = case["journal"][3]["comment"]["ru"].as_str().unwrap();
    let mask = |c: char| match c {
        '0'..='9' => '0',
        '\u{A0}' => ' ',
        other => other,
    };
    let masked: String = proposed.chars().map(mask).collect();
    for words in ["0000 года в 00:00 и предлагает другое", " за вами до 00:00 0"]
    {
        assert!(masked.contains(words), "{proposed}");
    }
}

#[tokio::test]
async fn an_operation_does_not_stand_in_plain_text() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let surgery = anna.surgery().await;
    server.bureau(&surgery, "check").await.expect_status(200);
    server.bureau(&surgery, "approve").await.expect_status(200);
    let mut book = body(&anna.free_slots(&surgery, "hospital").await[0]);
    book["institution"] = json!("hospital");
    let booking = anna.book_with(&surgery, "a", &book).await.expect_status(201).json();
    assert_eq!(
        (&booking["visit"], &booking["operation"]),
        (&json!("operation"), &json!("Шунтирование"))
    );
    let stored: Vec<u8> = sqlx::query_scalar("SELECT CAST(operation AS BLOB) FROM bookings")
        .fetch_one(&mut server.database().await)
        .await
        .unwrap();
    assert!(!stored.windows(6).any(|window| window == b"bypass"));
}

#[tokio::test]
async fn somebody_elses_booking_is_not_found() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (booking, id) = anna.booked(SNILS, 0).await;
    server.transfer(&id, &anna.far_slots(booking["application"].as_str().unwrap()).await[3]).await;
    pyotr
        .book(booking["application"].as_str().unwrap(), "2026-11-24T06:00:00Z")
        .await
        .expect_problem(404, "not_found");
    for id in [id.as_str(), "0", &"x".repeat(500), "%F0%9F", "МСЭ".repeat(5).as_str()] {
        if !id.is_ascii() {
            continue;
        }
        for path in ["", "/visit.ics", "/transfer/letter.pdf"] {
            let address = format!("/api/v1/bookings/{id}{path}");
            pyotr.get(&address).send().await.expect_problem(404, "not_found");
        }
        pyotr.relocate(id, 1, "2026-11-24T06:00:00Z").await.expect_problem(404, "not_found");
        pyotr.cancel(id, true).await.expect_problem(404, "not_found");
        pyotr.wait(id).await.expect_problem(404, "not_found");
        let waiting = format!("/api/v1/bookings/{id}/waiting");
        pyotr.delete(&waiting).send().await.expect_problem(404, "not_found");
        for what in ["transfer/accept", "transfer/decline"] {
            let answer = json!({ "starts_at": booking["starts_at"] });
            pyotr.act(id, what, &answer).await.expect_problem(404, "not_found");
        }
    }
    let renewal =
        format!("/api/v1/applications/{}/renewal.ics", booking["application"].as_str().unwrap());
    pyotr.get(&renewal).send().await.expect_problem(404, "not_found");
    assert_eq!(anna.booking(&id).await["state"], "booked");
}

#[tokio::test]
async fn what_the_citizen_writes_is_sealed() {
    let mut server = Server::visiting().await;
    let anna = server.anna().await;
    let (_, id) = anna.booked(SNILS, 0).await;
    let sql = "SELECT details FROM bookings WHERE id = ?";
    let mut database = server.database().await;
    let details: Vec<u8> =
        sqlx::query_scalar(sql).bind(&id).fetch_one(&mut database).await.unwrap();
    drop(database);
    server.stop().await;
    assert!(!String::from_utf8_lossy(&details).contains("79000000001"));
    // SQLite's write-ahead log may still be there when the server has stopped.
    let read = |name: &str| std::fs::read(server.data().join(name)).unwrap_or_default();
    let file = [read("okno.db"), read("okno.db-wal")].concat();
    let has = |text: &str| file.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(has(&id), "the file is the one that is meant");
    assert!(!has("Приду с сыном") && !has("+79000000001"));
}
