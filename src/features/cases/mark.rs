//! Marks of what is new in a list.

use crate::i18n::tr;
use crate::ui::notice::Tone;
use crate::ui::tag::Tag;
use domain::wire::application::Summary;
use leptos::prelude::*;

/// «Новое», and what it is; nothing if nothing is. The link to the case is described by `id`.
pub(super) fn mark(case: &Summary, id: String) -> Option<AnyView> {
    let text = match (case.unread, case.unseen) {
        (0, 0) => return None,
        (0, _) => tr::mark::changes(),
        (unread, _) => tr::mark::messages(unread),
    };
    let mark = view! {
        <span class="table__mark" id=id><Tag tone=Tone::Info text=tr::mark::new()/> " " {text}</span>
    };
    Some(mark.into_any())
}
