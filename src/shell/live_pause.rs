use crate::i18n::tr;
use crate::state::live;
use leptos::prelude::*;

/// «Приостановить обновления», under the heading of every page that changes by itself (WCAG 2.2.2).
#[component]
pub(crate) fn LivePause() -> AnyView {
    let words = || if live::paused().is_some() { tr::live::resume() } else { tr::live::pause() };
    // Not a live region: the citizen has asked not to be disturbed.
    let state = || live::paused().map(|text| view! { <span class="muted">" " {text}</span> });
    view! {
        <p>
            <button class="link" type="button" on:click=|_| live::pause_or_resume()>{words}</button>
            {state}
        </p>
    }
    .into_any()
}
