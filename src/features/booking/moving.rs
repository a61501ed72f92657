use leptos::prelude::*;

#[component]
pub(super) fn Move() -> impl IntoView {}
