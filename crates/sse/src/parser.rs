use crate::{Event, Item};
use std::mem;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Parser of one response (WHATWG HTML, 9.2.5 and 9.2.6). Feed it the bytes as they come, in pieces of any size. An event
/// without its closing blank line at the end of the stream is lost, as the standard demands.
#[derive(Debug, Clone, Default)]
pub struct Parser {
    /// Bytes of the unfinished line.
    line: Vec<u8>,
    /// Whether the last byte was CR: an LF right after it belongs to the same line end.
    after_cr: bool,
    past_first_line: bool,
    data: String,
    event: String,
    id: String,
    own_id: bool,
    last_event_id: String,
}

impl Parser {
    /// A parser for a new response.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Parses `bytes` and returns the items that they complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Item> {
        let mut items = Vec::new();
        let mut rest = bytes;
        while let Some(first) = rest.first() {
            if mem::take(&mut self.after_cr) && *first == b'\n' {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            let mut pieces = rest.splitn(2, |b| matches!(b, b'\r' | b'\n'));
            self.line.extend_from_slice(pieces.next().unwrap_or_default());
            let Some(after) = pieces.next() else { break };
            self.after_cr = rest.get(rest.len() - after.len() - 1) == Some(&b'\r');
            rest = after;
            self.end_line(&mut items);
        }
        items
    }

    /// The id to reconnect with, set by the last complete block that has one; `None` for the empty id.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        Some(self.last_event_id.as_str()).filter(|id| !id.is_empty())
    }

    fn end_line(&mut self, items: &mut Vec<Item>) {
        let mut line = mem::take(&mut self.line);
        if !mem::replace(&mut self.past_first_line, true) && line.starts_with(BOM) {
            line.drain(..BOM.len());
        }
        // Line ends are ASCII, so decoding each line gives the same replacement characters as decoding the whole stream.
        let text = String::from_utf8_lossy(&line);
        if text.is_empty() {
            self.dispatch(items);
        } else if text.starts_with(':') {
            items.push(Item::Comment);
        } else {
            let (field, value) = text.split_once(':').unwrap_or((&text, ""));
            self.field(field, value.strip_prefix(' ').unwrap_or(value), items);
        }
        line.clear();
        self.line = line;
    }

    fn field(&mut self, field: &str, value: &str, items: &mut Vec<Item>) {
        match field {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => {
                value.clone_into(&mut self.id);
                self.own_id = true;
            }
            "retry" if value.bytes().all(|b| b.is_ascii_digit()) && !value.is_empty() => {
                items.push(Item::Retry(value.parse().unwrap_or(u64::MAX)));
            }
            _ => {}
        }
    }

    fn dispatch(&mut self, items: &mut Vec<Item>) {
        self.id.clone_into(&mut self.last_event_id);
        let (event, mut data) = (mem::take(&mut self.event), mem::take(&mut self.data));
        let own_id = mem::take(&mut self.own_id);
        if data.pop().is_none() {
            return;
        }
        items.push(Item::Event(Event {
            id: self.last_event_id().map(str::to_owned),
            own_id,
            event: if event.is_empty() { "message".to_owned() } else { event },
            data,
        }));
    }
}
