//! An address: four inputs. A whole address pasted into any of them is split between all four.

use super::super::state::FormState;
use super::super::words;
use super::compound::{Part, inputs};
use crate::i18n::tr;
use crate::state::announcer::Announcer;
use crate::ui::field::{Entry, Width};
use domain::form::{Answer, Field};
use domain::values::address;
use leptos::ev;
use leptos::prelude::*;

const PARTS: &[Part] = &[
    ("postcode", None, Entry::DIGITS.width(Width::Short).autocomplete("postal-code")),
    ("region", Some(tr::address::region_hint), Entry::TEXT.autocomplete("address-level1")),
    ("place", None, Entry::TEXT.autocomplete("address-level2")),
    ("street", Some(tr::address::street_hint), Entry::TEXT.autocomplete("street-address")),
];

pub(super) fn address(state: FormState, field: &Field) -> AnyView {
    let announcer = Announcer::current();
    let paths: Vec<_> = field.paths().collect();
    let paste = move |event: ev::ClipboardEvent| {
        let text = event.clipboard_data().and_then(|data| data.get_data("text").ok());
        let Some(parts) = text.as_deref().and_then(address::split) else { return };
        event.prevent_default();
        let parts = [parts.postcode, parts.region, parts.place, parts.street];
        // Parts that the pasted text does not have stay unchanged.
        for (path, part) in paths.iter().zip(parts).filter(|(_, part)| !part.is_empty()) {
            words::show_in(path, &part);
            state.answer(path.clone(), Answer::Text(part));
        }
        announcer.iter().for_each(|announcer| announcer.say(tr::address::split()));
    };
    let inputs = inputs(state, field, PARTS);
    view! { <div on:paste=paste>{inputs}</div> }.into_any()
}
