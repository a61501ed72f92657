use leptos::prelude::*;

#[component]
pub(super) fn Catalogue() -> impl IntoView {}
