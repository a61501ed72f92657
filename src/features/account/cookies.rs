//! Without cookies nobody can stay signed in. If the browser reports that cookies are off, the citizen learns it before
//! typing the password; if it drops the cookie silently, after entering the code.

use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::platform::storage;
use crate::ui::notice::{Notice, Tone};
use domain::wire::auth::Session;
use leptos::prelude::*;

#[component]
pub(super) fn CookiesOff() -> impl IntoView {
    (!storage::keeps_cookies()).then(|| {
        view! {
            <Notice tone=Tone::Warn title=tr::sign_in::cookies_off_title()>
                <p>{tr::sign_in::cookies_off()}</p>
            </Notice>
        }
    })
}

/// Checks that the browser has stored the cookie of the new session.
pub(super) async fn check_kept(begun: Session) -> Result<Session, ApiError> {
    match api::auth::session(None).await {
        Ok(now) if now.citizen.is_none() => Err(ApiError::CookieDropped),
        // A failed request says nothing about cookies.
        _ => Ok(begun),
    }
}
