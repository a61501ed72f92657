//! Which application the question is about: chosen by who is signed in, a number from everybody else.

use super::check::{NUMBER, WHICH};
use super::number::{self, NumberError};
use super::typed;
use crate::i18n::tr;
use crate::paths;
use crate::shell::faults::Faults;
use crate::shell::status_words;
use crate::ui::field::{Entry, TextField, Width};
use crate::ui::link::Link;
use crate::ui::options::{OptionItem, Options};
use crate::ui::select::Select;
use domain::wire::application::Summary;
use leptos::prelude::*;

/// Most applications that are shown at once.
const AT_ONCE: usize = 7;

/// The value for «none» in the list.
const NONE: &str = "none";

/// Nothing for who has no application.
pub(super) fn own(cases: Vec<Summary>, faults: Faults) -> Option<AnyView> {
    if cases.is_empty() {
        return None;
    }
    let chosen = typed::current().application;
    let chosen = chosen.map(|id| if id.is_empty() { NONE.to_owned() } else { id });
    let choose = |id: String| {
        let id = if id == NONE { String::new() } else { id };
        typed::update(|typed| typed.application = Some(id));
    };
    let named = |case: &Summary| tr::fb::Case { number: &case.number, title: &case.title }.text();
    let now = |case: &Summary| tr::fb::now(&status_words::name(case.state, &case.section));
    if cases.len() > AT_ONCE {
        let options =
            cases.iter().map(|case| (case.id.clone(), [named(case), now(case)].join(". ")));
        let none = [(String::new(), tr::fb::choose()), (NONE.to_owned(), tr::fb::none())];
        let options: Vec<_> = none.into_iter().chain(options).collect();
        let choose = move |id: String| match id.as_str() {
            "" => typed::update(|typed| typed.application = None),
            _ => choose(id),
        };
        let view = view! {
            <Select
                id=WHICH
                label=tr::fb::which()
                options=options
                chosen=chosen.unwrap_or_default()
                on_change=choose
                error=faults.at(WHICH)
            />
        };
        return Some(view.into_any());
    }
    let option = |case: &Summary| OptionItem {
        value: case.id.clone(),
        label: named(case),
        // Often this is the answer.
        hint: Some(now(case)),
    };
    let none = OptionItem { value: NONE.to_owned(), label: tr::fb::none(), hint: None };
    let options: Vec<_> = cases.iter().map(option).chain([none]).collect();
    let view = view! {
        <Options
            id=WHICH
            legend=tr::fb::which()
            options=options
            chosen=chosen.into_iter().collect()
            on_change=move |(id, _): (String, bool)| choose(id)
            error=faults.at(WHICH)
        />
    };
    Some(view.into_any())
}

/// For who is not signed in: nobody knows who asks, so no application can be chosen.
pub(super) fn anybodys(faults: Faults) -> AnyView {
    let decision = RwSignal::new(None::<String>);
    let note = move |text: &str| {
        let is_decision = number::read(text) == Err(NumberError::Decision);
        decision.set(is_decision.then(tr::fb::number_decision));
    };
    let value = typed::current().number;
    note(&value);
    let typed = move |text: String| {
        note(&text);
        typed::update(|typed| typed.number = text);
    };
    view! {
        <p>{tr::fb::sign_in()} " " <Link href=paths::sign_in_then(paths::FEEDBACK) text=tr::shell::sign_in()/></p>
        <TextField
            id=NUMBER
            label=tr::fb::number()
            hint=tr::fb::number_hint()
            entry=Entry::TEXT.width(Width::Medium)
            optional=true
            value=value
            note=decision
            on_input=typed
            error=faults.at(NUMBER)
        />
    }
    .into_any()
}
