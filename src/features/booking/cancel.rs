use leptos::prelude::*;

#[component]
pub(super) fn Cancel() -> impl IntoView {}
