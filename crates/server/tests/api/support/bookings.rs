//! Helpers for bookings.

use super::{Answer, Client, Server};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

/// The bureau of the test network: seven slots a day, all free.
pub(crate) const BUREAU: &str = "bureau";

pub(crate) fn details() -> Value {
    json!({ "phone": "8 900 000-00-01", "needs": ["companion", "wheelchair"], "comment": " Приду с сыном. " })
}

pub(crate) fn time(text: &Value) -> DateTime<Utc> {
    text.as_str().unwrap().parse().unwrap()
}

/// Seconds from the server's clock to `starts_at`.
pub(crate) async fn seconds_until(client: &Client, starts_at: &str) -> i64 {
    let now = time(&client.bookings().await["now"]);
    (starts_at.parse::<DateTime<Utc>>().unwrap() - now).num_seconds()
}

impl Client {
    /// Sends an application for an examination of the patient with this СНИЛС; returns its id.
    pub(crate) async fn exam_of(&self, snils: &str) -> String {
        self.sent("exam", &json!({ "snils": snils, "phone": "8 900 000-00-01" })).await
    }

    /// Books with a new idempotency key.
    pub(crate) async fn book(&self, application: &str, starts_at: &str) -> Answer {
        let key = format!("{application} {starts_at} {}", rand());
        self.book_with(application, &key, &body(starts_at)).await
    }

    pub(crate) async fn book_with(&self, application: &str, key: &str, body: &Value) -> Answer {
        self.post(&format!("/api/v1/applications/{application}/booking"))
            .header("idempotency-key", key)
            .json(body)
            .send()
            .await
    }

    /// Books a visit for a new application of this patient; returns the booking and its id.
    pub(crate) async fn booked(&self, snils: &str, slot: usize) -> (Value, String) {
        let application = self.exam_of(snils).await;
        let starts_at = self.far_slots(&application).await[slot].clone();
        let booking = self.book(&application, &starts_at).await.expect_status(201).json();
        let id = booking["id"].as_str().unwrap().to_owned();
        (booking, id)
    }

    /// Starts of free slots two weeks ahead.
    pub(crate) async fn far_slots(&self, application: &str) -> Vec<String> {
        let days = self.days(application, BUREAU).await;
        let open = days.iter().skip(14).filter(|day| day["free"] != 0);
        let mut far = Vec::new();
        for day in open.take(3) {
            let slots = self.slots(application, BUREAU, day["day"].as_str().unwrap()).await;
            let free = slots.iter().filter(|slot| slot["free"] == true);
            far.extend(free.map(|slot| slot["starts_at"].as_str().unwrap().to_owned()));
        }
        far
    }

    pub(crate) async fn booking(&self, id: &str) -> Value {
        self.get(&format!("/api/v1/bookings/{id}")).send().await.expect_status(200).json()
    }

    pub(crate) async fn bookings(&self) -> Value {
        self.get("/api/v1/bookings").send().await.expect_status(200).json()
    }

    pub(crate) async fn relocate(&self, id: &str, version: u64, starts_at: &str) -> Answer {
        self.post(&format!("/api/v1/bookings/{id}/move"))
            .header("if-match", &format!("\"{version}\""))
            .json(&json!({ "starts_at": starts_at }))
            .send()
            .await
    }

    /// Cancels the visit at the time that this citizen sees, or at some other time if they see no booking.
    pub(crate) async fn cancel(&self, id: &str, late: bool) -> Answer {
        let seen = self.get(&format!("/api/v1/bookings/{id}")).send().await;
        let seen = if seen.status == 200 { seen.json() } else { Value::Null };
        let starts_at = seen["starts_at"].as_str().unwrap_or("2027-02-10T05:00:00Z").to_owned();
        self.act(id, "cancel", &json!({ "starts_at": starts_at, "late": late })).await
    }

    /// `POST /bookings/{id}/{what}`.
    pub(crate) async fn act(&self, id: &str, what: &str, body: &Value) -> Answer {
        self.post(&format!("/api/v1/bookings/{id}/{what}")).json(body).send().await
    }

    /// Accepts or declines the proposal of this time.
    pub(crate) async fn answer(&self, id: &str, what: &str, starts_at: &str) -> Answer {
        self.act(id, &format!("transfer/{what}"), &json!({ "starts_at": starts_at })).await
    }

    pub(crate) async fn wait(&self, id: &str) -> Answer {
        self.put(&format!("/api/v1/bookings/{id}/waiting")).send().await
    }

    /// The first line of the newest e-mail.
    pub(crate) async fn last_letter(&self) -> String {
        self.last_mail().await["text"].as_str().unwrap().to_owned()
    }

    /// What stands below the first line of the newest e-mail.
    pub(crate) async fn last_body(&self) -> String {
        self.last_mail().await["body"].as_str().unwrap().to_owned()
    }

    async fn last_mail(&self) -> Value {
        let outbox = self.outbox().await;
        let mut letters = outbox.into_iter().filter(|message| message["channel"] == "email");
        // Signing in with another client is news too.
        letters.find(|mail| !mail["text"].as_str().unwrap().contains("нового устройства")).unwrap()
    }
}

impl Server {
    /// The institution proposes another time.
    pub(crate) async fn transfer(&self, booking: &str, starts_at: &str) -> Answer {
        let body =
            json!({ "booking": booking, "starts_at": starts_at, "reason": "surgeon_absent" });
        self.client().post("/_test/transfer").json(&body).send().await
    }
}

pub(crate) fn body(starts_at: &str) -> Value {
    json!({ "institution": BUREAU, "starts_at": starts_at, "details": details() })
}

/// A new number each time.
fn rand() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}
