//! A hold keeps a slot for the citizen for ten minutes.

mod ends;
mod midnight;

use crate::support::Server;
use serde_json::{Value, json};

const MINUTE: i64 = 60;

fn seconds_left(hold: &Value) -> i64 {
    let at = |name: &str| -> chrono::DateTime<chrono::Utc> {
        hold[name].as_str().unwrap().parse().unwrap()
    };
    (at("ends_at") - at("now")).num_seconds()
}

#[tokio::test]
async fn a_held_slot_is_taken_for_others_only() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (hers, his) = (anna.exam().await, pyotr.exam().await);
    let slot = anna.free_slots(&hers, "bureau").await[0].clone();
    let free = async || {
        let his_day = pyotr.days(&his, "bureau").await;
        his_day.iter().map(|day| day["free"].as_u64().unwrap()).sum::<u64>()
    };
    let before = free().await;
    let hold = anna.hold(&hers, "bureau", &slot).await.expect_status(200).json();
    assert_eq!((&hold["institution"], &hold["starts_at"]), (&json!("bureau"), &json!(slot)));
    assert_eq!((seconds_left(&hold), &hold["prolongations_left"]), (10 * MINUTE, &json!(10)));
    assert!(anna.is_free(&hers, "bureau", &slot).await);
    assert!(!pyotr.is_free(&his, "bureau", &slot).await);
    assert_eq!(free().await, before - 1);
    pyotr.hold(&his, "bureau", &slot).await.expect_problem(409, "slot_taken");
    let visit = anna.visit(&hers).await.expect_status(200).json();
    assert_eq!(visit["hold"]["ends_at"], hold["ends_at"]);
    assert_eq!(pyotr.visit(&his).await.json().get("hold"), None);
}

#[tokio::test]
async fn holding_again_frees_the_earlier_one() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (hers, his) = (anna.exam().await, pyotr.exam().await);
    let slots = anna.free_slots(&hers, "bureau").await;
    anna.hold(&hers, "bureau", &slots[0]).await.expect_status(200);
    anna.hold(&hers, "bureau", &slots[1]).await.expect_status(200);
    assert!(pyotr.is_free(&his, "bureau", &slots[0]).await);
    pyotr.hold(&his, "bureau", &slots[0]).await.expect_status(200);
    anna.hold(&hers, "bureau", &slots[0]).await.expect_problem(409, "slot_taken");
    let visit = anna.visit(&hers).await.json();
    assert_eq!(visit["hold"]["starts_at"], json!(slots[1]), "what is lost is not what was held");
}

#[tokio::test]
async fn holding_the_same_slot_twice_changes_nothing() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let slot = anna.free_slots(&exam, "bureau").await[0].clone();
    let first = anna.hold(&exam, "bureau", &slot).await.expect_status(200).json();
    server.advance(MINUTE).await;
    let second = anna.hold(&exam, "bureau", &slot).await.expect_status(200).json();
    assert_eq!(first["ends_at"], second["ends_at"]);
    assert!((9 * MINUTE - 5..=9 * MINUTE).contains(&seconds_left(&second)), "{second}");
}

/// When another tab has chosen another time, this tab neither prolongs nor frees that hold.
#[tokio::test]
async fn a_tab_speaks_of_its_own_slot_only() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let slots = anna.free_slots(&exam, "bureau").await;
    anna.hold(&exam, "bureau", &slots[0]).await.expect_status(200);
    let other = anna.hold(&exam, "bureau", &slots[1]).await.expect_status(200).json();
    server.advance(MINUTE).await;
    anna.prolong(&exam, &slots[0]).await.expect_problem(409, "slot_taken");
    anna.release(&exam, &slots[0]).await.expect_status(204);
    let held = anna.visit(&exam).await.json()["hold"].clone();
    assert_eq!((&held["starts_at"], &held["ends_at"]), (&json!(slots[1]), &other["ends_at"]));
    anna.release(&exam, &slots[1]).await.expect_status(204);
    assert_eq!(anna.visit(&exam).await.json().get("hold"), None);
}

