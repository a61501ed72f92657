//! Pauses between attempts to reach a server that does not respond.

/// Longest pause, ms.
const CAP_MS: u64 = 30_000;
/// Shortest base of the doubling, ms.
const FLOOR_MS: u64 = 1_000;

/// Exponential back-off with full jitter: each pause is a random part of a limit that doubles. Without jitter, clients that
/// lost the connection together would all come back at the same moment.
#[derive(Debug, Clone, Default)]
pub struct Backoff {
    attempts: u32,
    base_ms: u64,
}

impl Backoff {
    /// The next pause in ms; `jitter` is a random number from 0 to 1.
    pub fn next(&mut self, jitter: f64) -> u64 {
        let base = self.base_ms.max(FLOOR_MS);
        let doubled = base.saturating_mul(1_u64.checked_shl(self.attempts).unwrap_or(u64::MAX));
        self.attempts = self.attempts.saturating_add(1);
        // `as` saturates and turns NaN into 0.
        (doubled.min(CAP_MS) as f64 * jitter.clamp(0.0, 1.0)) as u64
    }

    /// Starts again with the shortest pause, after a success.
    pub fn reset(&mut self) {
        self.attempts = 0;
    }

    /// Sets the first limit, ms; at least a second.
    pub fn set_base(&mut self, ms: u64) {
        self.base_ms = ms;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_up_to_the_cap() {
        let mut backoff = Backoff::default();
        let pauses: Vec<_> = (0..7).map(|_| backoff.next(1.0)).collect();
        assert_eq!(pauses, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
        for _ in 0..100 {
            assert_eq!(backoff.next(1.0), 30_000);
        }
        backoff.reset();
        assert_eq!(backoff.next(0.5), 500);
    }

    #[test]
    fn doubling_begins_with_the_base_but_not_below_a_second() {
        let mut backoff = Backoff::default();
        backoff.set_base(3_000);
        assert_eq!((backoff.next(1.0), backoff.next(1.0)), (3_000, 6_000));
        backoff.reset();
        backoff.set_base(10);
        assert_eq!(backoff.next(1.0), 1_000);
        backoff.set_base(u64::MAX);
        assert_eq!(backoff.next(1.0), 30_000);
    }

    #[test]
    fn jitter_out_of_range_is_harmless() {
        for (jitter, pause) in [(f64::NAN, 0), (-1.0, 0), (0.0, 0), (7.0, 1_000)] {
            assert_eq!(Backoff::default().next(jitter), pause, "{jitter}");
        }
    }
}
