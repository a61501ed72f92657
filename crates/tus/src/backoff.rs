/// First limit of a pause, ms; it doubles with every attempt.
const BASE_MS: u64 = 1_000;
/// Longest pause, ms.
const CAP_MS: u64 = 30_000;

/// Exponential back-off with full jitter, for ever.
#[derive(Debug, Clone, Default)]
pub(crate) struct Backoff {
    attempts: u32,
}

impl Backoff {
    /// The next pause in ms; `jitter` is a random number from 0 to 1.
    pub(crate) fn next(&mut self, jitter: f64) -> u64 {
        let limit = BASE_MS
            .saturating_mul(1_u64.checked_shl(self.attempts).unwrap_or(u64::MAX))
            .min(CAP_MS);
        self.attempts = self.attempts.saturating_add(1);
        // `as` saturates and takes NaN for 0.
        (limit as f64 * jitter.clamp(0.0, 1.0)) as u64
    }

    pub(crate) fn reset(&mut self) {
        self.attempts = 0;
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
        assert_eq!((backoff.next(0.5), backoff.next(f64::NAN), backoff.next(-1.0)), (500, 0, 0));
    }
}
