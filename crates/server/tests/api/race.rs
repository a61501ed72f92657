use crate::support::race::{Arena, Person, Told, book, send};
use axum::Router;
use proptest::prelude::*;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn of_500_at_one_slot_one_gets_it() {
    let arena = Arena::gather(500).await;
    let slots = arena.free_slots(2, 1).await;
    let outcome = arena.rush(&slots).await;
    assert_eq!((outcome.booked, outcome.taken, outcome.other), (1, 499, vec![]));
    assert_eq!(arena.active().await, (1, 1));
    arena.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_5000_at_100_slots_100_get_one() {
    let arena = Arena::gather(5000).await;
    let slots = arena.free_slots(2, 100).await;
    let outcome = arena.rush(&slots).await;
    assert_eq!((outcome.booked, outcome.taken, outcome.other), (100, 4900, vec![]));
    assert_eq!(arena.active().await, (100, 100));
    arena.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_at_many_slots_gets_one() {
    let mut arena = Arena::gather(1).await;
    let slots = arena.free_slots(2, 50).await;
    arena.people = vec![arena.people[0].clone(); 50];
    let outcome = arena.rush(&slots).await;
    assert_eq!((outcome.booked, outcome.taken, outcome.other), (1, 0, vec![409; 49]));
    assert_eq!(arena.active().await, (1, 1));
    arena.close().await;
}

/// What a person does at the same time as others.
#[derive(Debug, Clone)]
enum Deed {
    Book(usize),
    Move(usize),
    Cancel,
    Hold(usize),
    Wait,
}

const SLOTS: usize = 5;
const PEOPLE: usize = 8;

fn deed() -> impl Strategy<Value = (usize, Deed)> {
    let deed = prop_oneof![
        3 => (0..SLOTS).prop_map(Deed::Book),
        3 => (0..SLOTS).prop_map(Deed::Move),
        2 => Just(Deed::Cancel),
        1 => (0..SLOTS).prop_map(Deed::Hold),
        1 => Just(Deed::Wait),
    ];
    (0..PEOPLE, deed)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_at_once_a_slot_and_a_patient_have_one_booking(
        deeds in prop::collection::vec(deed(), 40..80),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(interleave(deeds));
    }
}

async fn interleave(deeds: Vec<(usize, Deed)>) {
    let arena = Arena::gather(PEOPLE).await;
    let slots = arena.free_slots(10, SLOTS).await;
    let (mut booked, mut cancelled) = (0, 0);
    for at_once in deeds.chunks(PEOPLE) {
        let mut running = tokio::task::JoinSet::new();
        for (person, deed) in at_once.iter().cloned() {
            let (router, person) = (arena.router.clone(), arena.people[person].clone());
            let slots = slots.clone();
            running.spawn(async move { act(router, &person, deed, &slots).await });
        }
        while let Some(done) = running.join_next().await {
            let (told, was_active) = done.unwrap();
            assert!(told.status < 500, "{} {}", told.status, told.body);
            assert!(matches!(told.status, 200 | 201 | 404 | 409 | 412), "{told:?}");
            booked += i64::from(told.status == 201);
            cancelled +=
                i64::from(told.status == 200 && was_active && told.body["state"] == "cancelled");
        }
        // Two requests that cancel the same booking at once both succeed, so `cancelled` may count a booking twice.
        let (active, different) = arena.active().await;
        assert_eq!(active, different, "a slot has one booking");
        assert!(
            active <= booked && active >= booked - cancelled,
            "{active} of {booked}, {cancelled}"
        );
        let mut seen = 0;
        for person in &arena.people {
            let list = bookings(arena.router.clone(), person).await;
            let active = list.iter().filter(|booking| booking["state"] == "booked").count();
            assert!(active <= 1, "a patient has one booking");
            seen += i64::try_from(active).unwrap();
        }
        assert_eq!(seen, active, "everybody sees their own");
    }
    arena.close().await;
}

/// Carries out the deed; returns the response, and whether the person had an active booking.
async fn act(router: Router, person: &Person, deed: Deed, slots: &[String]) -> (Told, bool) {
    let mine = bookings(router.clone(), person).await;
    let active = mine.iter().find(|booking| booking["state"] == "booked");
    let path = |what: &str| {
        let id = active.map_or("none", |booking| booking["id"].as_str().unwrap());
        format!("/api/v1/bookings/{id}/{what}")
    };
    let to =
        |method: &'static str, path: String, headers: Vec<(&'static str, String)>, body: Value| {
            let router = router.clone();
            async move {
                let headers: Vec<(&str, &str)> =
                    headers.iter().map(|(n, v)| (*n, v.as_str())).collect();
                send(router, Some(person), method, &path, &headers, &body).await
            }
        };
    let told = match deed {
        Deed::Book(slot) => book(router.clone(), person, &slots[slot]).await,
        Deed::Move(slot) => {
            let version = active.map_or(1, |booking| booking["version"].as_u64().unwrap());
            let guard = vec![("if-match", format!("\"{version}\""))];
            to("POST", path("move"), guard, json!({ "starts_at": slots[slot] })).await
        }
        Deed::Cancel => {
            let starts_at = active.map_or(json!(slots[0]), |booking| booking["starts_at"].clone());
            to("POST", path("cancel"), Vec::new(), json!({ "starts_at": starts_at })).await
        }
        Deed::Hold(slot) => {
            let path = format!("/api/v1/applications/{}/hold", person.application);
            let body = json!({ "institution": "bureau", "starts_at": slots[slot] });
            to("PUT", path, Vec::new(), body).await
        }
        Deed::Wait => to("PUT", path("waiting"), Vec::new(), json!({})).await,
    };
    (told, active.is_some())
}

async fn bookings(router: Router, person: &Person) -> Vec<Value> {
    let list = send(router, Some(person), "GET", "/api/v1/bookings", &[], &Value::Null).await;
    assert_eq!(list.status, 200, "{}", list.body);
    list.body["bookings"].as_array().unwrap().clone()
}
