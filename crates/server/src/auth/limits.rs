//! How often anybody may try. One rule above all: no stranger can keep a citizen out, whatever they know of them.
//!
//! - A browser in which the citizen has signed in before counts by itself (the «device cookie» of OWASP).
//! - Elsewhere, wrong passwords count for the account *and* the network together: a stranger uses up their own network's tries.
//! - While many networks guess at an account, each of them has only two tries.
//! - Codes for signing in can be guessed only by somebody who knows the password. They count for the account. The codes of
//!   registration and recovery anybody may ask for: their number is bounded by the SMS, with five tries each.
//! - SMS count for the phone, so that nobody floods it, and for the network. Those that anybody may ask for count apart from the
//!   codes for signing in, and apart in a browser that the owner of the phone has signed in with.

use super::wanted::{Purpose, Wanted};
use crate::attempts::{Limit, Subject};
use crate::base::Base;
use crate::http::Network;

/// Wrong passwords for an account from one network, or in one known browser.
const GUESSES: Limit = Limit::per_minutes(10, 15);
/// The same while the account is under attack.
const GUESSES_UNDER_ATTACK: Limit = Limit::per_minutes(2, 15);
/// From so many wrong passwords in unknown browsers an account counts as under attack.
const ATTACK: Limit = Limit::per_minutes(50, 24 * 60);
/// Wrong passwords from a network for all accounts together. Mobile operators put many citizens behind one address.
const NETWORK_GUESSES: Limit = Limit::per_minutes(200, 15);
/// Wrong codes for an account: a chance of one in 20,000 a day for somebody who knows its password.
const CODES: [Limit; 2] = [Limit::per_minutes(10, 15), Limit::per_minutes(50, 24 * 60)];
const NETWORK_CODES: Limit = Limit::per_minutes(200, 15);
/// SMS to a phone without a right code in between, and in all.
const MESSAGES: [Limit; 2] = [Limit::per_minutes(5, 60), Limit::per_minutes(30, 24 * 60)];
/// The same for whoever asks.
const OPEN_MESSAGES: [Limit; 2] = [Limit::per_minutes(5, 60), Limit::per_minutes(10, 24 * 60)];
/// SMS and letters that a network asks for.
const NETWORK_MESSAGES: Limit = Limit::per_minutes(100, 60);
/// Requests of a network to sign in with a passkey; each page that offers it sends one.
const NETWORK_CEREMONIES: Limit = Limit::per_minutes(600, 15);
/// Letters to an e-mail.
const LETTERS: [Limit; 2] = [Limit::per_minutes(3, 60), Limit::per_minutes(10, 24 * 60)];

/// What a wrong password counts for. `who` is the account, or the login if there is none.
pub(super) async fn password(
    base: &Base,
    who: &str,
    network: Network,
    known_device: Option<&str>,
) -> crate::fail::Result<Vec<Subject>> {
    if let Some(device) = known_device {
        return Ok(vec![Subject::new(base, "device", &format!("{who} {device}"), GUESSES)]);
    }
    let everywhere = Subject::new(base, "account", who, Limit { allowed: usize::MAX, ..ATTACK });
    let is_attacked = everywhere.count(base).await? >= ATTACK.allowed;
    let here = if is_attacked { GUESSES_UNDER_ATTACK } else { GUESSES };
    Ok(vec![
        everywhere,
        Subject::new(base, "here", &format!("{who} {network}"), here),
        Subject::new(base, "network", &network.to_string(), NETWORK_GUESSES),
    ])
}

/// What a wrong code counts for; `account` of who signs in.
pub(super) fn codes(base: &Base, account: Option<&str>, network: Network) -> Vec<Subject> {
    let [quarter, day] = CODES;
    let mut subjects =
        vec![Subject::new(base, "network-codes", &network.to_string(), NETWORK_CODES)];
    if let Some(account) = account {
        subjects.push(Subject::new(base, "codes", account, quarter));
        subjects.push(Subject::new(base, "codes-day", account, day));
    }
    subjects
}

/// What an SMS counts for.
pub(super) fn messages(base: &Base, wanted: &Wanted<'_>) -> Vec<Subject> {
    let phone = &wanted.about.phone;
    if let (Some(device), Purpose::Registration | Purpose::Recovery) =
        (wanted.device, wanted.purpose)
    {
        return vec![Subject::new(
            base,
            "sms-device",
            &format!("{phone} {device}"),
            OPEN_MESSAGES[0],
        )];
    }
    let (kind, day) = match wanted.purpose {
        Purpose::SignIn => ("sms-day", MESSAGES[1]),
        Purpose::Registration | Purpose::Recovery | Purpose::Phone => {
            ("open-sms-day", OPEN_MESSAGES[1])
        }
    };
    vec![
        unanswered(base, wanted.purpose, phone),
        Subject::new(base, kind, phone, day),
        Subject::new(base, "network-sms", &wanted.network.to_string(), NETWORK_MESSAGES),
    ]
}

/// The SMS to a phone that nobody has answered; a right code clears them.
pub(super) fn unanswered(base: &Base, purpose: Purpose, phone: &str) -> Subject {
    match purpose {
        Purpose::SignIn => Subject::new(base, "sms", phone, MESSAGES[0]),
        Purpose::Registration | Purpose::Recovery | Purpose::Phone => {
            Subject::new(base, "open-sms", phone, OPEN_MESSAGES[0])
        }
    }
}

/// What a request to sign in with a passkey counts for.
pub(super) fn ceremonies(base: &Base, network: Network) -> Vec<Subject> {
    vec![Subject::new(base, "ceremonies", &network.to_string(), NETWORK_CEREMONIES)]
}

/// What a letter to an e-mail counts for.
pub(super) fn letters(base: &Base, email: &str, network: Network) -> Vec<Subject> {
    let [hour, day] = LETTERS;
    vec![
        Subject::new(base, "letters", email, hour),
        Subject::new(base, "letters-day", email, day),
        Subject::new(base, "network-sms", &network.to_string(), NETWORK_MESSAGES),
    ]
}
