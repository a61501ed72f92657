//! The check page: everything that will be sent, what is missing, the consents and «Отправить» (M-13, M-14).

mod signature;

use super::CONFLICT;
use super::drafts;
use super::field::FieldView;
use super::show::{Line, lines};
use super::state::{FormState, has_place};
use super::unconfirmed::Unconfirmed;
use super::unsent::{Question, Unsent, unsent, unsent_in};
use super::words;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::paths;
use crate::platform::effect::watch;
use crate::platform::{focus, random};
use crate::shell::navigation::Navigation;
use crate::shell::page::Page;
use crate::state::action::Action;
use crate::state::connection::Connection;
use crate::state::uploads::RowState;
use crate::ui::button::{Button, Submit};
use crate::ui::error_summary::{ERROR_SUMMARY, ErrorSummary, Finding};
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::form::{Issue, Kind, Step};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use std::future::Future;

#[component]
pub(super) fn Review(state: FormState) -> impl IntoView {
    let failed = RwSignal::new(None::<ApiError>);
    let is_back = RwSignal::new(false);
    if let Some(connection) = Connection::current() {
        let on_return = move |_: &u32, _: &u32| {
            if failed.get_untracked() == Some(ApiError::NoConnection) {
                failed.set(None);
                is_back.set(true);
            }
        };
        watch(move || connection.returns(), on_return);
    }
    let asks = RwSignal::new(false);
    let action = Action::new();
    let busy = action.busy();
    // One idempotency key per opening of this page: pressing twice, or again after a lost response, sends once.
    let key = random::id();
    let navigation = Navigation::current();
    let send = Callback::new(move |()| {
        action.settle(submit(state, key.clone()), move |sent| match sent {
            Ok(application) => {
                navigation
                    .iter()
                    .for_each(|navigation| navigation.replace(&paths::sent(&application)));
            }
            // The conflict is shown above the page; the citizen has to choose there first.
            Err(error) if error.code() == Some(ProblemCode::Conflict) => {
                state.issues.set(Vec::new());
                focus::on_id(CONFLICT);
            }
            Err(error) => {
                let issues = error.issues();
                let has_issues = !issues.is_empty();
                state.issues.set(issues);
                if !has_issues {
                    failed.set(Some(error));
                }
                focus::on_id(if has_issues { ERROR_SUMMARY } else { FAILED });
            }
        });
    });
    let decide = move |issues: Vec<Issue>| {
        let is_right = issues.is_empty();
        state.issues.set(issues);
        if !is_right {
            focus::on_id(ERROR_SUMMARY);
        } else if untrack(|| unsent(state).is_empty()) {
            send.run(());
        } else {
            asks.set(true);
        }
    };
    let press = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failed.set(None);
        is_back.set(false);
        let issues = untrack(|| state.check().issues);
        if issues.iter().any(Issue::is_file) {
            // The missing file may have been added on another device.
            return action.settle(state.uploads.refreshed(), move |()| {
                decide(untrack(|| state.check().issues));
            });
        }
        decide(issues);
    };
    state.uploads.catch_up();
    let is_whole = RwSignal::new(false);
    let check = move || {
        let issues = state.check().issues;
        is_whole.set(issues.is_empty());
        let target = if issues.is_empty() { WHOLE } else { ERROR_SUMMARY };
        state.issues.set(issues);
        focus::on_input_later(target);
    };
    if state.checks.get_untracked() {
        state.checks.set(false);
        check();
    }
    let wrong = Signal::derive(move || state.issues.with(|issues| !issues.is_empty()));
    let sections =
        move || state.screens().into_iter().map(|step| section(state, &step)).collect::<Vec<_>>();
    let consents: Vec<_> = state
        .service()
        .steps
        .iter()
        .filter(|step| step.on_review)
        .flat_map(|step| step.fields.clone())
        .map(|field| match field.kind {
            Kind::Signature => {
                view! { <FieldView state=state field=field draw=signature::signature/> }
            }
            _ => view! { <FieldView state=state field=field/> },
        })
        .collect();
    let before_sending = match &state.opened().corrects {
        Some(correction) => tr::review::before_correcting(&correction.number),
        None => tr::review::before_sending(),
    };
    view! {
        <Page title=tr::review::title() wrong=wrong above=move || view! { <Above state=state/> }>
            <p>{tr::review::lead()}</p>
            <Unconfirmed/>
            <div id=WHOLE tabindex="-1">
                {move || is_whole.get().then(|| view! {
                    <Notice tone=Tone::Good><p>{tr::review::whole()}</p></Notice>
                })}
            </div>
            <Unsent state=state/>
            {sections}
            <form novalidate on:submit=press>
                <h2>{tr::review::consents()}</h2>
                {consents}
                <div id=FAILED tabindex="-1">
                    {move || failed.get().map(|error| view! {
                        <Notice tone=Tone::Bad alert=true title=tr::review::failed()>
                            <p>{error.text()}</p>
                        </Notice>
                    })}
                    {move || is_back.get().then(|| view! {
                        <Notice tone=Tone::Info alert=true><p>{tr::review::is_back()}</p></Notice>
                    })}
                </div>
                <p>{before_sending}</p>
                <p class="actions">
                    <Submit busy=busy>
                        {move || if busy.get() { tr::review::sending() } else { tr::review::send() }}
                    </Submit>
                    <Button on_press=move |()| check()>{tr::form::check()}</Button>
                </p>
            </form>
            <Question state=state asks=asks send=send/>
        </Page>
    }
}

