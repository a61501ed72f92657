use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::shell::page::Page;
use crate::shell::question_words;
use crate::ui::copy::Copy;
use crate::ui::link::Link;
use domain::wire::question::{Asked, QuestionState};
use leptos::prelude::*;

/// The question is at the office: its number, and when and where the answer comes.
pub(super) fn sent(asked: Asked) -> AnyView {
    let Asked { id, number, due_by, letters_to } = asked;
    let text = tr::fb::SentText { day: &dates::day_and_year(due_by), address: &letters_to }.text();
    let open = id.map(|id| {
        view! { <p><Link href=paths::question(&id) text=tr::fb::open()/></p> }
    });
    let by_letter = open.is_none().then(|| view! { <p>{tr::fb::by_letter()}</p> });
    view! {
        <Page title=tr::fb::sent()>
            <p class="case-number">
                <span class="muted">{tr::fb::sent_number()}</span> " " <Copy text=number/>
            </p>
            <p>{question_words::state(QuestionState::Open)}</p>
            <p>{text}</p>
            {by_letter}
            {open}
            <p><Link href=paths::HOME text=tr::not_found::home()/></p>
        </Page>
    }
    .into_any()
}
