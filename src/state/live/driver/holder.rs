use sse::{Options, Relay};

/// What one tab says to others: a kind and a text.
pub(super) type Word = (&'static str, String);

/// «I have every event up to this id»: from a tab that follows.
pub(super) const JOIN: &str = "join";
/// The stream is open: join it.
pub(super) const OPEN: &str = "open";
/// The answer to [`JOIN`]: the first text of the stream.
pub(super) const OPENING: &str = "opening";
/// More text of the stream.
pub(super) const TEXT: &str = "text";
/// There is no connection.
pub(super) const LOST: &str = "lost";
/// The server's status in place of a stream.
pub(super) const STATUS: &str = "status";

/// No stream gets through, so each tab polls.
const POLL: &str = "404";

/// What the tab that holds the connection says to those that follow.
#[derive(Debug)]
pub(super) struct Holder {
    relay: Relay,
    /// A byte has come: nothing holds the stream back on its way.
    is_open: bool,
    is_polling: bool,
}

impl Holder {
    pub(super) fn new() -> Self {
        Self { relay: Relay::new(&Options::default()), is_open: false, is_polling: false }
    }

    /// The server has answered a request with this `Last-Event-ID`.
    pub(super) fn answered(&mut self, status: u16, last_event_id: Option<&str>) -> Option<Word> {
        self.is_open = false;
        if status == 200 {
            self.relay.opened(last_event_id);
            return None;
        }
        Some((STATUS, status.to_string()))
    }

    /// Bytes of the stream have come.
    pub(super) fn pass(&mut self, bytes: &[u8]) -> Option<Word> {
        let text = self.relay.pass(bytes);
        if !std::mem::replace(&mut self.is_open, true) {
            return Some((OPEN, String::new()));
        }
        (!text.is_empty()).then_some((TEXT, text))
    }

    /// The connection has ended.
    pub(super) fn ended(&mut self) -> Option<Word> {
        std::mem::take(&mut self.is_open).then(|| (LOST, String::new()))
    }

    /// Whether this tab polls.
    pub(super) fn polls(&mut self, is_polling: bool) -> Option<Word> {
        let before = std::mem::replace(&mut self.is_polling, is_polling);
        (is_polling && !before).then(|| (STATUS, POLL.to_owned()))
    }

    /// The answer to [`JOIN`]; `None` while there is no stream: [`OPEN`] will tell.
    pub(super) fn answer(&self, last_event_id: Option<&str>) -> Option<Word> {
        if self.is_open {
            return Some((OPENING, self.relay.opening(last_event_id)));
        }
        self.is_polling.then(|| (STATUS, POLL.to_owned()))
    }
}
