//! One field of any kind on the screen.

mod address;
mod compound;
mod consent;
mod group;

use super::state::FormState;
use super::words;
use crate::ui::field::parts::DATE;
use crate::ui::field::{Entry, TextField};
use crate::ui::options::{OptionItem, Options};
use domain::form::{Answer, Choice, Field, Kind};
use leptos::prelude::*;

#[component]
pub(super) fn FieldView(
    state: FormState,
    field: Field,
    #[prop(default = of_kind)] draw: fn(FormState, &Field) -> AnyView,
) -> impl IntoView {
    let id = field.id.clone();
    let is_visible = Memo::new(move |_| state.visible.with(|visible| visible.fields.contains(&id)));
    let field = StoredValue::new(field);
    move || is_visible.get().then(|| field.with_value(|field| draw(state, field)))
}

fn of_kind(state: FormState, field: &Field) -> AnyView {
    match &field.kind {
        Kind::PersonName => compound::person_name(state, field),
        Kind::Passport { .. } => compound::passport(state, field),
        Kind::BirthCertificate => compound::birth_certificate(state, field),
        Kind::Address => address::address(state, field),
        Kind::Decision => compound::decision(state, field),
        Kind::Group { item, max, .. } => group::group(state, field, item, *max),
        // Stands only on the check page, which draws it.
        Kind::Signature => ().into_any(),
        Kind::Choice { options } => choice(state, field, options),
        Kind::Choices { options } => choices(state, field, options),
        Kind::Consent { body } => consent::consent(state, field, body),
        Kind::Text { long, .. } => {
            single(state, field, Entry { spellcheck: true, ..Entry::TEXT }, *long)
        }
        Kind::BirthDate => single(state, field, DATE.autocomplete("bday"), false),
        Kind::PastDate | Kind::IssueDate { .. } | Kind::ValidUntil => {
            single(state, field, DATE, false)
        }
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

/// A field that is one text input.
fn single(state: FormState, field: &Field, entry: Entry, long: bool) -> AnyView {
    let path = field.id.clone();
    let value = typed(state, &path);
    let error = state.error_at(path.clone());
    view! {
        <TextField
            id=words::input_id(&path)
            name=path.clone()
            label=words::text(&field.label)
            hint=field.hint.as_ref().map(words::text).unwrap_or_default()
            entry=entry
            value=value
            on_input=move |value| state.answer(path.clone(), Answer::Text(value))
            error=error
            note=state.origin(&field.id)
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
            name=path.clone()
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

/// The text as typed, with stray spaces.
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
            optional=field.optional
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
            optional=field.optional
        />
    }
    .into_any()
}
