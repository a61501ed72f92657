//! Remembers the proof of this tab that somebody has the phone or reads the e-mail, so that a reload does not ask for another
//! code. Stores only what it is for, the opaque id and a timestamp.

use super::challenge::Purpose;
use super::{clock, storage};

const KEY: &str = "okno.proof";

#[derive(Debug, Clone)]
pub(crate) struct Noted {
    pub(crate) purpose: Purpose,
    pub(crate) proof: String,
    /// Good for a new password, otherwise for a new account.
    pub(crate) has_account: bool,
    /// In ms, by the clock of this device.
    pub(crate) good_until: i64,
}

pub(crate) fn note(noted: &Noted) {
    let Noted { purpose, proof, has_account, good_until } = noted;
    let purpose = purpose.name();
    storage::set_in_tab(KEY, &format!("{purpose} {proof} {has_account} {good_until}"));
}

/// The remembered proof, unless it has expired.
pub(crate) fn recall() -> Option<Noted> {
    let noted = storage::get_in_tab(KEY)?;
    let noted = read(&noted).filter(|noted| clock::device_ms() < noted.good_until);
    if noted.is_none() {
        forget();
    }
    noted
}

pub(crate) fn forget() {
    storage::remove_in_tab(KEY);
}

fn read(noted: &str) -> Option<Noted> {
    let mut parts = noted.split(' ');
    Some(Noted {
        purpose: Purpose::of(parts.next()?)?,
        proof: parts.next()?.to_owned(),
        has_account: parts.next()? == "true",
        good_until: parts.next()?.parse().ok()?,
    })
}
