//! One field of any kind on the screen.

use super::state::FormState;
use super::words;
use crate::i18n::{self, tr};
use crate::ui::field::{Entry, ErrorText, TextField, Width, described_by};
use crate::ui::options::{OptionItem, Options};
use domain::form::{Answer, Choice, Field, Kind, Text};
use leptos::prelude::*;

#[component]
pub(super) fn FieldView(state: FormState, field: Field) -> impl IntoView {
    let id = field.id.clone();
    let is_visible = Memo::new(move |_| state.visible.with(|visible| visible.fields.contains(&id)));
    let field = StoredValue::new(field);
    move || is_visible.get().then(|| field.with_value(|field| of_kind(state, field)))
}

fn of_kind(state: FormState, field: &Field) -> AnyView {
    match &field.kind {
        Kind::PersonName => person_name(state, field),
        Kind::Passport { .. } => group(
            state,
            field,
            &[
                ("number", tr::passport::number, Some(tr::passport::number_hint), Entry::DIGITS),
                ("issued", tr::passport::issued, Some(tr::passport::issued_hint), DATE),
                (
                    "department",
                    tr::passport::department,
                    Some(tr::passport::department_hint),
                    Entry::DIGITS.width(Width::Short),
                ),
                ("issuer", tr::passport::issuer, None, Entry::TEXT),
            ],
        ),
        Kind::BirthCertificate => group(
            state,
            field,
            &[
                (
                    "number",
                    tr::certificate::number,
                    Some(tr::certificate::number_hint),
                    Entry::TEXT.width(Width::Medium),
                ),
                ("issued", tr::certificate::issued, None, DATE),
                ("issuer", tr::certificate::issuer, None, Entry::TEXT),
            ],
        ),
        Kind::Address => group(
            state,
            field,
            &[
                (
                    "postcode",
                    tr::address::postcode,
                    None,
                    Entry::DIGITS.width(Width::Short).autocomplete("postal-code"),
                ),
                (
                    "region",
                    tr::address::region,
                    Some(tr::address::region_hint),
                    Entry::TEXT.autocomplete("address-level1"),
                ),
                ("place", tr::address::place, None, Entry::TEXT.autocomplete("address-level2")),
                (
                    "street",
                    tr::address::street,
                    Some(tr::address::street_hint),
                    Entry::TEXT.autocomplete("street-address"),
                ),
            ],
        ),
        Kind::Choice { options } => choice(state, field, options),
        Kind::Choices { options } => choices(state, field, options),
        Kind::Consent { body } => consent(state, field, body),
        Kind::Text { long, .. } => {
            single(state, field, Entry { spellcheck: true, ..Entry::TEXT }, *long)
        }
        Kind::BirthDate => single(state, field, DATE.autocomplete("bday"), false),
        Kind::PastDate => single(state, field, DATE, false),
        Kind::Phone => {
            let entry =
                Entry { kind: "tel", inputmode: "tel", ..Entry::DIGITS }.autocomplete("tel");
            single(state, field, entry, false)
        }
        Kind::Email => {
            // `type=email` would trim and refuse Cyrillic domains by itself.
            let entry = Entry { inputmode: "email", ..Entry::TEXT }.autocomplete("email");
            single(state, field, entry, false)
        }
        Kind::PersonInn | Kind::OrganisationInn | Kind::Ogrn | Kind::Snils | Kind::OmsPolicy => {
            single(state, field, Entry::DIGITS, false)
        }
    }
}

/// The numeric keyboard of some phones has no dot: eight digits are understood without.
const DATE: Entry = Entry { inputmode: "numeric", width: Width::Short, ..Entry::TEXT };

