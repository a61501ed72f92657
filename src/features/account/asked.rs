pub(super) use crate::platform::challenge::{By, Purpose};

use super::news;
use crate::api::{self, ApiError};
use crate::platform::challenge::{self, Awaited};
use crate::platform::clock;
use crate::state::sign_out::{self, OnSignOut};
use domain::wire::auth::{Challenge, CodeBy};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    /// Global, because the response with the challenge may come after the citizen has left the page.
    static ASKED: ArcRwSignal<Option<Asked>> = {
        sign_out::register(Rc::new(Forgets));
        ArcRwSignal::new(None)
    };
    /// The code for another phone, which waits while the citizen signs in again.
    static ASIDE: RefCell<Option<Asked>> = const { RefCell::new(None) };
    /// In memory only, and until somebody is signed in or out.
    static LOGIN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// A code that the citizen has requested and not entered yet. A tab awaits one code at a time.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) purpose: Purpose,
    pub(super) by: By,
    pub(super) challenge: String,
    /// Phone that the code was sent to; `None` after a reload.
    pub(super) phone: Option<String>,
    pub(super) resend_at: i64,
    good_until: i64,
}

/// The requested code while it is valid, even if it was requested on an earlier page or before a reload.
pub(super) fn current() -> RwSignal<Option<Asked>> {
    let asked = ASKED.with(Clone::clone);
    match challenge::recall() {
        None => asked.set(None),
        Some(Awaited { purpose, by, challenge, resend_at, good_until }) => {
            if asked.with_untracked(Option::is_none) {
                let phone = None;
                asked.set(Some(Asked { purpose, by, challenge, phone, resend_at, good_until }));
            }
        }
    }
    asked.into()
}

/// Stores the challenge of a requested code, so that it survives a reload and leaving the page.
pub(super) fn note(purpose: Purpose, sent: Challenge) {
    let by = match sent.by {
        CodeBy::App => By::App,
        CodeBy::Sms => By::Sms,
    };
    keep(purpose, by, sent);
}

fn keep(purpose: Purpose, by: By, sent: Challenge) {
    let Challenge { challenge, phone, resend_after, expires_in, .. } = sent;
    let later = |seconds: u32| clock::device_ms() + i64::from(seconds) * 1_000;
    let (resend_at, good_until) = (later(resend_after), later(expires_in));
    let phone = Some(phone);
    set(Asked { purpose, by, challenge, phone, resend_at, good_until });
}

fn set(wanted: Asked) {
    if wanted.purpose == Purpose::SignIn {
        ASIDE.with(|aside| {
            let before = ASKED.with(ArcRwSignal::get_untracked);
            let before = before.filter(|before| before.purpose == Purpose::Phone);
            aside.replace(before.or_else(|| aside.take()));
        });
    }
    store(wanted);
}

fn store(wanted: Asked) {
    let Asked { purpose, by, ref challenge, resend_at, good_until, .. } = wanted;
    let challenge = challenge.clone();
    challenge::note(&Awaited { purpose, by, challenge, resend_at, good_until });
    ASKED.with(|asked| asked.set(Some(wanted)));
}

/// Asks for another code of the same challenge, of which nothing has to be sent.
pub(super) fn ask_for(by: By) {
    let before = ASKED.with(ArcRwSignal::get_untracked);
    before.into_iter().for_each(|before| set(Asked { by, ..before }));
}

/// The phone to which the code for another phone was sent, as the server hides it: after a reload nothing else is known of it.
pub(super) fn show(hidden: Option<String>) {
    ASKED.with(|asked| {
        asked.update(|asked| {
            if let Some(asked) = asked.as_mut().filter(|asked| asked.purpose == Purpose::Phone) {
                asked.phone = asked.phone.take().or(hidden);
            }
        });
    });
}

/// The login as typed, for who starts over or has forgotten the password.
pub(super) fn login() -> String {
    LOGIN.with_borrow(Clone::clone)
}

pub(super) fn set_login(login: String) {
    LOGIN.set(login);
}

/// Whether such a code is awaited.
pub(super) fn is_by(by: By) -> bool {
    ASKED.with(|asked| {
        asked.with_untracked(|asked| asked.as_ref().is_some_and(|asked| asked.by == by))
    })
}

/// Whether a code for this purpose is awaited, tracked.
pub(super) fn is_for(asked: RwSignal<Option<Asked>>, purpose: Purpose) -> bool {
    asked.with(|asked| asked.as_ref().is_some_and(|asked| asked.purpose == purpose))
}

/// Requests another code by SMS for the same purpose.
pub(super) async fn again() -> Result<(), ApiError> {
    let Some(before) = ASKED.with(ArcRwSignal::get_untracked) else { return Ok(()) };
    let by = if before.by == By::Sms { By::Sms } else { By::SmsForApp };
    let sent = api::auth::resend(before.challenge).await?;
    let phone = before.phone.unwrap_or_else(|| sent.phone.clone());
    keep(before.purpose, by, Challenge { phone, ..sent });
    Ok(())
}

/// Drops the code if this error says that it has expired.
pub(super) fn forget_expired(error: &ApiError) {
    if error.code() == Some(ProblemCode::CodeExpired) {
        forget();
    }
}

/// Drops the code: it was used, abandoned or has expired. The one that signing in has put aside is awaited again.
pub(super) fn forget() {
    challenge::forget();
    match ASIDE.with(RefCell::take) {
        Some(before) if clock::device_ms() < before.good_until => store(before),
        _ => ASKED.with(|asked| asked.set(None)),
    }
}

/// Drops the code when the citizen leaves: the next one at this computer must not see the phone it was sent to.
struct Forgets;

impl OnSignOut for Forgets {
    fn forget(&self) {
        ASIDE.take();
        LOGIN.take();
        news::forget();
        forget();
    }
}

/// Seconds until a moment of this device's clock.
pub(super) fn seconds_until(moment: i64) -> u32 {
    let ms = moment - clock::device_ms();
    u32::try_from((ms + 999) / 1_000).unwrap_or_default()
}
