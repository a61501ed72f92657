//! Remembers the challenge of this tab, so that the code from the message still works after a reload. Stores only what it is
//! for, where the code comes from, the opaque id and two timestamps, neither login nor phone.

use super::{clock, storage};

const KEY: &str = "okno.challenge";

/// What a code or its proof is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    SignIn,
    Registration,
    Recovery,
    /// Another phone of the account.
    Phone,
}

/// Which code the citizen is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    Sms,
    /// That of an authenticator app.
    App,
    /// By SMS, for who has an app and not at hand.
    SmsForApp,
    /// One of those that were saved with the app.
    Recovery,
}

/// A challenge whose code the citizen has not entered yet. Both timestamps are in ms, by the clock of this device.
#[derive(Debug, Clone)]
pub(crate) struct Awaited {
    pub(crate) purpose: Purpose,
    pub(crate) by: By,
    pub(crate) challenge: String,
    /// When the citizen may request another code.
    pub(crate) resend_at: i64,
    pub(crate) good_until: i64,
}

pub(crate) fn note(awaited: &Awaited) {
    let Awaited { purpose, by, challenge, resend_at, good_until } = awaited;
    let (purpose, by) = (purpose.name(), by.name());
    storage::set_in_tab(KEY, &format!("{purpose} {by} {challenge} {resend_at} {good_until}"));
}

/// The remembered challenge, or `None` if its code has expired.
pub(crate) fn recall() -> Option<Awaited> {
    let noted = storage::get_in_tab(KEY)?;
    let awaited = read(&noted).filter(|awaited| clock::device_ms() < awaited.good_until);
    if awaited.is_none() {
        forget();
    }
    awaited
}

pub(crate) fn forget() {
    storage::remove_in_tab(KEY);
}

fn read(noted: &str) -> Option<Awaited> {
    let mut parts = noted.split(' ');
    let purpose = Purpose::of(parts.next()?)?;
    let by = By::of(parts.next()?)?;
    let challenge = parts.next()?.to_owned();
    let mut moment = || parts.next()?.parse().ok();
    Some(Awaited { purpose, by, challenge, resend_at: moment()?, good_until: moment()? })
}

impl Purpose {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Registration => "registration",
            Self::Recovery => "recovery",
            Self::Phone => "phone",
        }
    }

    pub(super) fn of(name: &str) -> Option<Self> {
        let all = [Self::SignIn, Self::Registration, Self::Recovery, Self::Phone];
        all.into_iter().find(|purpose| purpose.name() == name)
    }
}

impl By {
    fn name(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::App => "app",
            Self::SmsForApp => "sms-for-app",
            Self::Recovery => "recovery",
        }
    }

    fn of(name: &str) -> Option<Self> {
        let all = [Self::Sms, Self::App, Self::SmsForApp, Self::Recovery];
        all.into_iter().find(|by| by.name() == name)
    }
}
