/// An event of the stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The last event id, set by this block or an earlier one; `None` for the empty id.
    pub id: Option<String>,
    /// Whether this block has an `id` field itself.
    pub own_id: bool,
    /// The event's type; `message` if the block does not name one.
    pub event: String,
    /// The event's data, lines joined by LF.
    pub data: String,
}

/// A part of the stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A complete event.
    Event(Event),
    /// A line that starts with a colon. Servers send it as a heartbeat.
    Comment,
    /// A new reconnection time in milliseconds.
    Retry(u64),
}
