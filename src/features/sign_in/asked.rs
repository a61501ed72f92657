use crate::platform::challenge::{self, Awaited};
use crate::platform::clock;
use domain::wire::auth::Challenge;

/// A code that was asked for.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) challenge: String,
    /// Where it was sent to; a reload forgets it.
    pub(super) phone: Option<String>,
    resend_at: i64,
}

impl Asked {
    /// It survives a reload from now on, and leaving the page.
    pub(super) fn note(sent: Challenge) -> Self {
        let Challenge { challenge, phone, resend_after, expires_in } = sent;
        let later = |seconds: u32| clock::device_ms() + i64::from(seconds) * 1_000;
        let resend_at = later(resend_after);
        let awaited = Awaited { challenge, resend_at, good_until: later(expires_in) };
        challenge::note(&awaited);
        Self { challenge: awaited.challenge, phone: Some(phone), resend_at }
    }

    /// The code that was asked for before this page was opened, if it can still be entered.
    pub(super) fn recall() -> Option<Self> {
        let Awaited { challenge, resend_at, .. } = challenge::recall()?;
        Some(Self { challenge, phone: None, resend_at })
    }

    /// Seconds until another one can be asked for.
    pub(super) fn resend_after(&self) -> u32 {
        let ms = self.resend_at - clock::device_ms();
        u32::try_from((ms + 999) / 1_000).unwrap_or_default()
    }
}

/// It is used, given up or good no more.
pub(super) fn forget() {
    challenge::forget();
}
