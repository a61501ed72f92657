use super::field::{ErrorText, Hint, described_by};
use leptos::prelude::*;

/// A native select with one chosen option.
#[component]
pub(crate) fn Select(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    /// Value and label of each option.
    options: Vec<(String, String)>,
    #[prop(into)] chosen: String,
    #[prop(into)] on_change: Callback<String>,
    /// Empty for no hint.
    #[prop(into, optional)]
    hint: String,
    #[prop(into, optional)] error: Signal<Option<String>>,
) -> AnyView {
    let described_by = described_by(&id, !hint.is_empty(), error, Signal::stored(None));
    let is_wrong = Signal::derive(move || error.with(Option::is_some));
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value prop:selected=selected>{label}</option> }.into_any()
        })
        .collect();
    view! {
        <div class="field" class:field--wrong=is_wrong>
            <label class="field__label" for=id.clone()>{label}</label>
            <Hint id=id.clone() text=hint/>
            <ErrorText id=format!("{id}-error") error=error/>
            <select
                id=id
                class="input select"
                aria-describedby=described_by
                aria-invalid=move || is_wrong.get().then_some("true")
                on:change=move |event| on_change.run(event_target_value(&event))
            >
                {options}
            </select>
        </div>
    }
    .into_any()
}
