//! What the bytes of the stream mean to the connection.

use super::{Command, Connection, State};
use crate::{Event, Item};

impl Connection {
    pub(super) fn bytes(&mut self, bytes: &[u8], now: u64, out: &mut Vec<Command>) {
        let State::Open { last_byte, .. } = &mut self.state else { return };
        if bytes.is_empty() {
            return;
        }
        *last_byte = Some(now);
        self.asked_sign_in = false;
        self.loss.found(out);
        if std::mem::take(&mut self.is_polling) {
            out.push(Command::StopPolling);
        }
        for item in self.parser.feed(bytes) {
            match item {
                Item::Event(event) => self.event(event, out),
                Item::Retry(ms) => self.backoff.set_base(ms),
                Item::Comment => {}
            }
        }
        // A block may set an id without being an event.
        if let Some(id) = self.parser.last_event_id()
            && is_newer(id, self.last_event_id.as_deref())
        {
            self.last_event_id = Some(id.to_owned());
        }
    }

    fn event(&mut self, event: Event, out: &mut Vec<Command>) {
        self.backoff.reset();
        let is_gap = event.event == self.options.gap_event;
        if event.own_id {
            let is_known =
                event.id.as_deref().is_some_and(|id| !is_newer(id, self.last_event_id.as_deref()));
            if is_known && !is_gap {
                return;
            }
            self.last_event_id.clone_from(&event.id);
        }
        out.push(if is_gap { Command::Snapshot } else { Command::Apply(event) });
    }
}

/// Ids are growing integers; others can only be compared for equality.
fn is_newer(id: &str, last: Option<&str>) -> bool {
    match (id.parse::<u64>(), last.map(str::parse::<u64>)) {
        (Ok(id), Some(Ok(last))) => id > last,
        _ => Some(id) != last,
    }
}
