use crate::i18n::tr;
use leptos::prelude::*;

/// «Loading» text. The style sheet shows it after a delay, so that a quick response does not make it flicker.
#[component]
pub(crate) fn Loading() -> impl IntoView {
    view! { <p class="loading">{tr::common::loading()}</p> }
}
