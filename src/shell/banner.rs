use crate::i18n::tr;
use crate::state::connection::Connection;
use crate::state::session::SessionState;
use leptos::prelude::*;

/// Shows «Связь потеряна» while there is no connection, or warns that the server does not know of the sign-out yet.
#[component]
pub(crate) fn ConnectionBanner(connection: Connection) -> impl IntoView {
    let session = SessionState::current();
    let text = move || match (session.is_sign_out_pending(), connection.is_lost()) {
        (true, _) => Some(tr::session::untold()),
        (false, true) => Some(tr::connection::lost()),
        (false, false) => None,
    };
    let text = Memo::new(move |_| text());
    move || {
        text.get().map(|text| {
            view! {
                <div class="banner">
                    <p class="banner__text">{text}</p>
                </div>
            }
        })
    }
}
