use leptos::prelude::*;

#[component]
pub(super) fn Choose() -> impl IntoView {}
