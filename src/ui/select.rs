use super::field::Hint;
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
) -> AnyView {
    let described_by = (!hint.is_empty()).then(|| format!("{id}-hint"));
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value prop:selected=selected>{label}</option> }.into_any()
        })
        .collect();
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{label}</label>
            <Hint id=id.clone() text=hint/>
            <select
                id=id
                class="input select"
                aria-describedby=described_by
                on:change=move |event| on_change.run(event_target_value(&event))
            >
                {options}
            </select>
        </div>
    }
    .into_any()
}
