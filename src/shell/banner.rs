use crate::i18n::tr;
use crate::state::connection::Connection;
use leptos::prelude::*;

/// «Связь потеряна», as long as it is.
#[component]
pub(crate) fn ConnectionBanner(connection: Connection) -> impl IntoView {
    view! {
        <Show when=move || connection.is_lost()>
            <div class="banner">
                <p class="banner__text">{tr::connection::lost()}</p>
            </div>
        </Show>
    }
}
