use backoff::Backoff;
use std::collections::VecDeque;

/// What was handed over to be applied, oldest first, until it is. The id to go on from moves only past what has been applied,
/// so that a connection, a tab or a leader that comes after this one asks for everything else again.
#[derive(Debug, Default)]
pub(super) struct Deliveries {
    /// Everything up to this id is applied; empty for none.
    applied: String,
    /// The newest id handed over; empty for none.
    newest: String,
    under_way: VecDeque<Delivery>,
    number: u64,
    backoff: Backoff,
    /// When a snapshot makes up for what could not be applied.
    make_up_at: Option<u64>,
}

#[derive(Debug)]
struct Delivery {
    number: u64,
    /// Where to go on from once it is applied, if that moves.
    id: Option<String>,
    /// It covers whatever was handed over before.
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

    /// The id to go on from.
    pub(super) fn last_applied(&self) -> Option<&str> {
        Some(self.applied.as_str()).filter(|id| !id.is_empty())
    }

    /// Whether the event with this id was handed over already. The empty id is nobody's: it takes back the one before.
    pub(super) fn is_known(&self, id: &str) -> bool {
        let is_under_way =
            || self.under_way.iter().any(|delivery| delivery.id.as_deref() == Some(id));
        !id.is_empty() && (!is_newer(id, &self.newest) || is_under_way())
    }

    /// `id`: of the event's own.
    pub(super) fn event(&mut self, id: Option<String>) -> u64 {
        self.push(id, false)
    }

    /// The stream went on to `id` without an event.
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

    /// A snapshot instead of what the server cannot replay. Its numbers may have begun anew: older ids mean nothing now.
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

    /// When to fetch a snapshot for what could not be applied.
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

/// Ids are growing integers; others can only be compared for equality.
fn is_newer(id: &str, than: &str) -> bool {
    match (id.parse::<u64>(), than.parse::<u64>()) {
        (Ok(id), Ok(than)) => id > than,
        _ => id != than,
    }
}
