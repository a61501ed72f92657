//! The office's API: what its systems read, and what they do to cases.

mod acts;
mod audit;
mod command;
mod decisions;
mod executor;
mod queue;
mod reports;
mod services;
mod statistics;
mod tokens;
mod visits;

use crate::support::{Client, Server};
use serde_json::{Value, json};

/// Anna with an application.
async fn sent(server: &Server) -> (Client, String) {
    let anna = server.anna().await;
    let id = anna.application().await;
    (anna, id)
}

fn ru(text: &str) -> Value {
    json!({ "ru": text })
}

/// The newest line of the journal that the citizen reads.
async fn newest(anna: &Client, id: &str) -> Value {
    anna.see(id).await["journal"].as_array().unwrap().last().unwrap().clone()
}
