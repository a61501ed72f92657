pub(crate) mod parts;

use crate::i18n::tr;
use leptos::prelude::*;

/// Width of an input; should match the length of its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    Short,
    Medium,
    Full,
}

/// Keyboard, autofill and width of a text input (WCAG 1.3.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: &'static str,
    pub(crate) inputmode: &'static str,
    pub(crate) autocomplete: &'static str,
    pub(crate) width: Width,
    pub(crate) spellcheck: bool,
}

impl Entry {
    pub(crate) const TEXT: Self = Self {
        kind: "text",
        inputmode: "text",
        autocomplete: "off",
        width: Width::Full,
        spellcheck: false,
    };
    pub(crate) const DIGITS: Self =
        Self { inputmode: "numeric", width: Width::Medium, ..Self::TEXT };

    pub(crate) const fn autocomplete(self, autocomplete: &'static str) -> Self {
        Self { autocomplete, ..self }
    }

    pub(crate) const fn width(self, width: Width) -> Self {
        Self { width, ..self }
    }
}

/// A text input with label, hint and error. The error is between label and input; screen readers read it with the input.
#[component]
pub(crate) fn TextField(
    #[prop(into)] id: String,
    /// Name by which the form recognises the input.
    #[prop(into, optional)]
    name: String,
    #[prop(into)] label: String,
    entry: Entry,
    #[prop(into)] value: String,
    #[prop(into)] on_input: Callback<String>,
    /// Empty for no hint.
    #[prop(into, optional)]
    hint: String,
    #[prop(into)] error: Signal<Option<String>>,
    /// Says where a prefilled value comes from.
    #[prop(into, optional)]
    note: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    /// Makes it a box of several lines.
    #[prop(optional)]
    long: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
) -> AnyView {
    let described_by = described_by(&id, !hint.is_empty(), error, note);
    let class = match entry.width {
        Width::Short => "input input--short",
        Width::Medium => "input input--medium",
        Width::Full => "input",
    };
    let is_wrong = Signal::derive(move || error.with(Option::is_some));
    let invalid = Signal::derive(move || is_wrong.get().then_some("true"));
    let input = if long {
        view! {
            <textarea
                id=id.clone()
                class=class
                rows="5"
                dir="auto"
                prop:value=value
                spellcheck="true"
                aria-describedby=described_by
                aria-invalid=invalid
                on:input=move |event| on_input.run(event_target_value(&event))
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                id=id.clone()
                name=(!name.is_empty()).then_some(name)
                class=class
                type=entry.kind
                inputmode=entry.inputmode
                autocomplete=entry.autocomplete
                spellcheck=if entry.spellcheck { "true" } else { "false" }
                prop:value=value
                disabled=disabled
                aria-describedby=described_by
                aria-invalid=invalid
                on:input=move |event| on_input.run(event_target_value(&event))
            />
        }
        .into_any()
    };
    view! {
        <div class="field" class:field--wrong=is_wrong>
            <label class="field__label" for=id.clone()>
                {label} " " {optional.then(|| view! { <span class="field__optional">{tr::form::optional()}</span> })}
            </label>
            <Hint id=id.clone() text=hint/>
            <Note id=id.clone() note=note/>
            <ErrorText id=format!("{id}-error") error=error/>
            {input}
        </div>
    }
    .into_any()
}

/// The hint of an input or a group; nothing for an empty text.
#[component]
pub(crate) fn Hint(id: String, text: String) -> impl IntoView {
    (!text.is_empty()).then(|| view! { <p class="field__hint" id=format!("{id}-hint")>{text}</p> })
}

/// Says where the prefilled value of an input or a group comes from.
#[component]
pub(crate) fn Note(id: String, note: Signal<Option<String>>) -> AnyView {
    let text = move || {
        note.get().map(|text| view! { <p class="field__note" id=format!("{id}-note")>{text}</p> })
    };
    text.into_any()
}

/// The error of an input or a group. For those who do not see the colour, it begins with «Ошибка:».
#[component]
pub(crate) fn ErrorText(id: String, #[prop(into)] error: Signal<Option<String>>) -> AnyView {
    let text = move || {
        error.get().map(|text| {
            view! {
                <p class="field__error" id=id.clone()>
                    <span class="visually-hidden">{tr::form::error_prefix()}</span>
                    {text}
                </p>
            }
        })
    };
    text.into_any()
}

/// The `aria-describedby` of an input: the ids of its hint, note and error, as far as they exist.
pub(crate) fn described_by(
    id: &str,
    hint: bool,
    error: Signal<Option<String>>,
    note: Signal<Option<String>>,
) -> Signal<Option<String>> {
    let id = id.to_owned();
    Signal::derive(move || {
        let parts = [
            (hint, "hint"),
            (note.with(Option::is_some), "note"),
            (error.with(Option::is_some), "error"),
        ];
        let parts = parts.iter().filter(|(is_there, _)| *is_there);
        let ids: Vec<_> = parts.map(|(_, part)| format!("{id}-{part}")).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    })
}
