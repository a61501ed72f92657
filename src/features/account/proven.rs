//! What shows that somebody has the phone or reads the e-mail: good for one new account or one new password.

use super::asked::{self, Purpose};
use super::cookies;
use crate::api::{self, ApiError};
use crate::platform::clock;
use crate::platform::proof::{self, Noted};
use crate::state::session::SessionState;
use crate::state::sign_out::{self, OnSignOut};
use domain::wire::auth::{Code, Proof, Session};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;

thread_local! {
    /// Global, because the answer with the proof may come after the citizen has left the page.
    static PROVEN: ArcRwSignal<Option<Proven>> = {
        sign_out::register(Rc::new(Forgets));
        ArcRwSignal::new(None)
    };
}

#[derive(Debug, Clone)]
pub(super) struct Proven {
    pub(super) purpose: Purpose,
    pub(super) proof: String,
    /// An account has this phone or e-mail: the proof is good for a new password, otherwise for an account.
    pub(super) has_account: bool,
}

/// The proof while it is good, also after a reload.
pub(super) fn current() -> RwSignal<Option<Proven>> {
    let proven = PROVEN.with(Clone::clone);
    let noted = proof::recall();
    proven.set(noted.map(|Noted { purpose, proof, has_account, .. }| Proven {
        purpose,
        proof,
        has_account,
    }));
    proven.into()
}

/// Whether there is an account, by a proof for this purpose, tracked.
pub(super) fn has_account(proven: RwSignal<Option<Proven>>, purpose: Purpose) -> Option<bool> {
    proven.with(|proven| {
        let proven = proven.as_ref().filter(|proven| proven.purpose == purpose);
        proven.map(|proven| proven.has_account)
    })
}

/// Exchanges the awaited code for a proof.
pub(super) async fn prove(purpose: Purpose, code: Code) -> Result<(), ApiError> {
    let proof = api::auth::prove(&code).await.inspect_err(asked::forget_expired)?;
    note(purpose, proof);
    asked::forget();
    Ok(())
}

pub(super) fn note(purpose: Purpose, given: Proof) {
    let Proof { proof, has_account, expires_in } = given;
    let good_until = clock::device_ms() + i64::from(expires_in) * 1_000;
    let noted = Noted { purpose, proof, has_account, good_until };
    proof::note(&noted);
    let proof = noted.proof;
    PROVEN.with(|proven| proven.set(Some(Proven { purpose, proof, has_account })));
}

/// Drops the proof: it was used, abandoned or has expired.
pub(super) fn forget() {
    proof::forget();
    PROVEN.with(|proven| proven.set(None));
}

/// Uses the proof up with this request, and says whether it has signed the citizen in, even if they leave the page meanwhile.
///
/// # Errors
/// Those of the request, and a browser that keeps no cookie.
pub(super) async fn spend(
    request: impl Future<Output = Result<Session, ApiError>>,
) -> Result<bool, ApiError> {
    let is_signed_in = Cell::new(false);
    let entering = async {
        let ended = async {
            let begun = request.await?;
            is_signed_in.set(begun.citizen.is_some());
            if begun.citizen.is_some() {
                return cookies::check_kept(begun).await.map(Some);
            }
            // Somebody may be signed in in this browser all the same.
            Ok(Some(api::auth::session(None).await.unwrap_or(begun)))
        };
        let ended = ended.await;
        if ended.as_ref().err().is_none_or(is_the_end) {
            forget();
        }
        ended
    };
    SessionState::current().enter(entering).await?;
    Ok(is_signed_in.get())
}

/// Whether the proof is good for nothing after this error.
fn is_the_end(error: &ApiError) -> bool {
    *error == ApiError::CookieDropped
        || matches!(error.code(), Some(ProblemCode::ProofExpired | ProblemCode::NotAllowed))
}

/// Drops the proof when the citizen leaves.
struct Forgets;

impl OnSignOut for Forgets {
    fn forget(&self) {
        forget();
    }
}
