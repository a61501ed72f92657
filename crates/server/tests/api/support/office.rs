//! Somebody of the office, who calls its API with a token.

use super::client::Sending;
use super::{Answer, Client, Server};
use axum::http::Method;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Clone)]
pub(crate) struct Colleague {
    pub(crate) id: String,
    pub(crate) token: String,
    client: Client,
}

impl Server {
    /// Somebody with this name and role.
    pub(crate) async fn colleague(&self, name: &str, role: &str) -> Colleague {
        let body = json!({ "name": name, "role": role });
        let made = self.client().post("/_test/staff").json(&body).send().await;
        let made = made.expect_status(200).json();
        let [id, token] = ["id", "token"].map(|part| made[part].as_str().unwrap().to_owned());
        Colleague { id, token, client: self.client() }
    }

    /// «Соколова Ирина Викторовна», who decides.
    pub(crate) async fn expert(&self) -> Colleague {
        self.colleague("Соколова Ирина Викторовна", "expert").await
    }

    /// Who may do everything.
    pub(crate) async fn manager(&self) -> Colleague {
        self.colleague("Громова Вера Ильинична", "management").await
    }
}

impl Colleague {
    /// A request to `/office/v1` with the token.
    pub(crate) fn request(&self, method: Method, path: &str) -> Sending {
        let request = self.client.request(method, &format!("/office/v1{path}"));
        request.header("authorization", &format!("Bearer {}", self.token))
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.request(Method::GET, path).send().await
    }

    /// The case as the office sees it.
    pub(crate) async fn see(&self, case: &str) -> Value {
        self.get(&format!("/cases/{case}")).await.expect_status(200).json()
    }

    /// Its version.
    pub(crate) async fn version(&self, case: &str) -> String {
        let seen = self.get(&format!("/cases/{case}")).await.expect_status(200);
        seen.header("etag").to_owned()
    }

    /// Acts on the present version, with a new key.
    pub(crate) async fn act(&self, case: &str, act: &Value) -> Answer {
        let version = self.version(case).await;
        self.act_on(case, &version, &new_key(), act).await
    }

    /// Approves a case in review with this result.
    pub(crate) async fn approve(&self, case: &str, result: &Value) -> Answer {
        self.act(case, &json!({ "act": "approve", "result": result })).await
    }

    pub(crate) async fn act_on(&self, case: &str, version: &str, key: &str, act: &Value) -> Answer {
        self.request(Method::POST, &format!("/cases/{case}/acts"))
            .header("if-match", version)
            .header("idempotency-key", key)
            .json(act)
            .send()
            .await
    }

    pub(crate) async fn mark(&self, case: &str, file: &str, mark: &Value) -> Answer {
        let path = format!("/cases/{case}/files/{file}/mark");
        self.request(Method::PUT, &path).json(mark).send().await
    }
}

fn new_key() -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    format!("key {}", LAST.fetch_add(1, Ordering::Relaxed))
}

/// The result of an examination after which nobody is disabled.
pub(crate) fn no_group() -> Value {
    json!({
        "examined_on": "2026-01-15", "mode": "by_papers", "group": "none", "findings": "Нарушения незначительные.",
        "recommendations": "Лечебная физкультура.", "ipra": "no"
    })
}
