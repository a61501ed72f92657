//! What outlives a page: the session, the connection, files and answers on their way, live events; and how a page waits
//! for what it asks of the server.

pub(crate) mod action;
pub(crate) mod announcer;
pub(crate) mod connection;
pub(crate) mod fetched;
mod generation;
pub(crate) mod key;
pub(crate) mod live;
pub(crate) mod retry;
pub(crate) mod root;
pub(crate) mod session;
pub(crate) mod sign_out;
mod tabs;
pub(crate) mod uploads;
pub(crate) mod waiters;
