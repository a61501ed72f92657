//! What it takes to make a key, and to hand it in.

use super::super::super::typed;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::platform::clock;
use crate::platform::passkeys::{self, Refusal};
use domain::wire::account::{Ceremony, NewPasskey, Passkey};
use domain::wire::problem::ProblemCode;

/// Milliseconds after which a ceremony, which is good for five minutes, is not begun with any more.
const FRESH: f64 = 240_000.0;

/// What the browser is asked with. It comes before the press: after a wait Safari does not count the press any more.
#[derive(Debug, Clone)]
pub(super) struct Begun {
    ceremony: Ceremony,
    /// By the [running](clock::running_ms) clock, in ms.
    at: f64,
    /// The key, if it is made and perhaps not handed in.
    made: Option<String>,
}

/// Why there is no new key.
#[derive(Debug)]
pub(super) enum Failure {
    Refused(Refusal),
    /// With what can be handed in once more.
    Failed(ApiError, Option<Begun>),
}

/// A new ceremony.
pub(super) async fn begin() -> Result<Begun, ApiError> {
    let at = clock::running_ms();
    Ok(Begun { ceremony: api::account::begin_passkey().await?, at, made: None })
}

/// What to call this device: «Chrome, Android».
pub(super) async fn device() -> String {
    let sessions = api::auth::sessions().await.map(|all| all.sessions).unwrap_or_default();
    let here = sessions.into_iter().find(|session| session.is_current);
    let words = here.into_iter().flat_map(|here| here.browser.into_iter().chain(here.system));
    let words: Vec<_> = words.collect();
    if words.is_empty() { tr::passkeys::device() } else { words.join(", ") }
}

/// Makes a key and adds it to the account, even if the citizen leaves the page meanwhile.
///
/// # Errors
/// The outer ones come before the browser was asked, or say that the password has to be shown.
pub(super) async fn add(
    begun: Option<Begun>,
    name: String,
) -> Result<Result<Passkey, Failure>, ApiError> {
    let is_good = |begun: &Begun| begun.made.is_some() || clock::running_ms() - begun.at < FRESH;
    let begun = match begun.filter(is_good) {
        Some(begun) => begun,
        None => begin().await?,
    };
    let made = match begun.made.clone() {
        Some(made) => Ok(made),
        None => passkeys::create(&begun.ceremony.options).await,
    };
    let credential = match made {
        Ok(made) => made,
        Err(refusal) => return Ok(Err(Failure::Refused(refusal))),
    };
    let key = NewPasskey { name, credential };
    // Who comes back to the page finds the key in the list.
    typed::update(|typed| typed.passkey = None);
    let error = match api::account::add_passkey(&begun.ceremony.ceremony, &key).await {
        Ok(key) => return Ok(Ok(key)),
        Err(error) => error,
    };
    let kept = match error.code() {
        Some(ProblemCode::PasswordRequired) => return Err(error),
        Some(ProblemCode::PasskeyRefused) => {
            passkeys::disown();
            None
        }
        // The key may be there: it was handed in before, and the answer was lost.
        Some(ProblemCode::CodeExpired | ProblemCode::NotAllowed) => None,
        _ => Some(Begun { made: Some(key.credential), ..begun }),
    };
    Ok(Err(Failure::Failed(error, kept)))
}
