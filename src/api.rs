//! A thin typed client of the server's API, one file per resource.

pub(crate) mod account;
pub(crate) mod applications;
pub(crate) mod auth;
pub(crate) mod bookings;
mod changes;
mod client;
pub(crate) mod drafts;
pub(crate) mod error;
mod hooks;
pub(crate) mod institutions;
pub(crate) mod json;
pub(crate) mod messages;
pub(crate) mod profile;
pub(crate) mod questions;
pub(crate) mod services;
pub(crate) mod uploads;

pub(crate) use changes::{is_changing, settled};
pub(crate) use error::ApiError;
pub(crate) use hooks::{answered, on_answered, on_sign_in_required, sign_in_required, welcome_in};
