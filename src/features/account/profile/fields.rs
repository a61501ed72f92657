//! The inputs of the profile. What is fixed is a text.

use super::edit::{self, Edit};
use super::words;
use crate::i18n::tr;
use crate::paths;
use crate::shell::faults::Faults;
use crate::state::announcer::Announcer;
use crate::ui::field::parts::{ADDRESS, DATE, PASSPORT, Part, pasted_address, show_typed};
use crate::ui::field::{Entry, Hint, TextField, Width, described_by};
use crate::ui::link::Link;
use chrono::NaiveDate;
use domain::form::{Answer, Answers, Attribute, Field};
use domain::profile::{self, ATTRIBUTES};
use leptos::prelude::*;

pub(super) fn fields(faults: Faults, expired: RwSignal<Option<NaiveDate>>, edit: &Edit) -> AnyView {
    let open = ATTRIBUTES.into_iter().filter(|attribute| !edit.base.fixed.contains(attribute));
    let answers = &edit.answers;
    let one = |attribute| {
        one(&Form { faults, expired, answers, attribute, field: &profile::field(attribute) })
    };
    let open: Vec<_> = open.map(one).collect();
    view! {
        {(!edit.base.fixed.is_empty()).then(|| fixed(edit))}
        {open}
    }
    .into_any()
}

fn fixed(edit: &Edit) -> AnyView {
    let row = |attribute: &Attribute| {
        let text = words::of_person(&edit.base.person, *attribute);
        view! { <div class="summary__row"><dt>{words::label(*attribute)}</dt><dd>{text}</dd></div> }
            .into_any()
    };
    let rows: Vec<_> = edit.base.fixed.iter().map(row).collect();
    view! {
        <dl class="summary">{rows}</dl>
        <p>{tr::profile::fixed()} " " <Link href=paths::INSTITUTIONS text=tr::account::institutions()/></p>
    }
    .into_any()
}

fn one(form: &Form<'_>) -> AnyView {
    match form.attribute {
        Attribute::Name => name(form),
        Attribute::BirthDate => {
            form.single(tr::profile::birth_date_hint(), DATE.autocomplete("bday"))
        }
        Attribute::Passport => form.group(tr::profile::passport_hint(), &PASSPORT),
        Attribute::Snils => form.single(tr::profile::snils_hint(), Entry::DIGITS),
        Attribute::Inn => form.single(tr::profile::inn_hint(), Entry::DIGITS),
        Attribute::Oms => form.single(tr::profile::oms_hint(), Entry::DIGITS),
        _ => address(form),
    }
}

const NAME: Entry = Entry::TEXT.width(Width::Medium);

fn name(form: &Form<'_>) -> AnyView {
    let none = form.field.path("no_patronymic");
    let id = words::input_id(&none);
    let is_ticked = form.answers.flag(&none);
    let has_none = RwSignal::new(is_ticked);
    let tick = move |event| {
        has_none.set(event_target_checked(&event));
        edit::answer(none.clone(), Answer::Flag(has_none.get_untracked()));
    };
    let inputs = vec![
        form.input("surname", String::new(), NAME.autocomplete("family-name"), None),
        form.input("given", String::new(), NAME.autocomplete("given-name"), None),
        form.input(
            "patronymic",
            String::new(),
            NAME.autocomplete("additional-name"),
            Some(has_none),
        ),
        view! {
            <div class="field"><div class="option">
                <input
                    class="option__input"
                    id=id.clone()
                    type="checkbox"
                    prop:checked=is_ticked
                    on:change=tick
                />
                <label class="option__label" for=id>{tr::name::no_patronymic()}</label>
            </div></div>
        }
        .into_any(),
    ];
    form.fieldset(String::new(), inputs)
}

/// A whole address pasted into any of its inputs is split between them.
fn address(form: &Form<'_>) -> AnyView {
    let announcer = Announcer::current();
    let paths: Vec<_> = form.field.paths().collect();
    let paste = move |event| {
        let Some(parts) = pasted_address(&event) else { return };
        for (path, part) in paths.iter().zip(parts).filter(|(_, part)| !part.is_empty()) {
            show_typed(&words::input_id(path), &part);
            edit::answer(path.clone(), Answer::Text(part));
        }
        announcer.iter().for_each(|announcer| announcer.say(tr::address::split()));
    };
    let checked = move || {
        announcer.iter().for_each(|announcer| announcer.take_back(&tr::address::split()));
    };
    on_cleanup(checked);
    let inputs = form.group(tr::profile::address_hint(), &ADDRESS);
    view! { <div on:paste=paste on:input=move |_| checked()>{inputs}</div> }.into_any()
}

/// A field of the profile.
struct Form<'a> {
    faults: Faults,
    /// Since when the passport is not valid any more.
    expired: RwSignal<Option<NaiveDate>>,
    answers: &'a Answers,
    attribute: Attribute,
    field: &'a Field,
}

impl Form<'_> {
    fn single(&self, hint: String, entry: Entry) -> AnyView {
        let input = self.input("", hint, entry, None);
        // As far from its neighbours as a group is.
        view! { <div class="field-group">{input}</div> }.into_any()
    }

    fn group(&self, hint: String, parts: &[Part]) -> AnyView {
        let input = |(part, hint, entry): &Part| {
            self.input(part, hint.map(|hint| hint()).unwrap_or_default(), *entry, None)
        };
        self.fieldset(hint, parts.iter().map(input).collect())
    }

    fn fieldset(&self, hint: String, inputs: Vec<AnyView>) -> AnyView {
        let id = words::input_id(&self.field.id);
        let described_by =
            described_by(&id, !hint.is_empty(), Signal::stored(None), Signal::stored(None));
        let optional = self
            .field
            .optional
            .then(|| view! { <span class="field__optional">{tr::form::optional()}</span> });
        view! {
            <fieldset class="field-group" aria-describedby=described_by>
                <legend>{words::label(self.attribute)} " " {optional}</legend>
                <Hint id=id text=hint/>
                {inputs}
            </fieldset>
        }
        .into_any()
    }

    fn input(
        &self,
        part: &str,
        hint: String,
        entry: Entry,
        disabled: Option<RwSignal<bool>>,
    ) -> AnyView {
        let path = self.field.path(part);
        let id = words::input_id(&path);
        let (expired, is_issue) = (self.expired, part == "issued");
        let warning =
            Signal::derive(move || expired.get().filter(|_| is_issue).map(words::expired));
        let value = match self.answers.get(&path) {
            Some(Answer::Text(text)) => text.clone(),
            _ => String::new(),
        };
        view! {
            <TextField
                id=id.clone()
                name=path.clone()
                label=words::input_label(self.attribute, self.field, part)
                hint=hint
                entry=entry
                value=value
                on_input=move |value| edit::answer(path.clone(), Answer::Text(value))
                error=self.faults.at_any(id)
                note=warning
                optional=part.is_empty()
                disabled=Signal::derive(move || disabled.is_some_and(|disabled| disabled.get()))
            />
        }
        .into_any()
    }
}
