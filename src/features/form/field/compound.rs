//! Kinds of fields with several inputs under one legend.

use super::super::state::FormState;
use super::super::words;
use super::text_input;
use crate::i18n::tr;
use crate::ui::field::parts::{DATE, PASSPORT, Part};
use crate::ui::field::{Entry, Hint, Note, TextField, Width, described_by};
use domain::form::{Answer, Field};
use leptos::prelude::*;

pub(super) fn passport(state: FormState, field: &Field) -> AnyView {
    inputs(state, field, &PASSPORT)
}

pub(super) fn birth_certificate(state: FormState, field: &Field) -> AnyView {
    inputs(
        state,
        field,
        &[
            ("number", Some(tr::certificate::number_hint), Entry::TEXT.width(Width::Medium)),
            ("issued", None, DATE),
            ("issuer", None, Entry::TEXT),
        ],
    )
}

pub(super) fn decision(state: FormState, field: &Field) -> AnyView {
    inputs(
        state,
        field,
        &[
            ("number", Some(tr::decision::number_hint), Entry::TEXT.width(Width::Medium)),
            ("issued", None, DATE),
            ("received", Some(tr::decision::received_hint), DATE),
        ],
    )
}

/// Several inputs under one legend.
pub(super) fn inputs(state: FormState, field: &Field, parts: &[Part]) -> AnyView {
    let inputs: Vec<_> = parts
        .iter()
        .map(|(part, hint, entry)| {
            let label = words::label(field, part);
            text_input(state, field.path(part), label, hint.map(|hint| hint()), *entry)
        })
        .collect();
    fieldset(state, field, inputs)
}

pub(super) fn fieldset(state: FormState, field: &Field, inputs: Vec<AnyView>) -> AnyView {
    let hint = field.hint.as_ref().map(words::text).unwrap_or_default();
    let optional = field
        .optional
        .then(|| view! { <span class="field__optional">{tr::form::optional()}</span> });
    let id = words::input_id(&field.id);
    let note = state.origin(&field.id);
    let described_by = described_by(&id, !hint.is_empty(), Signal::stored(None::<String>), note);
    view! {
        <fieldset class="field-group" aria-describedby=described_by>
            <legend>{words::text(&field.label)} " " {optional}</legend>
            <Hint id=id.clone() text=hint/>
            <Note id=id note=note/>
            {inputs}
        </fieldset>
    }
    .into_any()
}

pub(super) fn person_name(state: FormState, field: &Field) -> AnyView {
    let none = field.path("no_patronymic");
    let has_none = {
        let none = none.clone();
        Memo::new(move |_| state.answers.with(|answers| answers.flag(&none)))
    };
    let patronymic = field.path("patronymic");
    let entry = Entry::TEXT.width(Width::Medium);
    let inputs = vec![
        text_input(state, field.path("surname"), words::label(field, "surname"), None, entry.autocomplete("family-name")),
        text_input(state, field.path("given"), words::label(field, "given"), None, entry.autocomplete("given-name")),
        view! {
            <TextField
                id=words::input_id(&patronymic)
                label=words::label(field, "patronymic")
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
    fieldset(state, field, inputs)
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
