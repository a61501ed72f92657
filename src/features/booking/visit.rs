use leptos::prelude::*;

#[component]
pub(super) fn Visit() -> impl IntoView {}
