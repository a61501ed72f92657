//! How busy the server is: counters of the last minute.

use crate::clock::from_ms;
use chrono::{DateTime, Utc};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// One part for each second.
const PARTS: usize = 60;

/// Clones count together.
#[derive(Debug, Clone)]
pub(crate) struct Counters(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// Of the system's clock: tests move the other one.
    started_at: DateTime<Utc>,
    started: Instant,
    in_flight: AtomicU32,
    parts: Mutex<[Part; PARTS]>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Part {
    second: u64,
    requests: u32,
    failed: u32,
    slowest_ms: u32,
}

/// A request that is being worked on, until it is dropped.
pub(crate) struct InFlight(Counters);

/// What the last minute was like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Minute {
    pub(crate) requests: u32,
    pub(crate) failed: u32,
    pub(crate) slowest_ms: u32,
}

impl Default for Counters {
    fn default() -> Self {
        Self(Arc::new(Inner {
            started_at: from_ms(Utc::now().timestamp_millis()),
            started: Instant::now(),
            in_flight: AtomicU32::new(0),
            parts: Mutex::new([Part::default(); PARTS]),
        }))
    }
}

impl Counters {
    pub(crate) fn begin(&self) -> InFlight {
        self.0.in_flight.fetch_add(1, Ordering::Relaxed);
        InFlight(self.clone())
    }

    pub(crate) fn started_at(&self) -> DateTime<Utc> {
        self.0.started_at
    }

    pub(crate) fn in_flight(&self) -> u32 {
        self.0.in_flight.load(Ordering::Relaxed)
    }

    pub(crate) fn minute(&self) -> Minute {
        self.minute_before(self.0.started.elapsed())
    }

    fn minute_before(&self, now: Duration) -> Minute {
        let parts = self.0.parts.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = parts
            .iter()
            .filter(|part| now.as_secs() - part.second.min(now.as_secs()) < PARTS as u64);
        recent.fold(Minute::default(), |minute, part| Minute {
            requests: minute.requests + part.requests,
            failed: minute.failed + part.failed,
            slowest_ms: minute.slowest_ms.max(part.slowest_ms),
        })
    }

    fn count(&self, now: Duration, took: Duration, has_failed: bool) {
        let mut parts = self.0.parts.lock().unwrap_or_else(PoisonError::into_inner);
        let second = now.as_secs();
        let Some(part) = usize::try_from(second).ok().and_then(|at| parts.get_mut(at % PARTS))
        else {
            return;
        };
        if part.second != second {
            *part = Part { second, ..Part::default() };
        }
        part.requests += 1;
        part.failed += u32::from(has_failed);
        part.slowest_ms = part.slowest_ms.max(u32::try_from(took.as_millis()).unwrap_or(u32::MAX));
    }
}

impl InFlight {
    /// The answer begins.
    pub(crate) fn answered(&self, took: Duration, has_failed: bool) {
        let Self(counters) = self;
        counters.count(counters.0.started.elapsed(), took, has_failed);
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.0.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_is_counted_and_forgotten() {
        let counters = Counters::default();
        let at = Duration::from_secs;
        counters.count(at(5), Duration::from_millis(20), false);
        counters.count(at(5), Duration::from_millis(7), true);
        counters.count(at(50), Duration::from_millis(9), false);
        let minute = |requests, failed, slowest_ms| Minute { requests, failed, slowest_ms };
        assert_eq!(counters.minute_before(at(50)), minute(3, 1, 20));
        assert_eq!(counters.minute_before(at(65)), minute(1, 0, 9));
        counters.count(at(65), Duration::ZERO, false);
        assert_eq!(counters.minute_before(at(65)), minute(2, 0, 9));
        assert_eq!(counters.minute_before(at(500)), Minute::default());
    }

    #[test]
    fn a_request_is_in_flight_until_it_is_dropped() {
        let counters = Counters::default();
        let one = counters.begin();
        let two = counters.begin();
        assert_eq!(counters.in_flight(), 2);
        drop((one, two));
        assert_eq!(counters.in_flight(), 0);
    }
}
