//! One screen of the form.

use super::field::FieldView;
use super::slots;
use super::state::FormState;
use super::words;
use crate::i18n::{self, tr};
use crate::part::piece;
use crate::paths::{self, Route};
use crate::platform::focus;
use crate::shell::navigation;
use crate::shell::page::Page;
use crate::state::announcer::Announcer;
use crate::ui::button::Submit;
use crate::ui::error_summary::{ERROR_SUMMARY, ErrorSummary};
use crate::ui::link::Link;
use domain::form::{Answer, Step};
use leptos::prelude::*;

#[component]
pub(super) fn StepScreen(state: FormState, step: Step) -> impl IntoView {
    let language = i18n::language();
    let title = step.title.get(language).to_owned();
    let lead = step.lead.as_ref().map(|lead| view! { <p>{lead.get(language).to_owned()}</p> });
    let wrong = Signal::derive(move || state.issues.with(|issues| !issues.is_empty()));
    state.autosave.shows(&step.id);
    let step = StoredValue::new(step);
    let go = navigation::go();
    let go_on = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let issues = step.with_value(|step| state.holds_back(step));
        let is_right = issues.is_empty();
        state.issues.set(issues);
        if is_right {
            let next = step.with_value(|step| next(state, step));
            if let Route::DraftStep { step, .. } = Route::of(&next) {
                state.autosave.moves_to(&step);
            }
            go(&next);
        } else {
            focus::on_id(ERROR_SUMMARY);
        }
    };
    let fields = move || {
        let step = step.get_value();
        step.fields
            .into_iter()
            .map(|field| view! { <FieldView state=state field=field/> })
            .collect::<Vec<_>>()
    };
    let filled = step.with_value(|step| state.filled_in(step));
    if !filled.is_empty()
        && let Some(announcer) = Announcer::current()
    {
        announcer.say(tr::filled::announced(&filled.join(", ")));
    }
    // Formats a right answer only after the citizen leaves the input: a mask while typing would move the caret.
    let tidy = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let path = input.name();
        if let Some(text) = state.tidied(&path) {
            input.set_value(&text);
            state.answer(path, Answer::Text(text));
        }
    };
    let has_documents = step.with_value(|step| !step.documents.is_empty());
    let is_slot = |input: &String| {
        step.with_value(|step| step.documents.iter().any(|slot| words::slot_id(&slot.id) == *input))
    };
    // The slots may come later, and take the focus then.
    if let Some(input) = state.focus.get_untracked().filter(|input| !is_slot(input)) {
        state.focus.set(None);
        focus::on_input_later(&input);
    }
    view! {
        <Page title=title wrong=wrong above=move || view! { <Above state=state step=step/> }>
            {lead}
            <form novalidate on:submit=go_on on:change=tidy>
                {fields}
                {has_documents.then(|| piece("form", || Box::pin(slots())))}
                <p class="actions">
                    <Submit>{tr::form::go_on()}</Submit>
                    <CheckLink state=state/>
                </p>
            </form>
        </Page>
    }
}

/// The error summary and the link back, above the heading.
#[component]
fn Above(state: FormState, step: StoredValue<Step>) -> impl IntoView {
    let findings = Signal::derive(move || {
        let mut findings: Vec<_> =
            state.issues.with(|issues| issues.iter().map(|issue| state.finding(issue)).collect());
        if findings.is_empty() {
            findings = step.with_value(|step| state.remarks_in(step));
        }
        findings
    });
    view! {
        <ErrorSummary findings=findings/>
        <Link href=paths::draft(&state.draft()) class="back" text=tr::form::to_tasks()/>
    }
}

/// «Проверить»: shows at any time what is missing or wrong in the whole form (M-13).
#[component]
pub(super) fn CheckLink(state: FormState) -> impl IntoView {
    let href = paths::draft_step(&state.draft(), paths::REVIEW);
    view! { <Link href=href text=tr::form::check() on_follow=move |()| state.checks.set(true)/> }
}

/// Address of the screen after `step`: the check page if the citizen came from it or this is the last step.
fn next(state: FormState, step: &Step) -> String {
    let draft = state.draft();
    let screens = state.screens();
    let following = screens.iter().skip_while(|screen| screen.id != step.id).nth(1);
    match following {
        Some(following) if !state.from_review.get_untracked() => {
            paths::draft_step(&draft, &following.id)
        }
        _ => paths::draft_step(&draft, paths::REVIEW),
    }
}
