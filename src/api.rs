//! A thin typed client of the contract, a file per resource.

pub(crate) mod applications;
pub(crate) mod auth;
pub(crate) mod bookings;
mod client;
pub(crate) mod drafts;
pub(crate) mod error;
pub(crate) mod institutions;
pub(crate) mod services;
pub(crate) mod uploads;

pub(crate) use client::{on_sign_in_required, saved, sign_in_required};
pub(crate) use error::ApiError;
