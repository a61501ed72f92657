//! Words about questions to the office.

use crate::i18n::tr;
use crate::ui::notice::Tone;
use crate::ui::tag::Tag;
use domain::wire::question::{Category, QuestionState};
use leptos::prelude::*;

/// What a question is about.
pub(crate) fn category(category: Category) -> String {
    match category {
        Category::Technical => tr::fb::technical(),
        Category::Mistake => tr::fb::mistake(),
        Category::Access => tr::fb::access(),
        Category::Status => tr::fb::status(),
        Category::Other => tr::fb::other(),
    }
}

/// Whether it is answered; nothing for a state of a newer version of the API.
pub(crate) fn state(state: QuestionState) -> Option<AnyView> {
    let (tone, text) = match state {
        QuestionState::Open => (Tone::Info, tr::question::open()),
        QuestionState::Answered => (Tone::Good, tr::question::answered()),
        QuestionState::Other => return None,
    };
    Some(view! { <Tag tone=tone text=text/> }.into_any())
}
