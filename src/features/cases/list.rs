//! «Мои заявки»: what is sent, with its status, live, and what is not sent yet.

use super::status::{self, StatusTag};
use crate::api;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::platform::focus;
use crate::shell::page::Page;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::state::live::{self, Listener};
use crate::ui::link::Link;
use domain::case::CaseState;
use domain::wire::application::{Applications, Summary};
use domain::wire::draft::{DraftSummary, Drafts};
use domain::wire::event::CaseChanged;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn List() -> impl IntoView {
    let applications = applications();
    let drafts = Fetched::new(api::drafts::list);
    view! {
        <Page title=tr::cases::title()>
            {applications.view(tr::cases::failed, |list| sent(list.applications, tr::cases::empty))}
            {drafts.view(tr::cases::drafts_failed, move |list| unsent(drafts, list.drafts))}
            <p class="actions"><Link href=paths::HOME text=tr::cases::new()/></p>
        </Page>
    }
}

/// What was sent, live.
pub(super) fn applications() -> Fetched<Applications> {
    let applications = Fetched::new(api::applications::list);
    let announcer = Announcer::current();
    let changed = Callback::new(move |changed: CaseChanged| {
        let known = apply(applications, &changed);
        match (known, announcer) {
            (Some((title, section)), Some(announcer)) => {
                let status = status::name(changed.state, &section);
                announcer.say(tr::case::changed_of(&status, &title));
            }
            (None, _) => applications.refresh(),
            _ => {}
        }
    });
    live::listen(
        None,
        Listener { changed, refresh: Callback::new(move |()| applications.refresh()) },
    );
    applications
}

/// Writes a change into the list; the title and the section of the changed application.
fn apply(applications: Fetched<Applications>, changed: &CaseChanged) -> Option<(String, String)> {
    applications.change(|list| {
        let found = list.applications.iter_mut().find(|known| known.id == changed.application)?;
        found.state = changed.state;
        found.changed_at = changed.at;
        if changed.state.is_final() {
            found.expected_by = None;
        }
        Some((found.title.clone(), found.section.clone()))
    })?
}

/// The table of applications; `none` says why it is empty.
pub(super) fn sent(applications: Vec<Summary>, none: fn() -> String) -> AnyView {
    if applications.is_empty() {
        return view! { <p>{none()}</p> }.into_any();
    }
    let rows: Vec<_> = applications.into_iter().map(row).collect();
    view! {
        <div class="table-frame">
        <table class="table" role="table">
            <caption class="visually-hidden">{tr::cases::title()}</caption>
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

fn row(case: Summary) -> impl IntoView {
    let expected = case.expected_by.filter(|_| case.state != CaseState::NeedsInfo);
    let expected = expected.map(|day| {
        view! { <span class="table__note">{tr::case::expected_by(&dates::day_and_year(day))}</span> }
    });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <Link href=paths::application(&case.id) text=case.title/>
                <span class="table__note">{case.number}</span>
            </th>
            <td role="cell">{dates::date_of(case.sent_at)}</td>
            <td role="cell">
                <StatusTag state=case.state section=case.section/>
                {expected}
            </td>
        </tr>
    }
}

fn unsent(fetched: Fetched<Drafts>, drafts: Vec<DraftSummary>) -> AnyView {
    if drafts.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> =
        drafts.into_iter().map(|draft| view! { <Draft fetched=fetched draft=draft/> }).collect();
    view! {
        <h2>{tr::cases::drafts()}</h2>
        <p>{tr::cases::drafts_text()}</p>
        <ul class="files">{rows}</ul>
    }
    .into_any()
}

#[component]
fn Draft(fetched: Fetched<Drafts>, draft: DraftSummary) -> impl IntoView {
    let asks = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let id = StoredValue::new(draft.id.clone());
    let (ask_id, keep_id) = (format!("remove-{}", draft.id), format!("keep-{}", draft.id));
    let ask = {
        let keep_id = keep_id.clone();
        Callback::new(move |()| {
            asks.set(true);
            focus::on_id(&keep_id);
        })
    };
    let keep = {
        let ask_id = ask_id.clone();
        Callback::new(move |()| {
            asks.set(false);
            focus::on_id(&ask_id);
        })
    };
    let remove = move |_| {
        spawn_local(async move {
            match api::drafts::remove(&id.get_value()).await {
                Ok(()) => {
                    fetched.refresh();
                    focus::on_heading();
                }
                Err(error) => {
                    failed.try_set(Some(error.text()));
                }
            }
        });
    };
    let name = tr::cases::remove_what(&draft.title);
    // A draft opens where it was left; a correction where its remarks are.
    let href = match &draft.step {
        Some(step) if draft.corrects.is_none() => paths::draft_step(&draft.id, step),
        _ => paths::draft(&draft.id),
    };
    let corrects = draft
        .corrects
        .map(|number| view! { <p class="file__state">{tr::cases::draft_corrects(&number)}</p> });
    view! {
        <li class="file">
            <p class="file__name"><Link href=href text=draft.title/></p>
            {corrects}
            <p class="file__state">
                {tr::cases::draft_times(&dates::date_of(draft.deleted_at), &dates::moment(draft.saved_at))}
            </p>
            {move || failed.get().map(|text| view! { <p class="file__error" role="alert">{text}</p> })}
            <div class="file__actions">
                <Show
                    when=move || asks.get()
                    fallback=move || view! {
                        <button class="link" type="button" id=ask_id.clone() aria-label=name.clone() on:click=move |_| ask.run(())>
                            {tr::common::remove()}
                        </button>
                    }
                >
                    <span>{tr::cases::remove_question()}</span>
                    <button class="link" type="button" on:click=remove>{tr::common::remove_yes()}</button>
                    <button class="link" type="button" id=keep_id.clone() on:click=move |_| keep.run(())>{tr::common::remove_no()}</button>
                </Show>
            </div>
        </li>
    }
}
