//! Helpers for drafts and applications.

use super::files::pdf;
use super::{Answer, Client};
use serde_json::{Value, json};

pub(crate) const SERVICE: &str = "mse_application";

/// Valid answers, so that a draft can be sent.
pub(crate) fn answers() -> Value {
    json!({
        "applicant": "citizen",
        "name.surname": "Петрова",
        "name.given": "Анна",
        "name.patronymic": "Сергеевна",
        "birth_date": "21.03.1968",
        "snils": "112-233-445 95",
        "identity_kind": "passport",
        "passport.number": "4510 123456",
        "passport.issued": "10.04.2013",
        "passport.department": "770-001",
        "passport.issuer": "ОВД района Арбат",
        "phone": "8 900 000-00-01",
        "email": "demo@okno.example",
        "address.postcode": "101000",
        "address.region": "Москва",
        "address.place": "Москва",
        "address.street": "улица Ленина, 1",
        "purposes": ["rehabilitation"],
        "description": "Прошу провести экспертизу.",
        "has_referral": "no",
        "delivery_way": "archive",
        "consent_terms": true,
        "consent_data": true,
    })
}

impl Client {
    /// Makes a draft; returns its id.
    pub(crate) async fn new_draft(&self) -> String {
        let body = json!({ "service": SERVICE });
        let draft = self.post("/api/v1/drafts").json(&body).send().await.expect_status(201).json();
        draft["id"].as_str().unwrap().to_owned()
    }

    /// Makes a draft; returns the response.
    pub(crate) async fn begin(&self, body: &Value) -> Answer {
        self.post("/api/v1/drafts").json(body).send().await
    }

    pub(crate) async fn draft(&self, id: &str) -> Value {
        self.get(&format!("/api/v1/drafts/{id}")).send().await.expect_status(200).json()
    }

    pub(crate) async fn save(&self, draft: &str, version: u32, answers: &Value) -> Answer {
        self.put(&format!("/api/v1/drafts/{draft}"))
            .header("if-match", &format!("\"{version}\""))
            .json(&json!({ "answers": answers }))
            .send()
            .await
    }

    /// Makes a draft that can be sent; returns its id. Its version is 2.
    pub(crate) async fn full_draft(&self) -> String {
        let draft = self.new_draft().await;
        self.save(&draft, 1, &answers()).await.expect_status(200);
        self.upload(&draft, "identity_scan", "паспорт.pdf", &pdf(2000)).await;
        self.upload(&draft, "medical", "справка.pdf", &pdf(3000)).await;
        draft
    }

    pub(crate) async fn submit(&self, draft: &str, version: u32, key: &str) -> Answer {
        self.post(&format!("/api/v1/drafts/{draft}/submit"))
            .header("if-match", &format!("\"{version}\""))
            .header("idempotency-key", key)
            .send()
            .await
    }

    /// Sends an application; returns its id.
    pub(crate) async fn application(&self) -> String {
        let draft = self.full_draft().await;
        let sent = self.submit(&draft, 2, &draft).await.expect_status(201).json();
        sent["id"].as_str().unwrap().to_owned()
    }

    /// The application as the citizen sees it.
    pub(crate) async fn see(&self, application: &str) -> Value {
        let address = format!("/api/v1/applications/{application}");
        self.get(&address).send().await.expect_status(200).json()
    }
}
