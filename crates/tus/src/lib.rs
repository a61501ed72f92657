//! Resumable uploads (tus 1.0.0, <https://tus.io/protocols/resumable-upload>) as a state machine without I/O: events in,
//! commands out. Bytes, time and random numbers stay with the caller; so do checksums and the headers' syntax, for which
//! there are [`upload_metadata`], [`base64`] and the constants here.
//!
//! A driver makes one [`Upload`] per file, with the URL of an earlier attempt in [`Options::url`], and tells it
//! [`Event::Start`] when it is its turn. It carries out the commands of each step in their order, with one timer
//! ([`Command::WaitMs`]) and one request, and tells how the request ended: [`Event::Response`], [`Event::NetworkError`], or
//! [`Event::SourceLost`] when a look at the file shows that it can be read no more. A browser answers both of the latter with
//! status 0; reading one byte of the slice tells them apart. A lost source stops the upload in [`Phase::NeedsSource`] with all
//! that the server has; for a file of the same content the driver tells [`Event::Resume`], for another one [`Event::Cancel`],
//! and makes a new upload. [`Event::Cancel`] deletes whatever the server may have in any phase but [`Phase::Done`]: then the
//! file is the server's, to be removed through its own interface. [`Event::Resume`] is every «go on» and «try again» there
//! is; at the end it repeats [`Command::Done`], for a driver that could not hear the server's verdict.

#![warn(missing_docs)]

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
