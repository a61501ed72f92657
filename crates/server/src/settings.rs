//! Options of the command line.

use chrono::{DateTime, Utc};
use std::path::PathBuf;
use std::time::Duration;

const CONNECTIONS: usize = 1024;

#[derive(Debug, Clone)]
pub struct Settings {
    /// Folder of the database, the key and the files; made when absent.
    pub data: PathBuf,
    /// Folder of the built app; without it only the API is served.
    pub dist: Option<PathBuf>,
    /// Folder of services instead of the embedded ones.
    pub services: Option<PathBuf>,
    /// File of institutions instead of the embedded one.
    pub institutions: Option<PathBuf>,
    /// File of public keys whose signatures are trusted, with their owners; see `SigningKeys::open`.
    pub signing_keys: Option<PathBuf>,
    /// The time at which the clock starts, and to which a reset for a test returns it; the machine's time unless given.
    pub starts_at: Option<DateTime<Utc>>,
    /// Where citizens find the app, for links in letters; without a slash at its end. Empty: where the server listens.
    pub origin: String,
    /// Whom citizens call, as letters write it; none if they do not say.
    pub support_phone: Option<String>,
    /// Who answers for what is decided, as documents name it; none if they do not say.
    pub agency: Option<String>,
    /// File that names the identity provider; none if there is none.
    pub identity_provider: Option<PathBuf>,
    /// A proxy in front sends the citizens' network addresses in `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// How many connections are served at once; each live stream is one. The next one waits.
    pub connections: usize,
    /// Demo accounts, a readable outbox, and a bureau that works by itself, at a pace that people can follow.
    pub demo: bool,
    /// Everything of `demo` except the bureau that works by itself; also doors for tests that change time, states and
    /// faults.
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
            origin: String::new(),
            support_phone: None,
            agency: None,
            identity_provider: None,
            behind_proxy: false,
            connections: CONNECTIONS,
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

    /// Whether the server has a test key, signs with it and trusts its signatures.
    pub(crate) fn signs_for_tests(&self) -> bool {
        self.demo || self.test_doors
    }

    /// How long a case waits for its automatic check; `None` if only a test door starts it.
    pub(crate) fn check_after(&self) -> Option<Duration> {
        match (self.demo, self.test_doors) {
            (true, _) => Some(Duration::from_secs(4)),
            (false, true) => None,
            (false, false) => Some(Duration::ZERO),
        }
    }

    /// How long a checked case waits for a decision; `None` if people decide.
    pub(crate) fn decide_after(&self) -> Option<Duration> {
        self.demo.then_some(Duration::from_secs(20))
    }
}
