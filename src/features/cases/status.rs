//! The words and colours of the states (M-24, C-09).

pub(super) use crate::shell::status_words::name;

use crate::ui::notice::Tone;
use crate::ui::tag::Tag;
use domain::case::CaseState;
use leptos::prelude::*;

fn tone(state: CaseState) -> Tone {
    match state {
        CaseState::Submitted | CaseState::InReview | CaseState::Withdrawn => Tone::Info,
        CaseState::NeedsInfo => Tone::Warn,
        CaseState::Approved => Tone::Good,
        CaseState::Rejected => Tone::Bad,
    }
}

#[component]
pub(super) fn StatusTag(state: CaseState, section: String) -> impl IntoView {
    view! { <Tag tone=tone(state) text=name(state, &section)/> }
}
