//! How often anybody may try. One rule above all: no stranger can keep a citizen out, whatever they know of them.
//!
//! - A browser in which the citizen has signed in before counts by itself (the «device cookie» of OWASP).
//! - Elsewhere, wrong passwords count for the account *and* the network together: a stranger uses up their own network's tries.
//! - While many networks guess at an account, each of them has only two tries.
//! - Codes can be guessed only by somebody who knows the password. They count for the account.
//! - SMS count for the phone, so that nobody floods it, and for the network.

use super::attempts::{Limit, Subject};
use super::network::Network;
use crate::base::Base;

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
const NETWORK_MESSAGES: Limit = Limit::per_minutes(100, 60);

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

/// What a wrong code counts for.
pub(super) fn codes(base: &Base, account: &str, network: Network) -> Vec<Subject> {
    let [quarter, day] = CODES;
    vec![
        Subject::new(base, "codes", account, quarter),
        Subject::new(base, "codes-day", account, day),
        Subject::new(base, "network-codes", &network.to_string(), NETWORK_CODES),
    ]
}

/// What an SMS counts for. The first is cleared by a right code.
pub(super) fn messages(base: &Base, phone: &str, network: Network) -> [Subject; 3] {
    let [unanswered, day] = MESSAGES;
    [
        Subject::new(base, "sms", phone, unanswered),
        Subject::new(base, "sms-day", phone, day),
        Subject::new(base, "network-sms", &network.to_string(), NETWORK_MESSAGES),
    ]
}
