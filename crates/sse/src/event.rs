/// An event as the stream dispatches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The last event id at this point of the stream, from this block or an earlier one; `None` for the empty id.
    pub id: Option<String>,
    /// Whether this block itself carried an `id` field.
    pub own_id: bool,
    /// `message` unless the block names another.
    pub event: String,
    /// Lines joined by LF.
    pub data: String,
}

/// What a stream consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// An event, whole.
    Event(Event),
    /// A line that starts with a colon: a sign of life.
    Comment,
    /// A new reconnection time in milliseconds.
    Retry(u64),
}
