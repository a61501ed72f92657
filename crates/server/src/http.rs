//! Shared by all routes: extractors whose errors are problem documents, and the layers around the router.

pub(crate) mod body;
pub(crate) mod connection;
pub(crate) mod headers;
pub(crate) mod json;
pub(crate) mod language;
pub(crate) mod load;
pub(crate) mod log;
pub(crate) mod network;
pub(crate) mod origin;
pub(crate) mod path;
pub(crate) mod peer;
pub(crate) mod precondition;

/// Path under which the API is served.
pub(crate) const BASE: &str = "/api/v1";

pub(crate) use json::Json;
pub(crate) use language::Language;
pub(crate) use network::Network;
pub(crate) use path::{Id, Ids, Question};
pub(crate) use peer::Peer;
