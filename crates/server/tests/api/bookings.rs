use crate::support::bookings::{BUREAU, body, details};
use crate::support::{Client, Server};
use serde_json::{Value, json};

const SNILS: &str = "112-233-445 95";
const OTHER_SNILS: &str = "123-456-789 64";

async fn slot_of(client: &Client, application: &str) -> String {
    client.free_slots(application, BUREAU).await[0].clone()
}

#[tokio::test]
async fn a_date_is_booked() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let application = anna.exam().await;
    let waiting = anna.bookings().await["waiting"].clone();
    assert_eq!(waiting[0]["application"], application.as_str());
    assert!(waiting[0]["lock"].is_null());
    let starts_at = slot_of(&anna, &application).await;
    anna.hold(&application, BUREAU, &starts_at).await.expect_status(200);
    let booked = anna.book(&application, &starts_at).await.expect_status(201);
    assert_eq!(booked.header("etag"), "\"1\"");
    let booking = booked.json();
    assert_eq!((&booking["state"], &booking["visit"]), (&json!("booked"), &json!("examination")));
    assert_eq!(booking["starts_at"], starts_at.as_str());
    assert_eq!(booking["place"]["utc_offset"], 180);
    let canonical = json!({ "phone": "+79000000001", "needs": ["wheelchair", "companion"], "comment": "Приду с сыном." });
    assert_eq!(booking["details"], canonical);
    let id = booking["id"].as_str().unwrap();
    assert_eq!(anna.booking(id).await["id"], booking["id"]);
    let list = anna.bookings().await;
    assert_eq!((&list["bookings"][0]["id"], &list["waiting"]), (&json!(id), &json!([])));
    let visit = anna.visit(&application).await.expect_status(200).json();
    assert_eq!(visit["booking"]["id"], id);
    assert!(visit["hold"].is_null(), "the hold is used up");
    let case = anna.see(&application).await;
    assert_eq!(case["visit"]["booking"]["id"], id);
    assert_eq!(case["visit"]["booking"]["city"]["ru"], "Казань");
    let comment = &case["journal"][1]["comment"];
    assert!(comment["ru"].as_str().unwrap().starts_with("Вы записаны на визит: "), "{comment}");
    assert!(comment["en"].as_str().unwrap().starts_with("Your visit is booked: "), "{comment}");
    let theirs = pyotr.exam_of(OTHER_SNILS).await;
    assert!(!pyotr.is_free(&theirs, BUREAU, &starts_at).await);
}

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
        // The first letters of the application's number name the service.
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
async fn one_key_makes_one_booking() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let application = anna.exam().await;
    let slots = anna.free_slots(&application, BUREAU).await;
    let path = format!("/api/v1/applications/{application}/booking");
    let without = anna.post(&path).json(&body(&slots[0])).send().await;
    without.expect_problem(428, "precondition_required");
    let mut ids = Vec::new();
    for _ in 0..3 {
        let booked = anna.book_with(&application, "key", &body(&slots[0])).await;
        ids.push(booked.expect_status(201).json()["id"].clone());
    }
    assert!(ids.iter().all(|id| *id == ids[0]));
    let other = anna.book_with(&application, "key", &body(&slots[1])).await;
    other.expect_problem(409, "key_reused");
    assert_eq!(anna.bookings().await["bookings"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_somebody_has_or_holds_is_taken() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (mine, theirs) = (anna.exam().await, pyotr.exam_of(OTHER_SNILS).await);
    let slots = anna.free_slots(&mine, BUREAU).await;
    anna.book(&mine, &slots[0]).await.expect_status(201);
    pyotr.book(&theirs, &slots[0]).await.expect_problem(409, "slot_taken");
    let maria = server.maria().await;
    let third = maria.exam_of("087-654-303 00").await;
    maria.hold(&third, BUREAU, &slots[1]).await.expect_status(200);
    pyotr.book(&theirs, &slots[1]).await.expect_problem(409, "slot_taken");
    server.register(BUREAU, "examination", &slots[2], true).await;
    pyotr.book(&theirs, &slots[2]).await.expect_problem(409, "slot_taken");
    server.advance(11 * 60).await;
    pyotr.book(&theirs, &slots[1]).await.expect_status(201);
}

#[tokio::test]
async fn a_patient_has_one_active_booking() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (first, second) = (anna.exam().await, anna.exam().await);
    let slots = anna.free_slots(&first, BUREAU).await;
    let old = anna.book(&first, &slots[0]).await.expect_status(201).json();
    anna.book(&second, &slots[1]).await.expect_problem(409, "already_booked");
    // Somebody who types the same number learns that there is a booking, and nothing of it.
    let theirs = pyotr.exam().await;
    pyotr.book(&theirs, &slots[1]).await.expect_problem(409, "already_booked");
    assert!(pyotr.visit(&theirs).await.json()["booking"].is_null());
    let mut replace = body(&slots[1]);
    replace["replaces"] = old["id"].clone();
    pyotr.book_with(&theirs, "a", &replace).await.expect_problem(409, "already_booked");
    // Both or neither.
    server.register(BUREAU, "examination", &slots[1], true).await;
    anna.book_with(&second, "b", &replace).await.expect_problem(409, "slot_taken");
    assert_eq!(anna.booking(old["id"].as_str().unwrap()).await["state"], "booked");
    replace["starts_at"] = json!(slots[0]);
    let new = anna.book_with(&second, "c", &replace).await.expect_status(201).json();
    assert_eq!(new["application"], second.as_str());
    assert_eq!(anna.booking(old["id"].as_str().unwrap()).await["state"], "cancelled");
    anna.book_with(&first, "d", &replace).await.expect_problem(409, "already_booked");
    anna.cancel(new["id"].as_str().unwrap(), false).await.expect_status(200);
    anna.book_with(&first, "e", &replace).await.expect_problem(409, "not_allowed");
    replace["replaces"] = json!("nobody");
    anna.book_with(&first, "f", &replace).await.expect_problem(404, "not_found");
    pyotr.book(&theirs, &slots[0]).await.expect_status(201);
}

