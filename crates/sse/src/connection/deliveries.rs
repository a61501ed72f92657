use backoff::Backoff;
use std::collections::VecDeque;

/// Events and snapshots that were delivered and are not applied yet, oldest first. The id to resume from covers only applied
/// ones, so that the next connection, or another tab, requests all others again.
#[derive(Debug, Default)]
pub(super) struct Deliveries {
    /// Every event up to this id is applied; empty for none.
    applied: String,
    /// The newest id delivered; empty for none.
    newest: String,
    under_way: VecDeque<Delivery>,
    number: u64,
    backoff: Backoff,
    /// When to fetch a snapshot in place of a delivery that could not be applied.
    make_up_at: Option<u64>,
}

#[derive(Debug)]
struct Delivery {
    number: u64,
    /// The id to resume from once this is applied; `None` if it stays the same.
    id: Option<String>,
    /// Whether it is a snapshot, which covers all earlier deliveries.
    is_snapshot: bool,
    outcome: Outcome,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Open,
    Applied,
    Failed,
}

impl Deliveries {
    pub(super) fn start_from(&mut self, id: Option<String>) {
        self.applied = id.unwrap_or_default();
        self.newest.clone_from(&self.applied);
    }

    /// The id to resume from.
    pub(super) fn last_applied(&self) -> Option<&str> {
        Some(self.applied.as_str()).filter(|id| !id.is_empty())
    }

    /// Whether the event with this id was delivered already. The empty id identifies no event: it resets the last id.
    pub(super) fn is_known(&self, id: &str) -> bool {
        let is_under_way =
            || self.under_way.iter().any(|delivery| delivery.id.as_deref() == Some(id));
        !id.is_empty() && (!is_newer(id, &self.newest) || is_under_way())
    }

    /// `id`: the id of the event's own block, if it has one.
    pub(super) fn event(&mut self, id: Option<String>) -> u64 {
        self.push(id, false)
    }

    /// The stream has set `id` without an event.
    pub(super) fn went_on_to(&mut self, id: &str) {
        if !self.is_known(id) {
            let number = self.event(Some(id.to_owned()));
            self.applied(number);
        }
    }

    pub(super) fn snapshot(&mut self) -> u64 {
        self.make_up_at = None;
        self.push(None, true)
    }

    /// A snapshot in place of events that the server cannot replay. Its ids may have started anew, so earlier deliveries no
    /// longer count.
    pub(super) fn gap(&mut self, id: Option<String>) -> u64 {
        self.under_way.clear();
        self.make_up_at = None;
        self.push(id, true)
    }

    pub(super) fn applied(&mut self, number: u64) {
        let Some(at) = self.position(number) else { return };
        let covers = self.under_way.get(at).is_some_and(|delivery| delivery.is_snapshot);
        let from = if covers { 0 } else { at };
        for delivery in self.under_way.range_mut(from..=at) {
            delivery.outcome = Outcome::Applied;
        }
        while let Some(delivery) =
            self.under_way.pop_front_if(|delivery| delivery.outcome == Outcome::Applied)
        {
            if let Some(id) = delivery.id {
                self.applied = id;
            }
        }
        if self.under_way.iter().all(|delivery| delivery.outcome != Outcome::Failed) {
            self.backoff.reset();
            self.make_up_at = None;
        }
    }

    pub(super) fn not_applied(&mut self, number: u64, now: u64, jitter: f64) {
        let Some(at) = self.position(number) else { return };
        let mut later = self.under_way.range_mut(at..);
        let Some(delivery) = later.next().filter(|delivery| delivery.outcome == Outcome::Open)
        else {
            return;
        };
        if later.any(|delivery| delivery.is_snapshot) {
            return;
        }
        delivery.outcome = Outcome::Failed;
        if self.make_up_at.is_none() {
            self.make_up_at = Some(now.saturating_add(self.backoff.next(jitter)));
        }
    }

    /// When to fetch a snapshot in place of a delivery that could not be applied.
    pub(super) fn make_up_at(&self) -> Option<u64> {
        self.make_up_at
    }

    fn position(&self, number: u64) -> Option<usize> {
        self.under_way.iter().position(|delivery| delivery.number == number)
    }

    fn push(&mut self, id: Option<String>, is_snapshot: bool) -> u64 {
        if let Some(id) = &id {
            self.newest.clone_from(id);
        }
        self.number = self.number.saturating_add(1);
        let number = self.number;
        self.under_way.push_back(Delivery { number, id, is_snapshot, outcome: Outcome::Open });
        number
    }
}

/// Compares ids that are integers by size. Others can only be compared for equality.
fn is_newer(id: &str, than: &str) -> bool {
    match (id.parse::<u64>(), than.parse::<u64>()) {
        (Ok(id), Ok(than)) => id > than,
        _ => id != than,
    }
}
