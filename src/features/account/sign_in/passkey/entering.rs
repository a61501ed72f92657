//! What it takes to sign in with a passkey.

use super::super::super::{asked, cookies};
use crate::api::{self, ApiError};
use crate::platform::passkeys::{self, Refusal};
use crate::state::session::SessionState;
use domain::wire::account::{Ceremony, UsedPasskey};
use domain::wire::problem::ProblemCode;
use std::future::Future;
use std::pin::Pin;

/// Why nobody is signed in.
pub(super) enum Failure {
    Refused(Refusal),
    Failed(ApiError),
}

/// Signs in, even if the citizen leaves the page once they have shown the key.
pub(super) async fn enter(
    mut ceremony: Option<Ceremony>,
    mut chosen: Option<String>,
) -> Result<(), Failure> {
    let mut is_again = false;
    loop {
        let ceremony = match ceremony.take() {
            Some(ceremony) => ceremony,
            None => ask().await.map_err(Failure::Failed)?,
        };
        let credential = match chosen.take() {
            Some(key) => key,
            None => passkeys::get(&ceremony.options).await.map_err(Failure::Refused)?,
        };
        match show(&ceremony.ceremony, credential).await {
            // The browser's question can stand longer than the ceremony is good for.
            Err(error) if error.code() == Some(ProblemCode::CodeExpired) && !is_again => {
                is_again = true;
            }
            Err(error) => {
                if error.code() == Some(ProblemCode::PasskeyUnknown) {
                    passkeys::disown();
                }
                return Err(Failure::Failed(error));
            }
            Ok(()) => return Ok(()),
        }
    }
}

/// Boxed, so that it is compiled once.
pub(super) fn ask() -> Pin<Box<dyn Future<Output = Result<Ceremony, ApiError>>>> {
    Box::pin(api::account::ask_passkey())
}

async fn show(ceremony: &str, credential: String) -> Result<(), ApiError> {
    let key = UsedPasskey { credential };
    let entering = async {
        let begun = api::account::use_passkey(ceremony, &key).await?;
        asked::set_login(String::new());
        cookies::check_kept(begun).await.map(Some)
    };
    SessionState::current().enter(entering).await
}
