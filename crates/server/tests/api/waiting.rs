use crate::support::bookings::{BUREAU, seconds_until};
use crate::support::{Client, Server};
use serde_json::{Value, json};

const SNILS: [&str; 3] = ["112-233-445 95", "123-456-789 64", "087-654-303 00"];

async fn earlier(client: &Client, id: &str) -> Value {
    client.booking(id).await["waiting"]["earlier"].clone()
}

#[tokio::test]
async fn the_first_in_line_is_told_of_an_earlier_slot() {
    let server = Server::visiting().await;
    let (anna, pyotr, maria) = (server.anna().await, server.pyotr().await, server.maria().await);
    let (early, early_id) = anna.booked(SNILS[0], 0).await;
    let (_, first) = pyotr.booked(SNILS[1], 4).await;
    let (_, second) = maria.booked(SNILS[2], 6).await;
    let waiting = pyotr.wait(&first).await.expect_status(200).json()["waiting"].clone();
    assert_eq!(waiting, json!({ "notices_left": 3 }));
    maria.wait(&second).await.expect_status(200);
    pyotr.wait(&first).await.expect_status(200);
    anna.cancel(&early_id, false).await.expect_status(200);
    let freed = &early["starts_at"];
    let waiting = pyotr.booking(&first).await["waiting"].clone();
    assert_eq!(waiting, json!({ "notices_left": 2, "earlier": freed }));
    assert!(earlier(&maria, &second).await.is_null(), "one at a time");
    let letter = maria.last_letter().await;
    assert!(letter.contains("Освободилось время раньше"), "{letter}");
    let case = pyotr.booking(&first).await["application"].clone();
    let journal = pyotr.see(case.as_str().unwrap()).await["journal"].clone();
    let told = journal.as_array().unwrap().last().unwrap()["comment"]["en"].as_str().unwrap();
    assert!(told.starts_with("An earlier time is free: "), "{told}");
    // The earlier slot is shown only while it is free.
    let again = anna.book(early["application"].as_str().unwrap(), freed.as_str().unwrap()).await;
    let again = again.expect_status(201).json();
    assert!(earlier(&pyotr, &first).await.is_null());
    // Now the second in line is told, because the first gets only one notice a day.
    anna.cancel(again["id"].as_str().unwrap(), false).await.expect_status(200);
    assert_eq!(earlier(&maria, &second).await, *freed);
    let moved = pyotr.relocate(&first, 1, freed.as_str().unwrap()).await.expect_status(200);
    assert!(moved.json()["waiting"]["earlier"].is_null());
}

