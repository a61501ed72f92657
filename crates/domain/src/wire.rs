//! The wire types of `/api/v1`. Times are RFC 3339 in UTC, days are ISO 8601, sizes are bytes.

pub mod account;
pub mod application;
pub mod auth;
pub mod booking;
pub mod draft;
pub mod event;
pub mod file;
pub mod institution;
pub mod message;
pub mod office;
pub mod problem;
pub mod profile;
pub mod question;
pub mod service;
pub mod time;
