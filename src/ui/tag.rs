use super::notice::Tone;
use leptos::prelude::*;

/// A coloured label that names a state.
#[component]
pub(crate) fn Tag(tone: Tone, #[prop(into)] text: String) -> impl IntoView {
    view! { <span class=format!("tag tag--{}", tone.name())>{text}</span> }
}