#[tokio::test]
async fn who_has_a_booking_can_hold_another_time_while_something_is_asked() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let exam = anna.exam().await;
    let slots = anna.far_slots(&exam).await;
    let booking = anna.book(&exam, &slots[0]).await.expect_status(201).json();
    server.bureau(&exam, "check").await.expect_status(200);
    server.ask(&exam, &["/answers/phone"]).await.expect_status(200);
    assert_eq!(anna.visit(&exam).await.json()["lock"], "needs_info");
    anna.hold(&exam, "bureau", &slots[1]).await.expect_status(200);
    anna.prolong(&exam, &slots[1]).await.expect_status(200);
    let id = booking["id"].as_str().unwrap();
    anna.relocate(id, 1, &slots[1]).await.expect_status(200);
    anna.cancel(id, false).await.expect_status(200);
    anna.hold(&exam, "bureau", &slots[1]).await.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn the_city_of_an_address_tells_the_region() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    for (place, region) in [
        ("г. Казань", json!("tatarstan")),
        ("деревня Новый Город", json!("east")),
        ("Казанское", Value::Null),
    ] {
        let answers = json!({
            "snils": "112-233-445 95", "phone": "8 900 000-00-01", "address.postcode": "101000",
            "address.region": "Россия", "address.place": place, "address.street": "улица Казань, 1",
        });
        let exam = anna.sent("exam", &answers).await;
        assert_eq!(anna.visit(&exam).await.json()["region"], region, "{place}");
    }
}

#[tokio::test]
async fn a_freed_slot_is_free_and_freeing_twice_is_the_same() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let (hers, his) = (anna.exam().await, pyotr.exam().await);
    let slot = anna.free_slots(&hers, "bureau").await[0].clone();
    anna.hold(&hers, "bureau", &slot).await.expect_status(200);
    for _ in 0..2 {
        anna.release(&hers, &slot).await.expect_status(204);
    }
    pyotr.hold(&his, "bureau", &slot).await.expect_status(200);
}

#[tokio::test]
async fn many_citizens_want_one_slot_and_one_gets_it() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let mut exams = Vec::new();
    for _ in 0..12 {
        exams.push(anna.exam().await);
    }
    let slot = anna.free_slots(&exams[0], "bureau").await[0].clone();
    let tries = exams.iter().map(|exam| {
        let (anna, exam, slot) = (anna.clone(), exam.clone(), slot.clone());
        tokio::spawn(async move { anna.hold(&exam, "bureau", &slot).await.status })
    });
    let mut statuses = Vec::new();
    for one in tries.collect::<Vec<_>>() {
        statuses.push(one.await.unwrap());
    }
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| matches!(status, 200 | 409)), "{statuses:?}");
}

#[tokio::test]
async fn a_date_is_chosen_when_the_case_allows_it() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let surgery = anna.surgery().await;
    let visit = anna.visit(&surgery).await.expect_status(200).json();
    assert_eq!((&visit["lock"], &visit["line"]), (&json!("not_approved"), &json!("cardiac")));
    assert_eq!((&visit["operation"], &visit["region"]), (&json!("bypass"), &json!("east")));
    assert_eq!((&visit["phone"], &visit["title"]), (&json!("+79000000001"), &json!("surgery")));
    let slot = anna.free_slots(&surgery, "hospital").await[0].clone();
    anna.hold(&surgery, "hospital", &slot).await.expect_problem(409, "not_allowed");
    server.bureau(&surgery, "check").await.expect_status(200);
    server.bureau(&surgery, "approve").await.expect_status(200);
    assert_eq!(anna.visit(&surgery).await.json().get("lock"), None);
    anna.hold(&surgery, "hospital", &slot).await.expect_status(200);
    let exam = anna.exam().await;
    let slot = anna.free_slots(&exam, "bureau").await[0].clone();
    anna.hold(&exam, "bureau", &slot).await.expect_status(200);
    server.bureau(&exam, "check").await.expect_status(200);
    server.ask(&exam, &["/answers/phone"]).await.expect_status(200);
    let visit = anna.visit(&exam).await.json();
    assert_eq!((&visit["lock"], &visit["hold"]["starts_at"]), (&json!("needs_info"), &json!(slot)));
    anna.prolong(&exam, &slot).await.expect_problem(409, "not_allowed");
}