#[tokio::test]
async fn an_application_learns_that_another_one_has_taken_over_its_visit() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let (first, second) = (anna.exam().await, anna.exam().await);
    let slots = anna.far_slots(&first).await;
    let old = anna.book(&first, &slots[0]).await.expect_status(201).json();
    let before = anna.see(&first).await["journal"].as_array().unwrap().len();
    let letters = async || {
        let outbox = anna.outbox().await;
        outbox.iter().filter(|message| message["channel"] == "email").count()
    };
    let sent = letters().await;
    let mut replace = body(&slots[1]);
    replace["replaces"] = old["id"].clone();
    let new = anna.book_with(&second, "a", &replace).await.expect_status(201).json();
    let journal = anna.see(&first).await["journal"].as_array().unwrap().clone();
    assert_eq!(journal.len(), before + 1);
    let told = journal.last().unwrap()["comment"]["ru"].as_str().unwrap();
    assert!(told.contains("отменена") && told.contains(new["number"].as_str().unwrap()), "{told}");
    assert_eq!(letters().await, sent + 1, "of the new visit");
    assert!(anna.last_letter().await.starts_with("Вы записаны на другое время: "));
}

#[tokio::test]
async fn a_proposed_slot_that_is_booked_instead_is_nobodys_earlier_one() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (first, second) = (anna.exam().await, anna.exam().await);
    let slots = anna.far_slots(&first).await;
    let old = anna.book(&first, &slots[0]).await.expect_status(201).json();
    let (_, later) = pyotr.booked(OTHER_SNILS, 8).await;
    pyotr.wait(&later).await.expect_status(200);
    server.transfer(old["id"].as_str().unwrap(), &slots[3]).await.expect_status(200);
    let mut replace = body(&slots[3]);
    replace["replaces"] = old["id"].clone();
    anna.book_with(&second, "a", &replace).await.expect_status(201);
    let waiting = pyotr.booking(&later).await["waiting"].clone();
    assert_eq!(waiting, json!({ "notices_left": 2, "earlier": slots[0] }));
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
async fn a_visit_that_has_begun_makes_room_for_the_next() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let application = anna.exam().await;
    let starts_at = slot_of(&anna, &application).await;
    let booking = anna.book(&application, &starts_at).await.expect_status(201).json();
    let id = booking["id"].as_str().unwrap();
    server.advance(crate::support::bookings::seconds_until(&anna, &starts_at).await + 1).await;
    let anna = server.anna().await;
    assert_eq!(anna.booking(id).await["state"], "past");
    anna.cancel(id, true).await.expect_problem(409, "not_allowed");
    assert_eq!(anna.see(&application).await["visit"]["booking"]["id"], id);
    let next = slot_of(&anna, &application).await;
    anna.book(&application, &next).await.expect_status(201);
    let list = anna.bookings().await;
    assert_eq!(list["bookings"][0]["starts_at"], next.as_str(), "the active one comes first");
    assert_eq!(list["bookings"][1]["id"], id);
}

