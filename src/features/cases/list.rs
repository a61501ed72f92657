//! «Мои заявки»: sent applications with their live status, and drafts.

use super::mark::mark;
use super::status::{self, StatusTag};
use crate::api::{self, ApiError};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::platform::{focus, unsaved};
use crate::shell::live_pause::LivePause;
use crate::shell::page::Page;
use crate::state::action::Action;
use crate::state::fetched::Fetched;
use crate::state::live::{self, Known, Listener};
use crate::state::sign_out;
use crate::ui::link::Link;
use domain::case::CaseState;
use domain::wire::application::{Applications, Summary};
use domain::wire::draft::{DraftSummary, Drafts};
use domain::wire::event::CaseChanged;
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;

#[component]
pub(super) fn List() -> impl IntoView {
    let applications = applications();
    let drafts = Fetched::new(api::drafts::list).after_changes();
    let asks = RwSignal::new(None);
    view! {
        <Page title=tr::cases::title()>
            <LivePause/>
            {applications.view(tr::cases::failed, |list| {
                sent(list.applications, tr::cases::title, tr::cases::empty, open)
            })}
            {drafts.view(tr::cases::drafts_failed, move |list| unsent(drafts, asks, list.drafts))}
            <p class="actions"><Link href=paths::HOME text=tr::cases::new()/></p>
            <p><Link href=paths::MY_SERVICES text=tr::mine::title()/></p>
            <p><Link href=paths::ACCOUNT text=tr::shell::account()/></p>
        </Page>
    }
}

/// Sent applications, kept up to date by the case stream.
pub(super) fn applications() -> Fetched<Applications> {
    let known = Known::asked_now();
    let applications = Fetched::new(api::applications::list).unless_same().after_changes();
    let changed = Callback::new(move |changed: CaseChanged| {
        if let Some((title, section)) = apply(applications, &changed) {
            let status = status::name(changed.state, &section);
            let text = tr::case::ChangedOf { status: &status, title: &title }.text();
            live::say(&changed.application, text);
        }
        applications.refreshed()
    });
    let refresh = Callback::new(move |()| applications.refreshed());
    live::listen(known, Listener { changed, refresh });
    applications
}

/// Applies a new state to the list unless a newer one is shown. Returns title and section of the changed application.
fn apply(applications: Fetched<Applications>, changed: &CaseChanged) -> Option<(String, String)> {
    applications.change(|list| {
        let is_older = |known: &Summary| {
            known.id == changed.application
                && known.changed_at <= changed.at
                && known.state != changed.state
        };
        let found = list.applications.iter_mut().find(|known| is_older(known))?;
        found.state = changed.state;
        found.changed_at = changed.at;
        if changed.state.is_final() {
            found.expected_by = None;
        }
        Some((found.title.clone(), found.section.clone()))
    })?
}

/// The table of applications with its name; `none` says why it is empty, `result` leads to what was told.
pub(super) fn sent(
    applications: Vec<Summary>,
    name: fn() -> String,
    none: fn() -> String,
    result: fn(&Summary) -> Option<AnyView>,
) -> AnyView {
    if applications.is_empty() {
        return view! { <p>{none()}</p> }.into_any();
    }
    let rows: Vec<_> = applications.into_iter().map(|case| row(case, result)).collect();
    view! {
        <div class="table-frame">
        <table class="table" role="table">
            <caption class="visually-hidden">{name()}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{tr::cases::application()}</th>
                    <th scope="col" role="columnheader">{tr::cases::sent_at()}</th>
                    <th scope="col" role="columnheader">{tr::cases::status()}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        </div>
    }
    .into_any()
}

/// «Просмотреть результат» (S-28).
fn open(case: &Summary) -> Option<AnyView> {
    let is_decided = matches!(case.state, CaseState::Approved | CaseState::Rejected);
    is_decided
        .then(|| view! { <Link href=paths::result(&case.id) text=tr::case::result()/> }.into_any())
}

