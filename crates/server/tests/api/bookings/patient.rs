//! A patient has one booking for each service; the next one replaces it.

use super::{OTHER_SNILS, slot_of};
use crate::support::Server;
use crate::support::bookings::{BUREAU, body};
use serde_json::json;

#[tokio::test]
async fn a_patient_has_one_active_booking() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (first, second) = (anna.exam().await, anna.exam().await);
    let slots = anna.free_slots(&first, BUREAU).await;
    let old = anna.book(&first, &slots[0]).await.expect_status(201).json();
    anna.book(&second, &slots[1]).await.expect_problem(409, "already_booked");
    // Somebody who types the same number learns that a booking exists, but nothing about it.
    let theirs = pyotr.exam().await;
    pyotr.book(&theirs, &slots[1]).await.expect_problem(409, "already_booked");
    assert!(pyotr.visit(&theirs).await.json()["booking"].is_null());
    let mut replace = body(&slots[1]);
    replace["replaces"] = old["id"].clone();
    pyotr.book_with(&theirs, "a", &replace).await.expect_problem(409, "already_booked");
    // Either the new slot is booked and the old booking cancelled, or nothing changes.
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
