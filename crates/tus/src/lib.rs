//! Resumable uploads (tus 1.0.0, <https://tus.io/protocols/resumable-upload>) as a state machine without I/O: events in,
//! commands out. The driver supplies bytes, time and random numbers. It also computes checksums and writes the headers; for
//! these there are [`upload_metadata`], [`base64`] and the constants here.
//!
//! # Writing a driver
//!
//! - Make one [`Upload`] per file, with the URL of an earlier attempt in [`Options::url`]. Pass [`Event::Start`] when the
//!   upload may begin.
//! - Carry out the commands of each step in order, with one timer ([`Command::WaitMs`]) and one request.
//! - Pass how each request ended: [`Event::Response`], [`Event::NetworkError`], or [`Event::SourceLost`] if the file can no
//!   longer be read. A browser reports status 0 for both of the latter; to tell them apart, read one byte of the slice.
//! - A lost source stops the upload in [`Phase::NeedsSource`], and the server keeps what it has. If the citizen chooses a file
//!   with the same content, pass [`Event::Resume`]; for another file pass [`Event::Cancel`] and make a new upload.
//! - [`Event::Cancel`] deletes whatever the server may have, in any phase but [`Phase::Done`]: a finished file belongs to the
//!   server and is removed through its own API.
//! - [`Event::Resume`] is for every «continue» and «try again» button. For a finished upload it repeats [`Command::Done`], in
//!   case the driver could not learn what the server thinks of the file.

#![warn(missing_docs)]

mod command;
mod encoding;
mod event;
mod location;
mod upload;
mod verdict;

pub use command::{Command, Failure, Phase, Snapshot};
pub use encoding::{base64, upload_metadata};
pub use event::{Event, Request, Response};
pub use upload::{Options, Upload};

/// Value of the `Tus-Resumable` header, which every request except OPTIONS needs.
pub const VERSION: &str = "1.0.0";
/// `Content-Type` of a PATCH.
pub const CONTENT_TYPE: &str = "application/offset+octet-stream";
/// Size below which a 413 or a bad link does not shrink chunks, bytes.
pub const MIN_CHUNK: u64 = 64 * 1024;
