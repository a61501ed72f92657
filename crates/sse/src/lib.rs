//! Server-sent events without I/O: a [`Parser`] that follows the WHATWG standard to the letter, and a [`Connection`] that
//! decides when to connect, wait, poll and give up. Bytes, time and random numbers come in as arguments; commands go out.
//!
//! The browser's own `EventSource` hides status codes, headers and comments and cannot send a first `Last-Event-ID`; this is
//! what a program with `fetch` needs instead.

mod connection;
mod event;
mod mime;
mod parser;

pub use connection::{Command, Connection, Input, Options};
pub use event::{Event, Item};
pub use mime::is_event_stream;
pub use parser::Parser;