#[tokio::test]
async fn a_decision_frees_what_was_held() {
    let server = Server::visiting().await;
    let anna = server.anna().await;
    let (exam, other) = (anna.exam().await, anna.exam().await);
    let slot = anna.free_slots(&exam, "bureau").await[0].clone();
    anna.hold(&exam, "bureau", &slot).await.expect_status(200);
    server.bureau(&exam, "check").await.expect_status(200);
    server.bureau(&exam, "approve").await.expect_status(200);
    let visit = anna.visit(&exam).await.json();
    assert_eq!((&visit["lock"], visit.get("hold")), (&json!("decided"), None));
    anna.prolong(&exam, &slot).await.expect_problem(409, "not_allowed");
    anna.hold(&other, "bureau", &slot).await.expect_status(200);
}

#[tokio::test]
async fn strangers_and_nonsense_hold_nothing() {
    let server = Server::visiting().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let exam = anna.exam().await;
    let slot = anna.free_slots(&exam, "bureau").await[0].clone();
    server.client().hold(&exam, "bureau", &slot).await.expect_problem(401, "sign_in_required");
    pyotr.hold(&exam, "bureau", &slot).await.expect_problem(404, "not_found");
    pyotr.prolong(&exam, &slot).await.expect_problem(404, "not_found");
    pyotr.visit(&exam).await.expect_problem(404, "not_found");
    let hold = format!("/api/v1/applications/{exam}/hold");
    pyotr.release(&exam, &slot).await.expect_problem(404, "not_found");
    for institution in ["hospital", "mars", "", &"x".repeat(5000)] {
        anna.hold(&exam, institution, &slot).await.expect_problem(404, "not_found");
    }
    for time in [
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "2020-01-13T06:00:00Z",
        "2099-12-31T06:00:00Z",
        "9999-12-31T23:59:59.999Z",
        &slot.replace(":00.000Z", ":00.001Z"),
        &slot.replace(":00:00.000Z", ":30:00Z"),
    ] {
        anna.hold(&exam, "bureau", time).await.expect_problem(409, "slot_taken");
    }
    let full = anna.days(&exam, "full").await;
    let day = full.iter().find(|day| day["closed"].is_null()).unwrap()["day"].as_str().unwrap();
    let taken = anna.slots(&exam, "full", day).await[0]["starts_at"].as_str().unwrap().to_owned();
    anna.hold(&exam, "full", &taken).await.expect_problem(409, "slot_taken");
    for body in [
        json!({}),
        json!([]),
        json!({ "institution": "bureau" }),
        json!({ "institution": "bureau", "starts_at": "soon" }),
        json!({ "institution": "bureau", "starts_at": 1 }),
        json!({ "institution": "bureau", "starts_at": "+99999-01-01T00:00:00Z" }),
        json!({ "institution": "bureau", "starts_at": slot, "purpose": "transfer" }),
    ] {
        anna.put(&hold).json(&body).send().await.expect_problem(400, "malformed");
        for what in ["prolong", "release"] {
            let address = format!("{hold}/{what}");
            anna.post(&address).json(&body).send().await.expect_problem(400, "malformed");
        }
    }
    assert_eq!(anna.visit(&exam).await.json().get("hold"), None);
    let answers = json!({ "snils": "112-233-445 95", "phone": "8 900 000-00-01" });
    let chat = anna.sent("chat", &answers).await;
    anna.visit(&chat).await.expect_problem(404, "not_found");
    anna.hold(&chat, "bureau", &slot).await.expect_problem(404, "not_found");
    anna.prolong(&chat, &slot).await.expect_problem(404, "not_found");
}
