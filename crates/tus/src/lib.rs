//! Resumable uploads (tus 1.0.0, <https://tus.io/protocols/resumable-upload>) as a state machine without I/O: events in,
//! commands out. Bytes, time and random numbers stay with the caller; so do checksums and the headers' syntax, for which
//! there are [`upload_metadata`], [`base64`] and the constants here.

mod answer;
mod command;
mod encoding;
mod event;
mod location;
mod upload;

pub use command::{Command, Failure, Phase, Snapshot};
pub use encoding::{base64, upload_metadata};
pub use event::{Event, Request, Response};
pub use upload::{Options, Upload};

/// Value of the `Tus-Resumable` header, which every request but OPTIONS carries.
pub const VERSION: &str = "1.0.0";
/// `Content-Type` of a PATCH.
pub const CONTENT_TYPE: &str = "application/offset+octet-stream";
/// Smallest chunk to which a server's 413 or a bad link can bring an upload, bytes.
pub const MIN_CHUNK: u64 = 64 * 1024;
