//! What stands around every page: header, skip link, page frame, messages, connection, the end of a session.

pub(crate) mod announcer;
pub(crate) mod connection;
pub(crate) mod fetched;
pub(crate) mod frame;
pub(crate) mod header;
pub(crate) mod navigation;
pub(crate) mod page;
pub(crate) mod session;
