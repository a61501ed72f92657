use crate::state::announcer::Announcer;
use leptos::prelude::*;

/// The live region from which screen readers read the announcer's texts.
#[component]
pub(crate) fn Announcements(announcer: Announcer) -> impl IntoView {
    view! { <p class="visually-hidden" role="status" id="announcer">{move || announcer.region_text()}</p> }
}
