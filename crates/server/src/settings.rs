//! What the command line decides.

use chrono::{DateTime, Utc};
use std::path::PathBuf;
use std::time::Duration;

#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder of database, key and files; made when absent.
    pub data: PathBuf,
    /// The built app; without it only the API is served.
    pub dist: Option<PathBuf>,
    /// A folder of services instead of the embedded ones.
    pub services: Option<PathBuf>,
    /// A file of institutions instead of the embedded one.
    pub institutions: Option<PathBuf>,
    /// Public keys whose signatures are trusted, and their owners; see `SigningKeys::open`.
    pub signing_keys: Option<PathBuf>,
    /// The time at which the clock starts, and starts again when a test begins; the machine's time unless said.
    pub starts_at: Option<DateTime<Utc>>,
    /// A proxy in front names the network addresses of the citizens.
    pub behind_proxy: bool,
    /// Demo accounts, a readable outbox, and a bureau that works by itself, at a pace that people can follow.
    pub demo: bool,
    /// Everything of `demo` but the self-working bureau, and doors that move time, states and faults.
    pub test_doors: bool,
}

impl Settings {
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            dist: None,
            services: None,
            institutions: None,
            signing_keys: None,
            starts_at: None,
            behind_proxy: false,
            demo: false,
            test_doors: false,
        }
    }

    /// Whether demo accounts and the readable outbox exist.
    pub(crate) fn shows_outbox(&self) -> bool {
        self.demo || self.test_doors
    }

    /// Whether the appointment books are filled before anybody books.
    pub(crate) fn is_seeded(&self) -> bool {
        self.demo || self.test_doors
    }

    /// Whether there is a test key that signs, and is trusted.
    pub(crate) fn signs_for_tests(&self) -> bool {
        self.demo || self.test_doors
    }

    /// How long a case waits for its automatic check; `None` where only a door starts it.
    pub(crate) fn check_after(&self) -> Option<Duration> {
        match (self.demo, self.test_doors) {
            (true, _) => Some(Duration::from_secs(4)),
            (false, true) => None,
            (false, false) => Some(Duration::ZERO),
        }
    }

    /// How long a checked case waits for a decision; `None` where people decide.
    pub(crate) fn decide_after(&self) -> Option<Duration> {
        self.demo.then_some(Duration::from_secs(20))
    }
}
