//! The words and colours of the states (M-24, C-09).

use crate::i18n::tr;
use crate::ui::notice::Tone;
use crate::ui::tag::Tag;
use domain::case::CaseState;
use leptos::prelude::*;

/// `section`: section of the service, because МСЭ and operations call the same state differently.
pub(super) fn name(state: CaseState, section: &str) -> String {
    match state {
        CaseState::Submitted => tr::status::submitted(),
        CaseState::InReview if section == OPERATIONS => tr::status::in_work(),
        CaseState::InReview => tr::status::in_review(),
        CaseState::NeedsInfo => tr::status::needs_info(),
        CaseState::Approved => tr::status::approved(),
        CaseState::Rejected => tr::status::rejected(),
        CaseState::Withdrawn => tr::status::withdrawn(),
    }
}

/// The section of special operations.
const OPERATIONS: &str = "so";

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
