//! Key that encrypts unsaved answers in this browser. Fetched once per page load, held in memory only, dropped at sign-out
//! (docs/decisions/0005, 0011).

use super::generation::Generation;
use super::sign_out::{self, OnSignOut};
use crate::api::{self, ApiError};
use crate::platform::seal::Seal;
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    static SEAL: RefCell<Option<Seal>> = {
        sign_out::register(Rc::new(ForgetKey));
        RefCell::new(None)
    };
    /// Number of sign-outs: a key requested before the last one belongs to nobody who is here now.
    static SIGN_OUTS: Generation = Generation::default();
}

/// Fetches the key unless it is there already.
///
/// # Errors
/// The request failed.
pub(crate) async fn fetch() -> Result<(), ApiError> {
    if is_there() {
        return Ok(());
    }
    let sign_outs = SIGN_OUTS.with(Generation::current);
    let key = api::auth::seal().await?.key;
    if SIGN_OUTS.with(|now| now.is_current(sign_outs)) {
        SEAL.set(Seal::new(&key));
    }
    Ok(())
}

pub(crate) fn is_there() -> bool {
    SEAL.with_borrow(Option::is_some)
}

/// Encrypts `text`; it can be decrypted only with the same `context`. `None` without the key.
pub(crate) fn close(context: &str, text: &str) -> Option<String> {
    SEAL.with_borrow(|seal| seal.as_ref()?.close(context, text))
}

/// Decrypts. `None` without the key, or if another key or context was used.
pub(crate) fn open(context: &str, sealed: &str) -> Option<String> {
    SEAL.with_borrow(|seal| seal.as_ref()?.open(context, sealed))
}

struct ForgetKey;

impl OnSignOut for ForgetKey {
    fn forget(&self) {
        SIGN_OUTS.with(Generation::next);
        SEAL.take();
    }
}
