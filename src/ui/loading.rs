use crate::i18n::tr;
use leptos::prelude::*;

/// A wait. Seen after a moment, so that a quick answer does not flicker.
#[component]
pub(crate) fn Loading() -> impl IntoView {
    view! { <p class="loading">{tr::common::loading()}</p> }
}
