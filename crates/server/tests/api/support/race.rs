//! A crowd that wants the same slots, with the real router and a real database file, without sockets. The measurement of
//! bookings under load uses it too (examples/booking_race.rs).

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use server::{App, Settings};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::task::JoinSet;
use tower::ServiceExt as _;

const INSTITUTION: &str = "bureau";

#[derive(Debug, Clone)]
pub(crate) struct Person {
    cookie: String,
    pub(crate) application: String,
}

/// The response to a request.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

/// How the attempts ended.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) booked: usize,
    pub(crate) taken: usize,
    /// Statuses of all other responses.
    pub(crate) other: Vec<u16>,
    pub(crate) took: Duration,
}

#[derive(Debug)]
pub(crate) struct Arena {
    app: App,
    pub(crate) router: Router,
    pub(crate) people: Vec<Person>,
    pub(crate) folder: TempDir,
}

impl Arena {
    /// Makes this many people, each with an application whose date can be chosen.
    pub(crate) async fn gather(people: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings::new(folder.path().join("data"));
        settings.test_doors = true;
        let services = folder.path().join("services");
        std::fs::create_dir_all(&services).unwrap();
        std::fs::write(services.join("exam.json"), service().to_string()).unwrap();
        settings.services = Some(services);
        let institutions = folder.path().join("institutions.json");
        std::fs::write(&institutions, network().to_string()).unwrap();
        settings.institutions = Some(institutions);
        let app = App::open(settings).await.unwrap();
        let mut arena = Self { router: app.router(), app, people: Vec::new(), folder };
        let crowd = json!({
            "service": "exam", "patient": "snils", "people": people,
            "answers": { "phone": "+79000000001" },
        });
        let crowd = arena.send(None, "POST", "/_test/crowd", &[], &crowd).await;
        assert_eq!(crowd.status, 200, "{}", crowd.body);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let person = |person: &Value| Person {
            cookie: text(&person["cookie"]),
            application: text(&person["application"]),
        };
        arena.people = crowd.body["people"].as_array().unwrap().iter().map(person).collect();
        arena
    }

    /// The first `many` free slots that are at least `ahead` days away.
    pub(crate) async fn free_slots(&self, ahead: usize, many: usize) -> Vec<String> {
        let person = &self.people[0];
        let base =
            format!("/api/v1/applications/{}/institutions/{INSTITUTION}/days", person.application);
        let days = self.send(Some(person), "GET", &base, &[], &Value::Null).await.body;
        let mut free = Vec::new();
        for day in days["days"].as_array().unwrap().iter().skip(ahead) {
            if day["free"] == 0 {
                continue;
            }
            let day = format!("{base}/{}", day["day"].as_str().unwrap());
            let slots = self.send(Some(person), "GET", &day, &[], &Value::Null).await.body;
            let slots = slots["slots"].as_array().unwrap().iter();
            let slots = slots.filter(|slot| slot["free"] == true);
            free.extend(slots.map(|slot| slot["starts_at"].as_str().unwrap().to_owned()));
            if free.len() >= many {
                free.truncate(many);
                return free;
            }
        }
        panic!("{} free slots only", free.len())
    }

    /// All people book at once: the first person takes the first slot and so on, beginning again after the last slot.
    pub(crate) async fn rush(&self, slots: &[String]) -> Outcome {
        let mut attempts = JoinSet::new();
        let started = Instant::now();
        for (person, slot) in self.people.iter().zip(slots.iter().cycle()) {
            let (router, person, slot) = (self.router.clone(), person.clone(), slot.clone());
            attempts.spawn(async move { book(router, &person, &slot).await });
        }
        let mut outcome = Outcome::default();
        while let Some(told) = attempts.join_next().await {
            let told = told.unwrap();
            match told.status {
                201 => outcome.booked += 1,
                409 if told.body["code"] == "slot_taken" => outcome.taken += 1,
                status => outcome.other.push(status),
            }
        }
        outcome.took = started.elapsed();
        outcome
    }

    /// Counts active bookings in the database: all of them, and the different slots that they are in.
    pub(crate) async fn active(&self) -> (i64, i64) {
        use sqlx::ConnectOptions as _;
        let file = self.folder.path().join("data/okno.db");
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
        let mut database = options.connect().await.unwrap();
        let counted = sqlx::query_as(
            "SELECT count(*), count(DISTINCT institution || line || starts_at) FROM bookings WHERE state = 'booked'",
        );
        counted.fetch_one(&mut database).await.unwrap()
    }

    pub(crate) async fn send(
        &self,
        person: Option<&Person>,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Told {
        send(self.router.clone(), person, method, path, headers, body).await
    }

    pub(crate) async fn close(self) {
        self.app.close().await;
    }
}

/// Books a slot for the person's application.
pub(crate) async fn book(router: Router, person: &Person, slot: &str) -> Told {
    let path = format!("/api/v1/applications/{}/booking", person.application);
    let key = format!("{slot} {}", unique());
    let body = json!({
        "institution": INSTITUTION, "starts_at": slot, "details": { "phone": "+79000000001" },
    });
    send(router, Some(person), "POST", &path, &[("idempotency-key", &key)], &body).await
}

pub(crate) async fn send(
    router: Router,
    person: Option<&Person>,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> Told {
    let mut request = Request::builder().method(method).uri(path);
    if let Some(person) = person {
        request = request.header("cookie", &person.cookie);
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.header("content-type", "application/json");
    let request = request.body(Body::from(body.to_string())).unwrap();
    let response = router.oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    Told { status, body: serde_json::from_slice(&bytes).unwrap_or_default() }
}

fn unique() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}

fn text(text: &str) -> Value {
    json!({ "ru": text, "en": text })
}

fn service() -> Value {
    json!({
        "id": "exam", "version": 1, "section": "mse", "number_prefix": "ТСТ",
        "title": text("exam"), "summary": text("exam"),
        "terms": [{ "category": "standard", "working_days": 30 }],
        "office": { "visit": { "kind": "examination", "patient": ["snils"], "phone": "phone" } },
        "steps": [{ "id": "about", "title": text("about"), "fields": [
            { "id": "snils", "kind": "snils", "label": text("snils") },
            { "id": "phone", "kind": "phone", "label": text("phone") },
        ] }],
    })
}

/// One bureau with 24 slots a day.
fn network() -> Value {
    let day = json!({ "opens": 480, "closes": 1200 });
    json!({
        "regions": [{ "id": "east", "title": text("east") }],
        "operations": [], "equipment": [],
        "institutions": [{
            "id": INSTITUTION, "visit": "examination", "name": text("bureau"), "region": "east",
            "city": text("city"), "address": text("street"), "phone": "+73432000001", "utc_offset": 300,
            "week": [day, day, day, day, day], "equipment": [],
            "lines": [{
                "id": "examination", "minutes": 30, "notice_days": 1, "horizon_days": 90, "full_days": 0,
                "taken_percent": 0,
            }],
        }],
    })
}
