//! Doors for tests, under `/_test` and only with `--test-doors`: the clock, the bureau, faults, slots, and a fresh start.

mod bureau;
mod clock;
pub(crate) mod faults;
mod reset;
mod slots;

pub(crate) use faults::Faults;

use crate::app::App;
use axum::Router;
use axum::routing::{delete, post};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/clock", post(clock::advance))
        .route("/bureau", post(bureau::act))
        .route("/faults", post(faults::add).merge(delete(faults::clear)))
        .route("/slots", post(slots::register))
        .route("/reset", post(reset::reset))
}
