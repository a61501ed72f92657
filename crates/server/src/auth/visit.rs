//! Visits to the identity provider: the browser goes there and comes back; codes and tokens stay on the server.

pub(super) mod callback;
mod person;
pub(super) mod start;
mod store;

pub(super) use store::sweep;
