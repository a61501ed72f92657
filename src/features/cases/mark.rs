//! Marks of what is new in a list.

use crate::i18n::tr;
use crate::ui::notice::Tone;
use crate::ui::tag::Tag;
use domain::wire::application::Summary;
use leptos::prelude::*;

/// «Новое», and what it is; nothing if nothing is. The link to the case is described by `id`.
pub(super) fn mark(case: &Summary, id: String) -> Option<AnyView> {
    match (case.unread, case.unseen) {
        (0, 0) => None,
        (0, _) => Some(new(tr::mark::changes(), id)),
        (unread, _) => new_messages(unread, id),
    }
}

/// «Новое» about messages that are not read.
pub(super) fn new_messages(unread: u32, id: String) -> Option<AnyView> {
    (unread > 0).then(|| new(tr::mark::messages(unread), id))
}

fn new(text: String, id: String) -> AnyView {
    let mark = view! {
        <span class="table__mark" id=id><Tag tone=Tone::Info text=tr::mark::new()/> " " {text}</span>
    };
    mark.into_any()
}
