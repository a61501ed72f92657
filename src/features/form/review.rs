//! The check page: everything that will be sent, what is missing, the consents and «Отправить» (M-13, M-14).

use super::field::FieldView;
use super::show::{Line, lines};
use super::state::FormState;
use super::words;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::paths;
use crate::platform::{focus, random};
use crate::shell::page::Page;
use crate::ui::button::Button;
use crate::ui::error_summary::{ERROR_SUMMARY, ErrorSummary, Finding};
use crate::ui::notice::{Notice, Tone};
use domain::form::{Issue, Step};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

#[component]
pub(super) fn Review(state: FormState) -> impl IntoView {
    let failed = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    // One key a visit of this page: pressing twice, or again after a lost answer, makes one application.
    let key = StoredValue::new(random::id());
    let navigate = use_navigate();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failed.set(None);
        let issues = state.check().issues;
        let is_right = issues.is_empty();
        state.issues.set(issues);
        if !is_right {
            return focus::on_id(ERROR_SUMMARY);
        }
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            let sent = submit(state, &key.get_value()).await;
            busy.try_set(false);
            match sent {
                Ok(application) => {
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&paths::sent(&application), options);
                }
                Err(error) => {
                    let issues = error.issues();
                    let has_issues = !issues.is_empty();
                    state.issues.try_set(issues);
                    if !has_issues {
                        failed.try_set(Some(error));
                    }
                    focus::on_id(if has_issues { ERROR_SUMMARY } else { FAILED });
                }
            }
        });
    };
    let wrong = Signal::derive(move || state.issues.with(|issues| !issues.is_empty()));
    let sections = move || state.screens().into_iter().map(|step| section(state, &step)).collect::<Vec<_>>();
    let consents: Vec<_> = state
        .service()
        .steps
        .iter()
        .filter(|step| step.on_review)
        .flat_map(|step| step.fields.clone())
        .map(|field| view! { <FieldView state=state field=field/> })
        .collect();
    view! {
        <Page title=tr::review::title() wrong=wrong above=move || view! { <Above state=state/> }>
            <p>{tr::review::lead()}</p>
            {sections}
            <form novalidate on:submit=send>
                <h2>{tr::review::consents()}</h2>
                {consents}
                <div id=FAILED tabindex="-1">
                    {move || failed.get().map(|error| view! {
                        <Notice tone=Tone::Bad alert=true title=tr::review::failed()>
                            <p>{error.text()}</p>
                        </Notice>
                    })}
                </div>
                <p>{tr::review::before_sending()}</p>
                <p class="actions">
                    <Button primary=true submit=true busy=busy on_press=|| {}>
                        {move || if busy.get() { tr::review::sending() } else { tr::review::send() }}
                    </Button>
                </p>
            </form>
        </Page>
    }
}

const FAILED: &str = "send-failed";

/// Saves what is not saved yet, then sends; the application's id.
async fn submit(state: FormState, key: &str) -> Result<String, ApiError> {
    state.autosave.flush().await?;
    let sent = api::drafts::submit(&state.draft(), state.autosave.version(), key).await;
    match sent {
        Ok(sent) => Ok(sent.id),
        // Sent from another tab, or before a reload that lost the answer.
        Err(error) if error.code() == Some(ProblemCode::AlreadySent) => {
            let draft = api::drafts::one(&state.draft()).await?;
            draft.sent_as.ok_or(error)
        }
        Err(error) => Err(error),
    }
}

/// The summary: findings of other screens lead there, those of this one to their box.
#[component]
fn Above(state: FormState) -> impl IntoView {
    let here = Signal::derive(move || {
        state.issues.with(|issues| {
            let of_page = |issue: &&Issue| step_of(state, issue).is_none();
            issues.iter().filter(of_page).map(|issue| state.finding(issue)).collect::<Vec<Finding>>()
        })
    });
    let elsewhere = Signal::derive(move || {
        state.issues.with(|issues| {
            let place = |issue: &Issue| step_of(state, issue).map(|step| (step, state.finding(issue)));
            issues.iter().filter_map(place).collect::<Vec<_>>()
        })
    });
    let link = move |(step, finding): (String, Finding)| {
        let Finding { input, text } = finding;
        let href = paths::draft_step(&state.draft(), &step);
        let go = move |_| {
            state.from_review.set(true);
            state.focus.set(Some(input.clone()));
        };
        view! { <li><A href=href on:click=go>{text}</A></li> }.into_any()
    };
    let more = Callback::new(move |()| elsewhere.get().into_iter().map(link).collect::<Vec<_>>());
    view! {
        <ErrorSummary findings=here more=more/>
        <A href=paths::draft(&state.draft()) attr:class="back">{tr::form::to_tasks()}</A>
    }
}

/// The screen on which an issue can be mended; `None` when it is this page.
fn step_of(state: FormState, issue: &Issue) -> Option<String> {
    let place = issue.place();
    let field = place.split('.').next().unwrap_or_default();
    let service = state.service();
    let holds = |step: &&Step| {
        step.fields.iter().any(|known| known.id == field) || step.documents.iter().any(|slot| slot.id == place)
    };
    service.steps.iter().find(holds).filter(|step| !step.on_review).map(|step| step.id.clone())
}

fn section(state: FormState, step: &Step) -> impl IntoView + use<> {
    let title = words::text(&step.title);
    let change = tr::review::change();
    let name = tr::review::change_what(&title);
    let visible = state.visible.get();
    let mut rows: Vec<_> = state.answers.with(|answers| {
        let fields = step.fields.iter().filter(|field| visible.fields.contains(&field.id));
        fields.flat_map(|field| lines(field, answers)).map(row).collect()
    });
    let slots = step.documents.iter().filter(|slot| visible.slots.contains(&slot.id));
    rows.extend(slots.map(|slot| {
        let names = state.uploads.names_in(&slot.id);
        row(Line { label: words::text(&slot.title), answer: names.join("\n") })
    }));
    view! {
        <section>
            <div class="summary__head">
                <h2>{title}</h2>
                <A
                    href=paths::draft_step(&state.draft(), &step.id)
                    on:click=move |_| state.from_review.set(true)
                    attr:aria-label=name
                >
                    {change}
                </A>
            </div>
            <dl class="summary">{rows}</dl>
        </section>
    }
}

fn row(line: Line) -> AnyView {
    let answer = if line.answer.is_empty() {
        view! { <span class="summary__none">{tr::review::none()}</span> }.into_any()
    } else {
        line.answer.into_any()
    };
    view! {
        <div class="summary__row">
            <dt>{line.label}</dt>
            <dd>{answer}</dd>
        </div>
    }
    .into_any()
}
