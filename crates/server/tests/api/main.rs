//! The API over real TCP, resource by resource: for the citizen, for a stranger, and for nobody.

mod applications;
mod auth;
mod bureau;
mod calendar;
mod clerk;
mod correction;
mod definitions;
mod documents;
mod doors;
mod drafts;
mod events;
mod hostile_input;
mod openapi;
mod prefill;
mod process;
mod repeat;
mod seal;
mod search;
mod services;
mod session;
mod signature;
mod static_files;
mod submit;
mod support;
mod uploads;
