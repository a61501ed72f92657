//! Server-sent events without I/O: a [`Parser`] that follows the WHATWG standard to the letter, and a [`Connection`] that
//! decides when to connect, wait, poll and give up. Bytes, time and random numbers come in as arguments; commands go out.
//!
//! The browser's own `EventSource` hides status codes, headers and comments and cannot send a first `Last-Event-ID`; this is
//! what a program with `fetch` needs instead.
//!
//! A driver makes one [`Connection`], tells it [`Input::Start`] and carries out the commands of each step in their order, with
//! one request and one timer ([`Command::WaitMs`]). It answers every [`Command::Apply`] and [`Command::Snapshot`] with
//! [`Input::Applied`] when all who listen have applied it, in whatever order they come to it, or with [`Input::NotApplied`]
//! when they cannot; then a snapshot follows after a pause that grows. The id that a reconnection starts from, also that of
//! another tab ([`Connection::last_event_id`]), moves only past what was applied, while what the stream then repeats is not
//! handed over again, whether it was applied by then or not. (This holds for ids that are growing integers; others are only
//! compared with the last one and those under way.) A snapshot that is applied covers everything handed over before it: fetch
//! it when the command comes, not earlier. While a tab is hidden or updates are paused, [`Input::Pause`] closes the stream;
//! [`Input::Resume`] goes on from where it was. Where no stream gets through there is nothing to do but to obey: snapshots
//! come at the pace of [`Options::poll_every_ms`].

#![warn(missing_docs)]

mod connection;
mod event;
mod mime;
mod parser;

pub use connection::{Command, Connection, Input, Options};
pub use event::{Event, Item};
pub use mime::is_event_stream;
pub use parser::Parser;
