use leptos::prelude::*;

#[component]
pub(super) fn Operations() -> impl IntoView {}
