//! Applications: sending, correcting and withdrawing them, showing them to the citizen, and their PDF documents.

mod act;
mod appeal;
mod copy;
mod correct;
mod decision;
mod list;
mod needs;
mod paper;
mod parts;
mod preparation;
mod qr;
mod refer;
mod referral;
mod register;
mod said;
mod see;
mod show;
mod stages;
mod withdraw;

pub(crate) use correct::correct;
pub(crate) use parts::ApplicationStore;
pub(crate) use register::{NewApplication, register};

use crate::base::Base;
use axum::extract::FromRef;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
    Arc<ApplicationStore>: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(show::show))
        .routes(routes!(see::see))
        .routes(routes!(withdraw::withdraw))
        .routes(routes!(decision::decision))
        .routes(routes!(decision::report))
        .routes(routes!(copy::copy))
        .routes(routes!(act::act))
        .routes(routes!(referral::referral))
        .routes(routes!(refer::send_referral))
        .routes(routes!(preparation::preparation))
        .routes(routes!(qr::qr))
}
