//! A group: the same fields several times, in entries that the citizen adds and removes.

use super::super::state::FormState;
use super::super::words;
use super::FieldView;
use crate::i18n::tr;
use crate::platform::focus;
use crate::state::announcer::Announcer;
use crate::ui::button::Button;
use crate::ui::field::{ErrorText, Hint, described_by};
use domain::form::{Answer, Field, Text};
use leptos::prelude::*;

pub(super) fn group(state: FormState, field: &Field, item: &Text, max: u16) -> AnyView {
    let id = words::input_id(&field.id);
    let item = StoredValue::new(item.clone());
    let hint = field.hint.as_ref().map(words::text).unwrap_or_default();
    let label = words::text(&field.label);
    let error = state.error_at(field.id.clone());
    let field = StoredValue::new(field.clone());
    let announcer = Announcer::current();
    let keys = Memo::new(move |_| {
        field.with_value(|field| state.answers.with(|answers| field.entries(answers)))
    });
    let name = move |index: usize| item.with_value(|item| words::entry_name(item, index));
    let say =
        move |text: String| announcer.iter().for_each(|announcer| announcer.say(text.clone()));
    let set = move |keys: Vec<String>| {
        state.answer(field.with_value(|field| field.id.clone()), Answer::Many(keys));
    };
    let add = move |()| {
        let mut all = keys.get_untracked();
        let key = state.next_key(&all);
        say(tr::group::added(&name(all.len())));
        let first = field.with_value(|field| first_input(field, &key));
        all.push(key);
        set(all);
        focus::on_input_later(&first);
    };
    let add_id = format!("{id}-add");
    let back = add_id.clone();
    let remove = Callback::new(move |key: String| {
        let mut all = keys.get_untracked();
        let Some(index) = all.iter().position(|known| *known == key) else { return };
        all.remove(index);
        state.forget(&field.with_value(|field| format!("{}.{key}", field.id)));
        set(all);
        say(tr::group::removed(&name(index)));
        focus::on_id(&back);
    });
    let entries = move || {
        let keys = keys.get();
        let can_remove = keys.len() > 1 || field.with_value(|field| field.optional);
        let entry = |(index, key): (usize, String)| {
            let inner = field.with_value(|field| field.entry(&key));
            let inner: Vec<_> = inner
                .into_iter()
                .map(|field| view! { <FieldView state=state field=field/> })
                .collect();
            let name = name(index);
            let label = tr::group::remove(&name);
            let remove = can_remove.then(|| {
                view! { <Button on_press=move |()| remove.run(key.clone())>{label}</Button> }
            });
            view! {
                <fieldset class="field-group surface entry">
                    <legend>{name}</legend>
                    {inner}
                    {remove}
                </fieldset>
            }
            .into_any()
        };
        keys.into_iter().enumerate().map(entry).collect::<Vec<_>>()
    };
    let can_add = move || keys.with(|keys| keys.len() < usize::from(max));
    let described_by = described_by(&id, !hint.is_empty(), error, Signal::stored(None::<String>));
    let title = format!("{id}-title");
    let label_id = title.clone();
    view! {
        <div
            class="field group"
            role="group"
            id=id.clone()
            tabindex="-1"
            aria-labelledby=label_id
            aria-describedby=described_by
        >
            <h2 id=title>{label}</h2>
            <Hint id=id.clone() text=hint/>
            <ErrorText id=format!("{id}-error") error=error/>
            {entries}
            <Show when=can_add>
                <Button id=add_id.clone() on_press=add>
                    {move || item.with_value(|item| tr::group::add(&words::text(item)))}
                </Button>
            </Show>
        </div>
    }
    .into_any()
}

/// Id of the first input of an entry.
fn first_input(field: &Field, key: &str) -> String {
    let first = field.entry(key).into_iter().next();
    let path = first.and_then(|first| first.paths().next());
    words::input_id(&path.unwrap_or_default())
}