const FAILED: &str = "send-failed";
const WHOLE: &str = "form-is-whole";

/// Saves, then sends. Resolves to the application's id. The future does not need the page.
fn submit(state: FormState, key: String) -> impl Future<Output = Result<String, ApiError>> {
    let draft = state.draft();
    let (saved, resolved_version) = (state.autosave.saved(), state.autosave.resolved_version());
    let uploads = state.uploads;
    let (refreshed, end) = (uploads.refreshed(), uploads.sent());
    async move {
        let version = saved.await?;
        let mut sent = api::drafts::submit(&draft, version, &key).await;
        if sent.as_ref().is_err_and(|error| error.code() == Some(ProblemCode::Conflict)) {
            sent = api::drafts::submit(&draft, resolved_version.await?, &key).await;
        }
        let sent = match sent {
            Ok(sent) => Ok(sent.id),
            // Another tab has sent it, or this one did before a reload lost the response.
            Err(error) if error.code() == Some(ProblemCode::AlreadySent) => {
                let draft = api::drafts::one(&draft).await?;
                draft.sent_as.ok_or(error)
            }
            Err(error) => Err(error),
        };
        match &sent {
            Ok(_) => {
                drafts::forget(&draft);
                end();
            }
            // A file may have been removed on another device.
            Err(error) if !error.issues().is_empty() => refreshed.await,
            Err(_) => {}
        }
        sent
    }
}

/// The error summary: each line links to the step of its error, or to the consent on this page.
#[component]
fn Above(state: FormState) -> impl IntoView {
    let here = Signal::derive(move || {
        state.issues.with(|issues| {
            let of_page = |issue: &&Issue| step_of(state, issue).is_none();
            issues
                .iter()
                .filter(of_page)
                .map(|issue| state.finding(issue))
                .collect::<Vec<Finding>>()
        })
    });
    let elsewhere = Signal::derive(move || {
        state.issues.with(|issues| {
            let place =
                |issue: &Issue| step_of(state, issue).map(|step| (step, state.finding(issue)));
            issues.iter().filter_map(place).collect::<Vec<_>>()
        })
    });
    let link = move |(step, finding): (String, Finding)| {
        let Finding { input, text } = finding;
        let href = paths::draft_step(&state.draft(), &step);
        let go = move |()| {
            state.from_review.set(true);
            state.focus.set(Some(input.clone()));
        };
        view! { <li><Link href=href text=text on_follow=go/></li> }.into_any()
    };
    let more = Callback::new(move |()| elsewhere.get().into_iter().map(link).collect::<Vec<_>>());
    view! {
        <ErrorSummary findings=here more=more/>
        <Link href=paths::draft(&state.draft()) class="back" text=tr::form::to_tasks()/>
    }
}

/// Id of the step where an issue can be corrected; `None` if that is this page.
fn step_of(state: FormState, issue: &Issue) -> Option<String> {
    let service = state.service();
    let holds = |step: &&Step| has_place(step, issue.place());
    service.steps.iter().find(holds).filter(|step| !step.on_review).map(|step| step.id.clone())
}

fn section(state: FormState, step: &Step) -> impl IntoView + use<> {
    let title = words::text(&step.title);
    let change = tr::review::change();
    let name = tr::review::change_what(&title);
    let visible = state.visible.get();
    let mut rows: Vec<_> = state.answers.with(|answers| {
        let fields = step.fields.iter().filter(|field| visible.fields.contains(&field.id));
        fields.flat_map(|field| lines(field, answers, Some(&visible))).map(row).collect()
    });
    let slots = step.documents.iter().filter(|slot| visible.slots.contains(&slot.id));
    rows.extend(slots.map(|slot| {
        let mut names = state.uploads.names_in(&slot.id);
        let unsent = unsent_in(state, step).into_iter().filter(|row| row.slot == slot.id);
        names.extend(unsent.map(|row| {
            let moves = row.state.with(RowState::is_on_its_way);
            if moves { tr::review::under_way(&row.name) } else { tr::review::unsent(&row.name) }
        }));
        row(Line { label: words::text(&slot.title), answer: names.join("\n") })
    }));
    view! {
        <section>
            <div class="summary__head">
                <h2>{title}</h2>
                <Link
                    href=paths::draft_step(&state.draft(), &step.id)
                    text=change
                    label=name
                    on_follow=move |()| state.from_review.set(true)
                />
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
