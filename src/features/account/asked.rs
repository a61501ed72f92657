pub(super) use crate::platform::challenge::Purpose;

use crate::api::{self, ApiError};
use crate::platform::challenge::{self, Awaited};
use crate::platform::clock;
use crate::state::sign_out::{self, OnSignOut};
use domain::wire::auth::Challenge;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use std::rc::Rc;

thread_local! {
    /// Global, because the response with the challenge may come after the citizen has left the page.
    static ASKED: ArcRwSignal<Option<Asked>> = {
        sign_out::register(Rc::new(Forgets));
        ArcRwSignal::new(None)
    };
}

/// A code that the citizen has requested and not entered yet. A tab awaits one code at a time.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) purpose: Purpose,
    pub(super) challenge: String,
    /// Phone that the code was sent to; `None` after a reload.
    pub(super) phone: Option<String>,
    pub(super) resend_at: i64,
}

/// The requested code while it is valid, even if it was requested on an earlier page or before a reload.
pub(super) fn current() -> RwSignal<Option<Asked>> {
    let asked = ASKED.with(Clone::clone);
    match challenge::recall() {
        None => asked.set(None),
        Some(Awaited { purpose, challenge, resend_at, .. }) => {
            if asked.with_untracked(Option::is_none) {
                asked.set(Some(Asked { purpose, challenge, phone: None, resend_at }));
            }
        }
    }
    asked.into()
}

/// Stores the challenge of a requested code, so that it survives a reload and leaving the page.
pub(super) fn note(purpose: Purpose, sent: Challenge) {
    let Challenge { challenge, phone, resend_after, expires_in } = sent;
    let later = |seconds: u32| clock::device_ms() + i64::from(seconds) * 1_000;
    let resend_at = later(resend_after);
    let awaited = Awaited { purpose, challenge, resend_at, good_until: later(expires_in) };
    challenge::note(&awaited);
    let challenge = awaited.challenge;
    ASKED.with(|asked| {
        asked.set(Some(Asked { purpose, challenge, phone: Some(phone), resend_at }));
    });
}

/// Whether a code for this purpose is awaited, tracked.
pub(super) fn is_for(asked: RwSignal<Option<Asked>>, purpose: Purpose) -> bool {
    asked.with(|asked| asked.as_ref().is_some_and(|asked| asked.purpose == purpose))
}

/// Requests another code for the same purpose.
pub(super) async fn again() -> Result<(), ApiError> {
    let Some(before) = ASKED.with(ArcRwSignal::get_untracked) else { return Ok(()) };
    note(before.purpose, api::auth::resend(before.challenge).await?);
    Ok(())
}

/// Drops the code if this error says that it has expired.
pub(super) fn forget_expired(error: &ApiError) {
    if error.code() == Some(ProblemCode::CodeExpired) {
        forget();
    }
}

/// Drops the code: it was used, abandoned or has expired.
pub(super) fn forget() {
    challenge::forget();
    ASKED.with(|asked| asked.set(None));
}

/// Drops the code when the citizen leaves: the next one at this computer must not see the phone it was sent to.
struct Forgets;

impl OnSignOut for Forgets {
    fn forget(&self) {
        forget();
    }
}

/// Seconds until a moment of this device's clock.
pub(super) fn seconds_until(moment: i64) -> u32 {
    let ms = moment - clock::device_ms();
    u32::try_from((ms + 999) / 1_000).unwrap_or_default()
}
