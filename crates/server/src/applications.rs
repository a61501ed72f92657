//! Applications: what a draft becomes, what the citizen sees of it, and its decision.

mod act;
mod appeal;
mod copy;
mod correct;
mod decision;
pub(crate) mod letters;
mod paper;
mod qr;
mod register;
mod routes;
mod store;
mod term;
mod withdraw;

pub(crate) use correct::correct;
pub(crate) use register::{NewApplication, register};
pub(crate) use store::{Row, by_id, find, of_account, remarks_place};

use crate::app::App;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(routes::list))
        .routes(routes!(routes::show))
        .routes(routes!(withdraw::withdraw))
        .routes(routes!(decision::decision))
        .routes(routes!(copy::copy))
        .routes(routes!(act::act))
        .routes(routes!(qr::qr))
}
