//! A browser that keeps no cookies cannot keep anybody signed in. It is told so before the password is typed where the
//! browser admits it, and after the code where a cookie is dropped without a word.

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

/// The session that has just begun, if the browser has kept it.
pub(super) async fn kept(begun: Session) -> Result<Session, ApiError> {
    match api::auth::session().await {
        Ok(now) if now.citizen.is_none() => Err(ApiError::CookieDropped),
        // An answer that does not come says nothing of cookies.
        _ => Ok(begun),
    }
}
