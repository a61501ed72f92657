use leptos::prelude::*;
use std::sync::Arc;

/// A list that keeps the element of each key that stays, with its focus and all that is open in it.
///
/// `<For>` is compiled again for each caller and each type of key; this is compiled once.
pub(super) fn keyed(
    keys: impl Fn() -> Vec<i64> + Send + 'static,
    item: impl Fn(i64) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    list(Box::new(keys), Arc::new(item))
}

fn list(
    keys: Box<dyn Fn() -> Vec<i64> + Send>,
    item: Arc<dyn Fn(i64) -> AnyView + Send + Sync>,
) -> AnyView {
    view! { <For each=keys key=|key| *key children=move |key| item(key)/> }.into_any()
}