fn row(case: Summary, result: fn(&Summary) -> Option<AnyView>) -> impl IntoView {
    let expected = case.expected_by.filter(|_| case.state != CaseState::NeedsInfo);
    let expected = expected.map(|day| {
        view! { <span class="table__note">{tr::term::in_list(&dates::day_and_year(day))}</span> }
    });
    let ready = case.ready_to_plan.then(|| {
        view! { <span class="table__note">{tr::status::ready()}</span> }
    });
    let result = result(&case).map(|result| view! { <span class="table__note">{result}</span> });
    let outcome = case.result.as_ref().and_then(|result| result.outcome.clone());
    let outcome = outcome.map(|outcome| view! { <span class="table__note">{outcome}</span> });
    let id = format!("mark-{}", case.id);
    let mark = mark(&case, id.clone());
    let described_by = mark.is_some().then_some(id);
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <Link href=paths::application(&case.id) described_by=described_by text=case.title/>
                <span class="table__note">{case.number}</span>
                {mark}
            </th>
            <td role="cell">{dates::date_of(case.sent_at)}</td>
            <td role="cell">
                <StatusTag state=case.state section=case.section/>
                {outcome}
                {ready}
                {expected}
                {result}
            </td>
        </tr>
    }
}

/// `asks`: id of the draft for which the citizen is asked to confirm the deletion.
fn unsent(
    fetched: Fetched<Drafts>,
    asks: RwSignal<Option<String>>,
    drafts: Vec<DraftSummary>,
) -> AnyView {
    if drafts.is_empty() {
        return ().into_any();
    }
    let row = |draft| view! { <Draft fetched=fetched asks=asks draft=draft/> };
    let rows: Vec<_> = drafts.into_iter().map(row).collect();
    view! {
        <h2>{tr::cases::drafts()}</h2>
        <p>{tr::cases::drafts_text()}</p>
        <ul class="cards files">{rows}</ul>
    }
    .into_any()
}

/// Deletes a draft, and its data in this browser. `NotFound` is a success: the draft was deleted elsewhere, or by an
/// earlier press whose answer was lost.
async fn remove(id: String, fetched: Fetched<Drafts>) -> Result<(), ApiError> {
    match api::drafts::remove(&id).await {
        Err(error) if error.code() != Some(ProblemCode::NotFound) => return Err(error),
        _ => {}
    }
    unsaved::forget_draft(&id);
    sign_out::forget_draft(&id);
    fetched.change(|list| list.drafts.retain(|draft| draft.id != id));
    Ok(())
}

#[component]
fn Draft(
    fetched: Fetched<Drafts>,
    asks: RwSignal<Option<String>>,
    draft: DraftSummary,
) -> impl IntoView {
    let action = Action::new();
    let id = StoredValue::new(draft.id.clone());
    let (ask_id, keep_id) = (format!("remove-{}", draft.id), format!("keep-{}", draft.id));
    let ask = {
        let keep_id = keep_id.clone();
        Callback::new(move |()| {
            asks.set(Some(id.get_value()));
            focus::on_id(&keep_id);
        })
    };
    let keep = {
        let ask_id = ask_id.clone();
        Callback::new(move |()| {
            asks.set(None);
            focus::on_id(&ask_id);
        })
    };
    let remove = move |_| {
        action.run(remove(id.get_value(), fetched), |()| focus::on_heading());
    };
    let error = action.error();
    let name = tr::cases::remove_what(&draft.title);
    // A draft opens at the step where the citizen left it, a correction at its remarks.
    let href = match &draft.step {
        Some(step) if draft.corrects.is_none() => paths::draft_step(&draft.id, step),
        _ => paths::draft(&draft.id),
    };
    let corrects = draft
        .corrects
        .map(|number| view! { <p class="file__state">{tr::cases::draft_corrects(&number)}</p> });
    view! {
        <li class="surface file">
            <p class="file__name"><Link href=href text=draft.title/></p>
            {corrects}
            <p class="file__state">
                {tr::cases::DraftTimes { deleted: &dates::date_of(draft.deleted_at), saved: &dates::moment(draft.saved_at) }.text()}
            </p>
            {move || error.get().map(|error| view! { <p class="file__error" role="alert">{error.text()}</p> })}
            <div class="file__actions">
                <Show
                    when=move || asks.with(|asked| id.with_value(|id| asked.as_ref() == Some(id)))
                    fallback=move || view! {
                        <button class="link" type="button" id=ask_id.clone() aria-label=name.clone() on:click=move |_| ask.run(())>
                            {tr::common::remove()}
                        </button>
                    }
                >
                    <span>{tr::cases::remove_question()}</span>
                    <button
                        class="link"
                        type="button"
                        id=format!("removes-{}", id.get_value())
                        aria-disabled=move || action.busy().get().then_some("true")
                        on:click=remove
                    >
                        {tr::common::remove_yes()}
                    </button>
                    <button class="link" type="button" id=keep_id.clone() on:click=move |_| keep.run(())>{tr::common::remove_no()}</button>
                </Show>
            </div>
        </li>
    }
}