type Part = (&'static str, fn() -> String, Option<fn() -> String>, Entry);

/// Several inputs under one legend.
fn group(state: FormState, field: &Field, parts: &[Part]) -> AnyView {
    let inputs: Vec<_> = parts
        .iter()
        .map(|(part, label, hint, entry)| {
            text_input(state, field.path(part), label(), hint.map(|hint| hint()), *entry)
        })
        .collect();
    fieldset(field, inputs)
}

fn fieldset(field: &Field, inputs: Vec<AnyView>) -> AnyView {
    let hint =
        field.hint.as_ref().map(|hint| view! { <p class="field__hint">{words::text(hint)}</p> });
    let optional = field
        .optional
        .then(|| view! { <span class="field__optional">{tr::form::optional()}</span> });
    view! {
        <fieldset class="field-group">
            <legend>{words::text(&field.label)} " " {optional}</legend>
            {hint}
            {inputs}
        </fieldset>
    }
    .into_any()
}

fn person_name(state: FormState, field: &Field) -> AnyView {
    let none = field.path("no_patronymic");
    let has_none = {
        let none = none.clone();
        Memo::new(move |_| state.answers.with(|answers| answers.flag(&none)))
    };
    let patronymic = field.path("patronymic");
    let entry = Entry::TEXT.width(Width::Medium);
    let inputs = vec![
        text_input(state, field.path("surname"), tr::name::surname(), None, entry.autocomplete("family-name")),
        text_input(state, field.path("given"), tr::name::given(), None, entry.autocomplete("given-name")),
        view! {
            <TextField
                id=words::input_id(&patronymic)
                label=tr::name::patronymic()
                entry=entry.autocomplete("additional-name")
                value=state.answers.with_untracked(|answers| answers.text(&patronymic).unwrap_or_default().to_owned())
                disabled=has_none
                on_input={
                    let path = patronymic.clone();
                    move |value| state.answer(path.clone(), Answer::Text(value))
                }
                error=state.error_at(patronymic)
            />
        }
        .into_any(),
        tick(state, none, tr::name::no_patronymic()),
    ];
    fieldset(field, inputs)
}

fn tick(state: FormState, path: String, label: String) -> AnyView {
    let id = words::input_id(&path);
    let ticked = state.answers.with_untracked(|answers| answers.flag(&path));
    view! {
        <div class="option">
            <input
                class="option__input"
                id=id.clone()
                type="checkbox"
                prop:checked=ticked
                on:change=move |event| state.answer(path.clone(), Answer::Flag(event_target_checked(&event)))
            />
            <label class="option__label" for=id>{label}</label>
        </div>
    }
    .into_any()
}

/// A field that is one text input.
fn single(state: FormState, field: &Field, entry: Entry, long: bool) -> AnyView {
    let path = field.id.clone();
    let value = typed(state, &path);
    let error = state.error_at(path.clone());
    view! {
        <TextField
            id=words::input_id(&path)
            label=words::text(&field.label)
            hint=field.hint.as_ref().map(words::text).unwrap_or_default()
            entry=entry
            value=value
            on_input=move |value| state.answer(path.clone(), Answer::Text(value))
            error=error
            optional=field.optional
            long=long
        />
    }
    .into_any()
}

fn text_input(
    state: FormState,
    path: String,
    label: String,
    hint: Option<String>,
    entry: Entry,
) -> AnyView {
    let value = typed(state, &path);
    let error = state.error_at(path.clone());
    view! {
        <TextField
            id=words::input_id(&path)
            label=label
            hint=hint.unwrap_or_default()
            entry=entry
            value=value
            on_input=move |value| state.answer(path.clone(), Answer::Text(value))
            error=error
        />
    }
    .into_any()
}

/// The text as typed, stray spaces included.
fn typed(state: FormState, path: &str) -> String {
    state.answers.with_untracked(|answers| match answers.get(path) {
        Some(Answer::Text(text)) => text.clone(),
        _ => String::new(),
    })
}

fn items(options: &[Choice]) -> Vec<OptionItem> {
    let item = |option: &Choice| OptionItem {
        value: option.value.clone(),
        label: words::text(&option.label),
        hint: option.hint.as_ref().map(words::text),
    };
    options.iter().map(item).collect()
}

fn choice(state: FormState, field: &Field, options: &[Choice]) -> AnyView {
    let path = field.id.clone();
    let error = state.error_at(path.clone());
    view! {
        <Options
            id=words::input_id(&path)
            legend=words::text(&field.label)
            hint=field.hint.as_ref().map(words::text).unwrap_or_default()
            options=items(options)
            chosen=vec![typed(state, &path)]
            on_change=move |(value, _)| state.answer(path.clone(), Answer::Text(value))
            error=error
        />
    }
    .into_any()
}

fn choices(state: FormState, field: &Field, options: &[Choice]) -> AnyView {
    let path = field.id.clone();
    let chosen = state.answers.with_untracked(|answers| answers.many(&path).to_vec());
    let error = state.error_at(path.clone());
    let change = move |(value, is_chosen): (String, bool)| {
        let mut chosen = state.answers.with_untracked(|answers| answers.many(&path).to_vec());
        chosen.retain(|other| *other != value);
        if is_chosen {
            chosen.push(value);
        }
        state.answer(path.clone(), Answer::Many(chosen));
    };
    view! {
        <Options
            id=words::input_id(&field.id)
            legend=words::text(&field.label)
            hint=field.hint.as_ref().map(words::text).unwrap_or_default()
            options=items(options)
            many=true
            chosen=chosen
            on_change=change
            error=error
        />
    }
    .into_any()
}

/// One document, one box, never ticked beforehand (152-ФЗ).
fn consent(state: FormState, field: &Field, body: &Text) -> AnyView {
    let path = field.id.clone();
    let id = words::input_id(&path);
    let error = state.error_at(path.clone());
    let invalid = move || error.with(Option::is_some).then_some("true");
    view! {
        <div class="field" class:field--wrong=move || error.with(Option::is_some)>
            <ErrorText id=format!("{id}-error") error=error/>
            <div class="option">
                <input
                    class="option__input"
                    id=id.clone()
                    type="checkbox"
                    prop:checked=state.answers.with_untracked(|answers| answers.flag(&path))
                    aria-describedby=described_by(&id, false, error)
                    aria-invalid=invalid
                    on:change=move |event| state.answer(path.clone(), Answer::Flag(event_target_checked(&event)))
                />
                <label class="option__label" for=id>{words::text(&field.label)}</label>
            </div>
            <details class="details">
                <summary>{tr::consent::read()}</summary>
                <p lang=i18n::language()>{words::text(body)}</p>
            </details>
        </div>
    }
    .into_any()
}
