//! A question to the office that is about no case, or that was asked on «Обратная связь» (M-42).

use super::copy;
use super::talk::conversation;
use crate::api::messages::Talk;
use crate::api::{self, ApiError};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::shell::faults::Faults;
use crate::shell::live_pause::LivePause;
use crate::shell::navigation;
use crate::shell::page::Page;
use crate::shell::question_words;
use crate::state::fetched::Fetched;
use crate::state::key;
use crate::state::live::{self, Known};
use crate::ui::error_summary::ERROR_SUMMARY;
use crate::ui::link::Link;
use domain::wire::message::Messages;
use domain::wire::question::{AboutCase, Question, QuestionState};
use futures::future::join3;
use leptos::prelude::*;

#[component]
pub(super) fn QuestionPage() -> impl IntoView {
    let id = navigation::route().get_untracked().id();
    let known = Known::asked_now();
    let source = Fetched::new(move || load(id.clone())).unless_same();
    source.live_page(tr::msg::failed, move |shown| {
        view! { <Open shown=shown source=source known=known.clone()/> }.into_any()
    })
}

async fn load(id: String) -> Result<Question, ApiError> {
    let (question, fetched, ()) =
        join3(api::questions::one(&id), key::fetch(), copy::restored()).await;
    let question = question?;
    copy::check(&Talk::Question(id), fetched)?;
    Ok(question)
}

#[component]
fn Open(shown: Memo<Question>, source: Fetched<Question>, known: Known) -> impl IntoView {
    let Question { id, number, category, application, as_of, .. } = shown.get_untracked();
    live::refetch(known.up_to(Some(as_of.to_string())), source, Some(id.clone()));
    let faults = Faults::new(ERROR_SUMMARY);
    let refresh = Callback::new(move |()| source.refresh());
    let messages = Memo::new(move |_| {
        shown.with(|question| Messages {
            messages: question.messages.clone(),
            unread: question.unread,
            files: question.files.clone(),
            closed: None,
            as_of: question.as_of,
        })
    });
    let state = Memo::new(move |_| shown.with(|question| (question.state, question.due_by)));
    let due = move || {
        let (state, due) = state.get();
        (state != QuestionState::Answered)
            .then(|| view! { <p>{tr::question::due(&dates::day_and_year(due))}</p> })
    };
    let about = application.map(|AboutCase { id, number }| {
        view! { <p><Link href=paths::application(&id) text=tr::msg::about(&number)/></p> }
    });
    let back = move || {
        view! {
            <Link href=paths::MESSAGES class="back" text=tr::msg::to_history()/>
            {faults.summary()}
        }
    };
    let writes = tr::msg::write_question(&number);
    view! {
        <Page title=tr::msg::question(&number) wrong=faults.are_there() above=back>
            <LivePause/>
            <p class="lead">{question_words::category(category)}</p>
            <p>{move || question_words::state(state.get().0)}</p>
            {due}
            {about}
            {conversation(Talk::Question(id), messages, refresh, faults, writes)}
        </Page>
    }
}
