//! The citizen's questions to the office among «Мои обращения» (M-42).

use super::mark::new_messages;
use crate::api;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::shell::question_words;
use crate::state::fetched::Fetched;
use crate::state::live::{self, Known};
use crate::ui::link::Link;
use domain::wire::question::{Question, Questions};
use leptos::prelude::*;

/// Questions, kept up to date by the case stream.
pub(super) fn questions() -> Fetched<Questions> {
    let known = Known::asked_now();
    let questions = Fetched::new(api::questions::list).unless_same().after_changes();
    live::refetch(known, questions, None);
    questions
}

/// The list with its heading; nothing when there is no question.
pub(super) fn list(questions: Vec<Question>) -> AnyView {
    if questions.is_empty() {
        return ().into_any();
    }
    let items: Vec<_> = questions.into_iter().map(item).collect();
    view! {
        <h2>{tr::track::questions()}</h2>
        <ul class="cards">{items}</ul>
    }
    .into_any()
}

fn item(question: Question) -> AnyView {
    let Question { id, number, category, state, asked_at, unread, .. } = question;
    let mark_id = format!("mark-{id}");
    let mark = new_messages(unread, mark_id.clone());
    let described_by = mark.is_some().then_some(mark_id);
    view! {
        <li class="surface card">
            <Link
                href=paths::question(&id)
                class="card__link"
                described_by=described_by
                text=tr::msg::question(&number)
            />
            <p class="card__note">{question_words::category(category)} ". " {dates::date_of(asked_at)}</p>
            <p class="card__text">{question_words::state(state)} {mark}</p>
        </li>
    }
    .into_any()
}
