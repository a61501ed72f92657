//! Handles the bytes of the stream.

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
        self.poll_at = None;
        for item in self.parser.feed(bytes) {
            match item {
                Item::Event(event) => self.event(event, out),
                Item::Retry(ms) => self.backoff.set_base(ms),
                Item::Comment => {}
            }
        }
        // A block without data sets an id but is no event.
        if let Some(id) = self.parser.last_event_id() {
            self.deliveries.went_on_to(id);
        }
    }

    fn event(&mut self, event: Event, out: &mut Vec<Command>) {
        self.backoff.reset();
        let id = event.own_id.then(|| event.id.clone().unwrap_or_default());
        if event.event == self.options.gap_event {
            out.push(Command::Snapshot { delivery: self.deliveries.gap(id) });
        } else if !id.as_deref().is_some_and(|id| self.deliveries.is_known(id)) {
            let delivery = self.deliveries.event(id);
            out.push(Command::Apply { event, delivery });
        }
    }
}