#[tokio::test]
async fn a_date_belongs_to_a_case_that_is_ready_for_it() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let surgery = anna.surgery().await;
    let hospital = |starts_at: &str| json!({ "institution": "hospital", "starts_at": starts_at, "details": details() });
    let slot = anna.free_slots(&surgery, "hospital").await[0].clone();
    let early = anna.book_with(&surgery, "a", &hospital(&slot)).await;
    early.expect_problem(409, "not_allowed");
    assert_eq!(anna.bookings().await["waiting"][0]["lock"], "not_approved");
    server.bureau(&surgery, "take").await.expect_status(200);
    server.bureau(&surgery, "approve").await.expect_status(200);
    let booked = anna.book_with(&surgery, "b", &hospital(&slot)).await.expect_status(201).json();
    assert_eq!((&booked["visit"], booked["operation"].is_string()), (&json!("operation"), true));
    assert_eq!(booked["minutes"], 120);
    anna.book_with(&surgery, "c", &body(&slot)).await.expect_problem(404, "not_found");
    let chat = anna.sent("chat", &json!({ "snils": SNILS, "phone": "8 900 000-00-01" })).await;
    anna.book(&chat, &slot).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn the_end_of_an_application_frees_its_date() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    for end in ["withdraw", "refuse", "approve"] {
        let application = anna.exam().await;
        let starts_at = slot_of(&anna, &application).await;
        let booking = anna.book(&application, &starts_at).await.expect_status(201).json();
        server.bureau(&application, "take").await.expect_status(200);
        if end == "withdraw" {
            let address = format!("/api/v1/applications/{application}/withdraw");
            anna.post(&address).send().await.expect_status(200);
        } else {
            server.bureau(&application, end).await.expect_status(200);
        }
        let id = booking["id"].as_str().unwrap();
        assert_eq!(anna.booking(id).await["state"], "cancelled", "{end}");
        assert!(anna.last_letter().await.contains("больше не нужен"), "{end}");
        let theirs = pyotr.exam_of(OTHER_SNILS).await;
        assert!(pyotr.is_free(&theirs, BUREAU, &starts_at).await, "{end}");
        anna.book(&application, &starts_at).await.expect_problem(409, "not_allowed");
    }
    let application = anna.exam().await;
    let starts_at = slot_of(&anna, &application).await;
    let booking = anna.book(&application, &starts_at).await.expect_status(201).json();
    server.bureau(&application, "take").await.expect_status(200);
    server.ask(&application, &["/answers/phone"]).await.expect_status(200);
    assert_eq!(anna.booking(booking["id"].as_str().unwrap()).await["state"], "booked");
}

#[tokio::test]
async fn wrong_requests_are_told_what_is_wrong() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let application = anna.exam().await;
    let slot = slot_of(&anna, &application).await;
    let book = |key: &'static str, change: &dyn Fn(&mut Value)| {
        let mut wanted = body(&slot);
        change(&mut wanted);
        let (anna, application) = (anna.clone(), application.clone());
        async move { anna.book_with(&application, key, &wanted).await }
    };
    let wrong = book("a", &|b| {
        b["details"] = json!({ "phone": "112", "comment": "я".repeat(501) });
    });
    let problem = wrong.await.expect_problem(422, "invalid");
    assert_eq!(problem["errors"][0]["pointer"], "/phone");
    assert_eq!(problem["errors"][1]["pointer"], "/comment");
    assert_eq!(problem["errors"][1]["error"]["too_long"], json!({ "limit": 500, "by": 1 }));
    for (key, change) in [
        ("b", json!({ "starts_at": "tomorrow" })),
        ("c", json!({ "starts_at": 7 })),
        ("d", json!({ "details": { "phone": "+79000000001", "needs": ["dance"] } })),
        ("e", json!({ "details": null })),
        ("f", json!({ "other": 1 })),
        ("g", json!({ "replaces": 1 })),
    ] {
        let merged = book(key, &|b| {
            b.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        });
        merged.await.expect_problem(400, "malformed");
    }
    let unknown = book("h", &|b| b["institution"] = json!("nowhere")).await;
    unknown.expect_problem(404, "not_found");
    let hospital = book("i", &|b| b["institution"] = json!("hospital")).await;
    hospital.expect_problem(404, "not_found");
    for time in ["1999-01-01T06:00:00Z", "9999-12-31T23:59:59Z", "2026-12-24T03:33:33.333Z"] {
        let off = book("j", &|b| b["starts_at"] = json!(time)).await;
        off.expect_problem(409, "slot_taken");
    }
    assert_eq!(anna.bookings().await["bookings"], json!([]));
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
    // The log of SQLite may outlive the server.
    let read = |name: &str| std::fs::read(server.data().join(name)).unwrap_or_default();
    let file = [read("okno.db"), read("okno.db-wal")].concat();
    let has = |text: &str| file.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(has(&id), "the file is the one that is meant");
    assert!(!has("Приду с сыном") && !has("+79000000001"));
}

#[tokio::test]
async fn nobody_decides_before_an_examination_that_is_booked() {
    let server = Server::start_with(|settings| {
        crate::support::visits::visiting(settings);
        settings.demo = true;
    })
    .await;
    let anna = server.anna().await;
    let application = anna.exam().await;
    let starts_at = slot_of(&anna, &application).await;
    let booking = anna.book(&application, &starts_at).await.expect_status(201).json();
    let (anna, application) = (&anna, application.as_str());
    let state = || async move { anna.see(application).await["summary"]["state"].clone() };
    let becomes = |wanted: &'static str| async move {
        for _ in 0..50 {
            if state().await == wanted {
                return true;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        false
    };
    server.advance(5).await;
    assert!(becomes("in_review").await, "the check goes on: {}", state().await);
    server.advance(60).await;
    // Two rounds of the bureau and more.
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    assert_eq!(state().await, "in_review");
    anna.cancel(booking["id"].as_str().unwrap(), false).await.expect_status(200);
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    assert_eq!(state().await, "in_review", "nor because it is cancelled");
}
