/// How long to trust a report that there is no network before trying anyway, ms. Doubles after each attempt, up to
/// [`LAST_PROBE_MS`].
const FIRST_PROBE_MS: u64 = 30_000;
const LAST_PROBE_MS: u64 = 60_000;

/// What the system reports about the network. It can be wrong, and some systems never report that the network is back.
#[derive(Debug, Default)]
pub(super) struct Network {
    is_down: bool,
    probed_after_ms: u64,
}

impl Network {
    pub(super) fn is_down(&self) -> bool {
        self.is_down
    }

    pub(super) fn down(&mut self) {
        self.is_down = true;
    }

    /// There is a network: the system reports it, or a response has arrived.
    pub(super) fn up(&mut self) {
        *self = Self::default();
    }

    pub(super) fn next_probe(&mut self) -> u64 {
        let pause = self.probed_after_ms.saturating_mul(2);
        self.probed_after_ms = pause.clamp(FIRST_PROBE_MS, LAST_PROBE_MS);
        self.probed_after_ms
    }
}
