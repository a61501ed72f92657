//! A question and its answer, opened by the link in a letter, without signing in.

use crate::api;
use crate::api::ApiError;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::focus;
use crate::shell::page::Page;
use crate::shell::question_words;
use crate::shell::secret;
use crate::state::fetched::Fetched;
use crate::ui::button::{Again, Button};
use crate::ui::loading::Loading;
use domain::wire::message::{Author, Message};
use domain::wire::problem::ProblemCode;
use domain::wire::question::{Question, QuestionState};
use leptos::prelude::*;

pub(super) fn opened(secret: String, token: RwSignal<Option<String>>) -> AnyView {
    let question = Fetched::new(move || {
        let token = secret.clone();
        async move { api::questions::opened(&token).await }
    });
    let shown = move || match question.get() {
        None => view! { <Page title=tr::fb::answer()><Loading/></Page> }.into_any(),
        Some(Ok(question)) => whole(question, token),
        Some(Err(error)) => failed(&error, question, token),
    };
    shown.into_any()
}

fn whole(question: Question, token: RwSignal<Option<String>>) -> AnyView {
    let Question { number, category, state, due_by, mut messages, .. } = question;
    messages.reverse();
    let due = (state == QuestionState::Open)
        .then(|| view! { <p>{tr::question::due(&dates::day_and_year(due_by))}</p> });
    let messages: Vec<_> = messages.into_iter().map(message).collect();
    view! {
        <Page title=tr::fb::answer()>
            <p class="lead">{tr::fb::Opened { number: &number, topic: &question_words::category(category) }.text()}</p>
            <p>{question_words::state(state)}</p>
            {due}
            <ol class="cards">{messages}</ol>
            {again(token)}
        </Page>
    }
    .into_any()
}

fn message(message: Message) -> AnyView {
    let author = match (message.author, message.name) {
        (Author::Citizen, _) => tr::msg::you(),
        (_, Some(name)) => name,
        (_, None) => tr::msg::office(),
    };
    let heading = tr::msg::Heading { author: &author, moment: &dates::moment(message.at) }.text();
    let lines = message.text.lines().filter(|line| !line.trim().is_empty());
    let lines: Vec<_> =
        lines.map(|line| view! { <p dir="auto">{line.to_owned()}</p> }.into_any()).collect();
    view! { <li class="surface"><h2 class="slot__title">{heading}</h2>{lines}</li> }.into_any()
}

fn failed(
    error: &ApiError,
    question: Fetched<Question>,
    token: RwSignal<Option<String>>,
) -> AnyView {
    let is_old = matches!(error.code(), Some(ProblemCode::ProofExpired | ProblemCode::NotFound));
    if is_old {
        return view! { <Page title=tr::fb::answer()><p>{tr::fb::old()}</p>{again(token)}</Page> }
            .into_any();
    }
    let text = error.text();
    view! {
        <Page title=tr::fb::answer()>
            <p>{text}</p>
            <Again busy=question.waiting() on_press=move |()| question.refresh()/>
        </Page>
    }
    .into_any()
}

/// Another question, at the same address.
fn again(token: RwSignal<Option<String>>) -> AnyView {
    let ask = move |()| {
        secret::forget();
        token.set(None);
        focus::on_heading();
    };
    view! { <p class="actions"><Button on_press=ask>{tr::fb::again()}</Button></p> }.into_any()
}
