//! Holds: slots that are reserved for an application for a limited time, while the citizen fills in the rest or while a
//! proposal of the institution is open.

mod hold;
mod prolong;
mod release;
mod row;
mod store;
mod wanted_slot;
mod work;

pub(crate) use row::Purpose;
pub(crate) use store::{
    NewHold, check_bookable, current, free_ended, hold_slot, release, release_slot,
};
pub(crate) use work::work;

use crate::base::Base;
use crate::visits::Visits;
use axum::extract::FromRef;
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Base: FromRef<S>,
    Arc<Visits>: FromRef<S>,
{
    OpenApiRouter::new()
        .routes(routes!(hold::hold))
        .routes(routes!(prolong::prolong))
        .routes(routes!(release::release))
}
