use crate::platform::challenge::{self, Awaited};
use crate::platform::clock;
use crate::state::leaving::{self, Leaver};
use domain::wire::auth::Challenge;
use leptos::prelude::*;
use std::rc::Rc;

thread_local! {
    /// The answer may come after the page was left, and find another one.
    static ASKED: ArcRwSignal<Option<Asked>> = {
        leaving::register(Rc::new(Forgets));
        ArcRwSignal::new(None)
    };
}

/// A code that was asked for.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) challenge: String,
    /// Where it was sent to; a reload forgets it.
    pub(super) phone: Option<String>,
    resend_at: i64,
}

/// The code that was asked for and can still be entered: on this page, on one before, or before a reload.
pub(super) fn current() -> RwSignal<Option<Asked>> {
    let asked = ASKED.with(Clone::clone);
    let Some(Awaited { challenge, resend_at, .. }) = challenge::recall() else {
        asked.set(None);
        return asked.into();
    };
    if asked.with_untracked(Option::is_none) {
        asked.set(Some(Asked { challenge, phone: None, resend_at }));
    }
    asked.into()
}

/// A code is on its way. It survives a reload from now on, and leaving the page.
pub(super) fn note(sent: Challenge) {
    let Challenge { challenge, phone, resend_after, expires_in } = sent;
    let later = |seconds: u32| clock::device_ms() + i64::from(seconds) * 1_000;
    let resend_at = later(resend_after);
    let awaited = Awaited { challenge, resend_at, good_until: later(expires_in) };
    challenge::note(&awaited);
    let challenge = awaited.challenge;
    ASKED.with(|asked| asked.set(Some(Asked { challenge, phone: Some(phone), resend_at })));
}

/// It is used, given up or good no more.
pub(super) fn forget() {
    challenge::forget();
    ASKED.with(|asked| asked.set(None));
}

/// The next one at this computer is not shown where the code of the one before went.
struct Forgets;

impl Leaver for Forgets {
    fn forget(&self) {
        forget();
    }
}

impl Asked {
    /// Seconds until another one can be asked for.
    pub(super) fn resend_after(&self) -> u32 {
        let ms = self.resend_at - clock::device_ms();
        u32::try_from((ms + 999) / 1_000).unwrap_or_default()
    }
}
