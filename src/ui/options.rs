use super::field::{ErrorText, Hint, described_by};
use crate::i18n::tr;
use leptos::prelude::*;

/// An option of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OptionItem {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
}

/// A group of native radios or tick boxes with a legend, a hint and an error. The first option carries the id of the
/// group, so that the error summary can move the focus to it.
#[component]
pub(crate) fn Options(
    #[prop(into)] id: String,
    #[prop(into)] legend: String,
    options: Vec<OptionItem>,
    /// Tick boxes instead of radios.
    #[prop(optional)]
    many: bool,
    chosen: Vec<String>,
    /// Called with an option's value and whether it is chosen now.
    #[prop(into)]
    on_change: Callback<(String, bool)>,
    /// Empty for no hint.
    #[prop(into, optional)]
    hint: String,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
) -> AnyView {
    let is_wrong = Signal::derive(move || error.with(Option::is_some));
    let described_by = described_by(&id, !hint.is_empty(), error, Signal::stored(None));
    let items: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(index, option)| {
            let input = if index == 0 { id.clone() } else { format!("{id}-{}", option.value) };
            let checked = chosen.contains(&option.value);
            let OptionItem { value, label, hint } = option;
            let hint_id = hint.as_ref().map(|_| format!("{input}-option-hint"));
            view! {
                <div class="option">
                    <input
                        class="option__input"
                        id=input.clone()
                        type=if many { "checkbox" } else { "radio" }
                        name=id.clone()
                        value=value.clone()
                        prop:checked=checked
                        aria-invalid=move || (many && is_wrong.get()).then_some("true")
                        aria-describedby=hint_id.clone()
                        on:change=move |event| on_change.run((value.clone(), event_target_checked(&event)))
                    />
                    <label class="option__label" for=input>{label}</label>
                    {hint.map(|hint| view! { <p class="option__hint" id=hint_id>{hint}</p> })}
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        // ARIA allows `aria-invalid` on a radio group but not on a radio, and on a tick box but not on a plain group.
        <fieldset
            class="field fieldset"
            class:field--wrong=is_wrong
            role=(!many).then_some("radiogroup")
            aria-invalid=move || (!many && is_wrong.get()).then_some("true")
            aria-describedby=described_by
        >
            <legend class="field__label">
                {legend} " " {optional.then(|| view! { <span class="field__optional">{tr::form::optional()}</span> })}
            </legend>
            <Hint id=id.clone() text=hint/>
            <ErrorText id=format!("{id}-error") error=error/>
            {items}
        </fieldset>
    }
    .into_any()
}
