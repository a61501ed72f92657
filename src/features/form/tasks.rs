//! The task list: every step with its state, in any order.

use super::state::FormState;
use crate::i18n::{self, tr};
use crate::paths;
use crate::shell::page::Page;
use crate::ui::link::Link;
use domain::form::{Answer, Step};
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
        let next = screens.iter().find(|step| !state.check_step(step).is_empty());
        match next {
            Some(step) => (paths::draft_step(&state.draft(), &step.id), tr::tasks::go_on()),
            None => (paths::draft_step(&state.draft(), paths::REVIEW), tr::tasks::review()),
        }
    };
    view! {
        <Page title=title>
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
                <Link href=paths::APPLICATIONS text=tr::tasks::later()/>
            </p>
        </Page>
    }
}

fn row(state: FormState, step: &Step) -> impl IntoView + use<> {
    let (class, text) = if state.check_step(step).is_empty() {
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
        let mut paths = step.fields.iter().flat_map(domain::form::Field::paths);
        paths.any(|path| !answers.get(&path).is_none_or(Answer::is_blank))
    });
    let attached = state.uploads.attached();
    answered || step.documents.iter().any(|slot| attached.iter().any(|file| file.slot == slot.id))
}
