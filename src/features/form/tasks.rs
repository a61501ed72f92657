//! The task list: every step with its state. The citizen can fill them in in any order.

use super::state::{FormState, has_place};
use super::step::CheckLink;
use super::unsent::unsent_in;
use crate::i18n::dates;
use crate::i18n::{self, tr};
use crate::paths;
use crate::shell::page::Page;
use crate::ui::error_summary::{ErrorSummary, Finding};
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::form::{Answer, Step};
use domain::wire::draft::LeftOver;
use leptos::prelude::*;

#[component]
pub(super) fn Tasks(state: FormState) -> impl IntoView {
    let service = state.service();
    let title = service.title.get(i18n::language()).to_owned();
    state.from_review.set(false);
    let rows = move || state.screens().iter().map(|step| row(state, step)).collect::<Vec<_>>();
    let review = paths::draft_step(&state.draft(), paths::REVIEW);
    let first = move || {
        let screens = state.screens();
        let to_mend = screens.iter().find(|step| !state.remarks_in(step).is_empty());
        let next =
            to_mend.or_else(|| screens.iter().find(|step| !state.check_step(step).is_empty()));
        match next {
            Some(step) => (paths::draft_step(&state.draft(), &step.id), tr::tasks::go_on()),
            None => (paths::draft_step(&state.draft(), paths::REVIEW), tr::tasks::review()),
        }
    };
    view! {
        <Page name=tr::tasks::name(&title) title=title above=move || view! { <RemarkSummary state=state/> }>
            {about(state)}
            <p>{tr::tasks::lead()}</p>
            <ul class="tasks">
                {rows}
                <li class="task">
                    <Link href=review class="task__link" text=tr::review::title()/>
                </li>
            </ul>
            <p class="actions">
                {move || {
                    let (href, label) = first();
                    view! { <Link href=href class="button button--primary" text=label/> }
                }}
                <CheckLink state=state/>
                <Link href=paths::APPLICATIONS text=tr::tasks::later()/>
            </p>
        </Page>
    }
}

/// Says what this draft is, and lists answers whose fields the form no longer has.
fn about(state: FormState) -> AnyView {
    let draft = state.opened();
    let what = match &draft.corrects {
        Some(correction) => tr::tasks::correction(&correction.number),
        None => tr::tasks::draft(&dates::date_of(draft.deleted_at)),
    };
    let left_over: Vec<_> = draft
        .left_over
        .iter()
        .map(|LeftOver { label, answer }| {
            let (label, answer) = (label.clone(), answer.clone());
            view! { <div class="summary__row"><dt>{label}</dt><dd>{answer}</dd></div> }.into_any()
        })
        .collect();
    let left_over = (!left_over.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Info title=tr::tasks::left_over_title()>
                <p>{tr::tasks::left_over_text()}</p>
                <dl class="summary">{left_over}</dl>
            </Notice>
        }
    });
    view! {
        <p>{what}</p>
        {left_over}
    }
    .into_any()
}

/// Corrections that the bureau asks for; each line links to its step.
#[component]
fn RemarkSummary(state: FormState) -> impl IntoView {
    let more = Callback::new(move |()| {
        let elsewhere = state.remarks_elsewhere().into_iter();
        let mut lines: Vec<_> =
            elsewhere.map(|Finding { text, .. }| view! { <li>{text}</li> }.into_any()).collect();
        for step in state.screens() {
            for Finding { input, text } in state.remarks_in(&step) {
                let href = paths::draft_step(&state.draft(), &step.id);
                let go = move |()| state.focus.set(Some(input.clone()));
                lines.push(view! { <li><Link href=href text=text on_follow=go/></li> }.into_any());
            }
        }
        lines
    });
    view! { <ErrorSummary findings=Signal::stored(Vec::new()) more=more/> }
}

fn row(state: FormState, step: &Step) -> impl IntoView + use<> {
    let (class, text) = if !state.remarks_in(step).is_empty() {
        ("task__state task__state--wrong", tr::tasks::mend())
    } else if !unsent_in(state, step).is_empty() {
        ("task__state", tr::tasks::not_all_sent())
    } else if state.check_step(step).is_empty() {
        ("task__state task__state--done", tr::tasks::done())
    } else if is_touched(state, step) {
        ("task__state", tr::tasks::begun())
    } else {
        ("task__state", tr::tasks::untouched())
    };
    let href = paths::draft_step(&state.draft(), &step.id);
    let title = step.title.get(i18n::language()).to_owned();
    view! {
        <li class="task">
            <Link href=href class="task__link" text=title/>
            <span class=class>{text}</span>
        </li>
    }
}

fn is_touched(state: FormState, step: &Step) -> bool {
    let answered = state.answers.with(|answers| {
        answers.iter().any(|(path, answer)| has_place(step, path) && !Answer::is_blank(answer))
    });
    let attached = state.uploads.attached();
    answered || step.documents.iter().any(|slot| attached.iter().any(|file| file.slot == slot.id))
}
