//! The words and colours of the states (M-24, C-09).

use super::visit::Wanted;
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

/// What happens now, and whether the citizen has to do something. `wanted`: the step that the visit needs.
pub(super) fn explained(state: CaseState, wanted: Option<Wanted>) -> String {
    let asked = || match wanted {
        None => tr::status::nothing_wanted(),
        Some(Wanted::Date) => tr::status::date_wanted(),
        Some(Wanted::Answer) => tr::status::answer_wanted(),
        Some(Wanted::OtherTime) => tr::status::other_time_wanted(),
    };
    match state {
        CaseState::Submitted => format!("{} {}", tr::status::submitted_text(), asked()),
        CaseState::InReview => format!("{} {}", tr::status::in_review_text(), asked()),
        CaseState::NeedsInfo => tr::status::needs_info_text(),
        CaseState::Approved => tr::status::approved_text(),
        CaseState::Rejected => tr::status::rejected_text(),
        CaseState::Withdrawn => tr::status::withdrawn_text(),
    }
}

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
