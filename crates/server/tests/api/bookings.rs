mod patient;
mod privacy;

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
    // Longer than two rounds of the bureau.
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    assert_eq!(state().await, "in_review");
    anna.cancel(booking["id"].as_str().unwrap(), false).await.expect_status(200);
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    assert_eq!(state().await, "in_review", "nor because it is cancelled");
}
