//! An address: four inputs. A whole address pasted into any of them is split between all four.

use super::super::state::FormState;
use super::super::words;
use super::compound::inputs;
use crate::i18n::tr;
use crate::state::announcer::Announcer;
use crate::ui::field::parts::{ADDRESS, pasted_address};
use domain::form::{Answer, Field};
use leptos::ev;
use leptos::prelude::*;

pub(super) fn address(state: FormState, field: &Field) -> AnyView {
    let announcer = Announcer::current();
    let paths: Vec<_> = field.paths().collect();
    let paste = move |event: ev::ClipboardEvent| {
        let Some(parts) = pasted_address(&event) else { return };
        // Parts that the pasted text does not have stay unchanged.
        for (path, part) in paths.iter().zip(parts).filter(|(_, part)| !part.is_empty()) {
            words::show_in(path, &part);
            state.answer(path.clone(), Answer::Text(part));
        }
        announcer.iter().for_each(|announcer| announcer.say(tr::address::split()));
    };
    let checked = move || {
        announcer.iter().for_each(|announcer| announcer.take_back(&tr::address::split()));
    };
    on_cleanup(checked);
    let inputs = inputs(state, field, &ADDRESS);
    view! { <div on:paste=paste on:input=move |_| checked()>{inputs}</div> }.into_any()
}
