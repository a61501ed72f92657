use crate::{Event, Item, Options, Parser};
use std::collections::VecDeque;
use std::fmt::Write as _;

/// So many events can be repeated to a follower that has missed them.
const KEPT: usize = 64;

/// Passes one stream on to followers that have no connection of their own, such as other tabs. To each of them it is a server:
/// what it says is a stream, with the ids of the real one.
#[derive(Debug)]
pub struct Relay {
    gap_event: &'static str,
    parser: Parser,
    /// Every event after this id is kept; `None` before the first id.
    since: Option<String>,
    /// The events kept, oldest first, each with the id after it.
    kept: VecDeque<(String, String)>,
}

impl Relay {
    /// A relay of a stream that has not opened yet.
    #[must_use]
    pub fn new(options: &Options) -> Self {
        Self {
            gap_event: options.gap_event,
            parser: Parser::new(),
            since: None,
            kept: VecDeque::new(),
        }
    }

    /// The stream has opened, after the event with this id.
    pub fn opened(&mut self, last_event_id: Option<&str>) {
        self.parser = Parser::new();
        if last_event_id != self.newest() {
            self.since = last_event_id.map(str::to_owned);
            self.kept.clear();
        }
    }

    /// Takes bytes of the stream. Returns what to send to all followers; empty if no line or event is complete yet.
    pub fn pass(&mut self, bytes: &[u8]) -> String {
        let mut text = String::new();
        for item in self.parser.feed(bytes) {
            match item {
                Item::Event(event) => self.keep(&event, &mut text),
                // Each follower has pauses of its own.
                Item::Retry(_) => {}
                Item::Comment => text.push_str(":\n"),
            }
        }
        // A block without data sets an id but is no event.
        let id = self.parser.last_event_id().map(str::to_owned);
        if id.is_some() && id.as_deref() != self.newest() {
            let _ = write!(text, "id: {}\n\n", id.as_deref().unwrap_or_default());
            self.since = id;
            self.kept.clear();
        }
        text
    }

    /// What to send first to a follower that has every event up to this id.
    #[must_use]
    pub fn opening(&self, last_event_id: Option<&str>) -> String {
        let mut text = String::from(":\n\n");
        let newest = self.newest().unwrap_or_default();
        let after = |id: &str| {
            if self.since.as_deref() == Some(id) {
                return Some(0);
            }
            self.kept.iter().position(|(kept, _)| kept == id).map(|at| at + 1)
        };
        match last_event_id.map(after) {
            Some(Some(first)) => {
                text.extend(self.kept.iter().skip(first).map(|(_, frame)| frame.as_str()));
            }
            None if !newest.is_empty() => {
                let _ = write!(text, "id: {newest}\n\n");
            }
            None => {}
            Some(None) => {
                let _ = write!(text, "event: {}\nid: {newest}\ndata: {{}}\n\n", self.gap_event);
            }
        }
        text
    }

    fn newest(&self) -> Option<&str> {
        self.kept.back().map(|(id, _)| id.as_str()).or(self.since.as_deref())
    }

    fn keep(&mut self, event: &Event, text: &mut String) {
        let frame = frame(event);
        text.push_str(&frame);
        let id = event.id.clone().unwrap_or_default();
        if event.event == self.gap_event {
            // What was before it can no longer be continued.
            self.since = Some(id);
            return self.kept.clear();
        }
        self.kept.push_back((id, frame));
        if self.kept.len() > KEPT {
            self.since = self.kept.pop_front().map(|(id, _)| id);
        }
    }
}

fn frame(event: &Event) -> String {
    let mut text = format!("event: {}\n", event.event);
    if event.own_id {
        let _ = writeln!(text, "id: {}", event.id.as_deref().unwrap_or_default());
    }
    for line in event.data.split('\n') {
        let _ = writeln!(text, "data: {line}");
    }
    text.push('\n');
    text
}
