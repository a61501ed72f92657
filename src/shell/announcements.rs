use crate::state::announcer::Announcer;
use leptos::prelude::*;

/// The region in which a screen reader hears what the announcer says.
#[component]
pub(crate) fn Announcements(announcer: Announcer) -> impl IntoView {
    view! { <p class="visually-hidden" role="status" id="announcer">{move || announcer.heard()}</p> }
}
