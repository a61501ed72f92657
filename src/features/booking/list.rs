use leptos::prelude::*;

#[component]
pub(super) fn List() -> impl IntoView {}
