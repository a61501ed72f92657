//! Test doors: routes under `/_test`, only with `--test-doors`. They move the clock, act for the bureau and institutions, engage staff,
//! create crowds of citizens, inject faults, trim the journal, and reset the server.

mod bureau;
mod clock;
mod crowd;
pub(crate) mod faults;
mod message;
mod parts;
mod reset;
mod slots;
mod staff;
mod transfer;
mod trim;

pub(crate) use faults::Faults;
pub(crate) use parts::Doors;

use axum::Router;
use axum::extract::FromRef;
use axum::routing::{delete, get, post};
use std::sync::Arc;

pub(crate) fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    Arc<Doors>: FromRef<S>,
    Arc<Faults>: FromRef<S>,
{
    Router::new()
        .route("/clock", get(clock::read).post(clock::advance))
        .route("/bureau", post(bureau::act))
        .route("/message", post(message::say))
        .route("/crowd", post(crowd::gather))
        .route("/transfer", post(transfer::transfer))
        .route("/faults", post(faults::add).merge(delete(faults::clear)))
        .route("/slots", post(slots::register))
        .route("/staff", post(staff::engage))
        .route("/trim", post(trim::trim))
        .route("/reset", post(reset::reset))
}