#[tokio::test]
async fn one_notice_a_day_and_three_in_all() {
    let server = Server::visiting().await;
    let pyotr = server.pyotr().await;
    let application = pyotr.exam_of(SNILS[1]).await;
    let days = pyotr.days(&application, BUREAU).await;
    let last = days.iter().rev().find(|day| day["free"] != 0).unwrap()["day"].as_str().unwrap();
    let starts_at = pyotr.slots(&application, BUREAU, last).await[0]["starts_at"].clone();
    let booking = pyotr.book(&application, starts_at.as_str().unwrap()).await.expect_status(201);
    let id = booking.json()["id"].as_str().unwrap().to_owned();
    pyotr.wait(&id).await.expect_status(200);
    let mut left = Vec::new();
    for _ in 0..5 {
        let pyotr = server.pyotr().await;
        let slots = pyotr.far_slots(&application).await;
        for slot in &slots[..2] {
            for taken in [true, false] {
                server.register(BUREAU, "examination", slot, taken).await;
            }
        }
        left.push(pyotr.booking(&id).await["waiting"]["notices_left"].as_u64().unwrap());
        server.advance(24 * 60 * 60 + 1).await;
    }
    assert_eq!(left, [2, 1, 0, 0, 0]);
    let pyotr = server.pyotr().await;
    let waiting = format!("/api/v1/bookings/{id}/waiting");
    for _ in 0..2 {
        pyotr.delete(&waiting).send().await.expect_status(204);
    }
    assert!(pyotr.booking(&id).await["waiting"].is_null());
    assert_eq!(pyotr.booking(&id).await["can_wait"], false, "no notice is left");
    pyotr.wait(&id).await.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn nobody_begins_to_wait_while_the_institution_cannot_keep_the_time() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let (booking, id) = anna.booked(SNILS[0], 0).await;
    assert_eq!(booking["can_wait"], true);
    let slot = anna.far_slots(booking["application"].as_str().unwrap()).await[4].clone();
    server.transfer(&id, &slot).await.expect_status(200);
    assert_eq!(anna.booking(&id).await["can_wait"], false);
    anna.wait(&id).await.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn who_must_move_anyway_spends_no_notice() {
    let server = Server::visiting().await;
    let (anna, pyotr, maria) = (server.anna().await, server.pyotr().await, server.maria().await);
    let (_, early) = anna.booked(SNILS[0], 0).await;
    let (booking, first) = pyotr.booked(SNILS[1], 4).await;
    let (_, second) = maria.booked(SNILS[2], 6).await;
    pyotr.wait(&first).await.expect_status(200);
    maria.wait(&second).await.expect_status(200);
    let slot = pyotr.far_slots(booking["application"].as_str().unwrap()).await[9].clone();
    server.transfer(&first, &slot).await.expect_status(200);
    anna.cancel(&early, false).await.expect_status(200);
    assert_eq!(pyotr.booking(&first).await["waiting"], json!({ "notices_left": 3 }));
    assert_eq!(maria.booking(&second).await["waiting"]["notices_left"], 2, "the next one is told");
}

#[tokio::test]
async fn nobody_is_told_of_what_does_not_help() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (_, id) = pyotr.booked(SNILS[1], 0).await;
    let (_, later) = anna.booked(SNILS[0], 5).await;
    pyotr.wait(&id).await.expect_status(200);
    anna.cancel(&later, false).await.expect_status(200);
    assert_eq!(pyotr.booking(&id).await["waiting"], json!({ "notices_left": 3 }), "a later slot");
    // Who moves to a later slot is not told about the slot that they have just left.
    let application = pyotr.booking(&id).await["application"].as_str().unwrap().to_owned();
    let to = pyotr.far_slots(&application).await[3].clone();
    let moved = pyotr.relocate(&id, 1, &to).await.expect_status(200).json();
    assert_eq!(moved["waiting"], json!({ "notices_left": 3 }));
    let cancelled = pyotr.cancel(&id, false).await.expect_status(200).json();
    assert_eq!(cancelled["can_wait"], false);
    pyotr.wait(&id).await.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn waiting_makes_sense_for_visits_far_away() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let (booking, id) = anna.booked(SNILS[0], 0).await;
    let left = seconds_until(&anna, booking["starts_at"].as_str().unwrap()).await;
    server.advance(left - 6 * 24 * 60 * 60).await;
    let anna = server.anna().await;
    assert_eq!(anna.booking(&id).await["can_wait"], false);
    anna.wait(&id).await.expect_problem(409, "not_allowed");
    let far = anna.far_slots(booking["application"].as_str().unwrap()).await[0].clone();
    let moved = anna.relocate(&id, 1, &far).await.expect_status(200).json();
    assert_eq!(moved["can_wait"], true);
    anna.wait(&id).await.expect_status(200);
}

/// Whether a waiting citizen is told about an earlier slot on the day of the visit, this many hours before it.
async fn is_told(hours_before: i64) -> bool {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let application = anna.exam().await;
    let day = anna.far_slots(&application).await[0][..10].to_owned();
    let slots = anna.slots(&application, BUREAU, &day).await;
    let ends =
        [slots.first(), slots.last()].map(|slot| slot.unwrap()["starts_at"].as_str().unwrap());
    let [first, last] = ends.map(str::to_owned);
    let booking = anna.book(&application, &last).await.expect_status(201).json();
    let id = booking["id"].as_str().unwrap();
    anna.wait(id).await.expect_status(200);
    server.advance(seconds_until(&anna, &last).await - hours_before * 60 * 60).await;
    for taken in [true, false] {
        server.register(BUREAU, "examination", &first, taken).await.expect_status(204);
    }
    !earlier(&server.anna().await, id).await.is_null()
}

#[tokio::test]
async fn nobody_is_told_once_the_visit_cannot_be_moved() {
    assert!(is_told(25).await);
    assert!(!is_told(23).await);
}
