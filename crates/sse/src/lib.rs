//! Server-sent events without I/O: a [`Parser`] that follows the WHATWG standard to the letter, and a [`Connection`] that
//! decides when to connect, wait, poll and stop. Bytes, time and random numbers are arguments; commands are the result.
//!
//! The browser's own `EventSource` hides status codes, headers and comments, and its first request cannot have a
//! `Last-Event-ID`. With this crate a program can use `fetch` instead.
//!
//! # Writing a driver
//!
//! - Make one [`Connection`] and pass [`Input::Start`]. Carry out the commands of each step in order, with one request and one
//!   timer ([`Command::WaitMs`]).
//! - Answer every [`Command::Apply`] and [`Command::Snapshot`], in any order: with [`Input::Applied`] when all listeners have
//!   applied it, with [`Input::NotApplied`] when they cannot. After the latter a snapshot follows, with growing pauses.
//! - Fetch a snapshot when the command comes, not earlier: once applied, it covers everything delivered before it.
//! - While a tab is hidden or updates are paused, [`Input::Pause`] closes the stream and [`Input::Resume`] continues it.
//! - If no stream gets through, snapshots come every [`Options::poll_every_ms`]; the driver does nothing special.
//!
//! The id to resume from, also in another tab ([`Connection::last_event_id`]), covers only applied events, so the server may
//! repeat later ones. The connection does not deliver these again, whether they are applied by then or not. This holds for
//! ids that are growing integers; other ids are only compared with the last one and with those not applied yet.

#![warn(missing_docs)]

mod connection;
mod event;
mod mime;
mod parser;
mod relay;

pub use connection::{Command, Connection, Input, Options};
pub use event::{Event, Item};
pub use mime::is_event_stream;
pub use parser::Parser;
pub use relay::Relay;
