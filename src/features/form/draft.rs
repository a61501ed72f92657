//! A draft: its task list, its steps and its check page are one route, so that answers and uploads live through all.

use super::autosave::Saving;
use super::review::Review;
use super::state::FormState;
use super::step::StepScreen;
use super::tasks::Tasks;
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::paths::{self, Place};
use crate::platform::{clock, dates, last_save, page};
use crate::shell::fetched::Fetched;
use crate::shell::navigation;
use crate::shell::page::Page;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::form::Service;
use domain::wire::draft::Draft;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How often, and with how many milliseconds between, a save that the page before began is waited for.
const TRIES: u32 = 15;
const PAUSE: u32 = 200;

#[component]
pub(super) fn DraftPage() -> impl IntoView {
    let id = navigation::place().get_untracked().id();
    let draft = Fetched::new(move || fetch(id.clone()));
    draft.page(tr::draft::failed, |(draft, service)| {
        view! { <Open draft=draft service=service/> }.into_any()
    })
}

async fn fetch(id: String) -> Result<(Draft, Service), ApiError> {
    let mut draft = api::drafts::one(&id).await?;
    let replaced = last_save::recall(&id);
    for _ in 0..TRIES {
        if replaced != Some(draft.version) {
            break;
        }
        clock::wait(PAUSE).await;
        draft = api::drafts::one(&id).await?;
    }
    let service = api::services::one(&draft.service).await?;
    Ok((draft, service))
}

#[component]
fn Open(draft: Draft, service: Service) -> impl IntoView {
    if let Some(application) = draft.sent_as {
        return view! { <Page title=tr::draft::sent_title()>
            <p>{tr::draft::sent_text()}</p>
            <p><Link href=paths::application(&application) text=tr::draft::sent_link()/></p>
        </Page> }
        .into_any();
    }
    let state = FormState::new(service, draft);
    let place = navigation::place();
    let step = Memo::new(move |_| match place.get() {
        Place::Draft { step, .. } => step,
        _ => None,
    });
    let screen = move || {
        state.issues.set(Vec::new());
        match step.get().as_deref() {
            None => view! { <Tasks state=state/> }.into_any(),
            Some(paths::REVIEW) => view! { <Review state=state/> }.into_any(),
            Some(step) => {
                let service = state.service();
                match service.step(step).filter(|step| !step.on_review) {
                    Some(step) => view! { <StepScreen state=state step=step.clone()/> }.into_any(),
                    None => view! { <Tasks state=state/> }.into_any(),
                }
            }
        }
    };
    view! {
        {screen}
        <SavingLine state=state/>
    }
    .into_any()
}

/// «Сохранено в 14:05», or why not yet and what happens next.
#[component]
fn SavingLine(state: FormState) -> impl IntoView {
    let autosave = state.autosave;
    let again = move || autosave.edited();
    let line = move || match autosave.saving.get() {
        Saving::Saved(at) => tr::saving::saved(&dates::time(at)),
        Saving::Edited | Saving::InFlight => tr::saving::saving(),
        Saving::NoConnection => tr::saving::no_connection(),
        Saving::ServerDown => tr::saving::server_down(),
        Saving::SignedOut => tr::saving::signed_out(),
        Saving::Conflict => tr::saving::not_saved(),
        Saving::Failed(error) => tr::saving::failed(&error.text()),
    };
    view! {
        <p class="saving">
            <span class="saving__line">{line}</span>
            <Show when=move || matches!(autosave.saving.get(), Saving::Failed(_))>
                <Button on_press=move |()| again()>{tr::common::try_again()}</Button>
            </Show>
        </p>
        <Show when=move || autosave.saving.get() == Saving::Conflict>
            <Conflict state=state/>
        </Show>
    }
}

/// Another tab or device saved other answers: neither wins by itself.
#[component]
fn Conflict(state: FormState) -> impl IntoView {
    let failed = RwSignal::new(None::<ApiError>);
    let keep_mine = move || {
        spawn_local(async move {
            match api::drafts::one(&state.draft()).await {
                Ok(theirs) => state.autosave.keep_mine(&theirs),
                Err(error) => {
                    failed.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <Notice tone=Tone::Warn alert=true title=tr::conflict::title()>
            <p>{tr::conflict::text()}</p>
            {move || failed.get().map(|error| view! { <p>{error.text()}</p> })}
            <p class="actions">
                <Button on_press=move |()| keep_mine()>{tr::conflict::mine()}</Button>
                <Button on_press=|()| page::reload()>{tr::conflict::theirs()}</Button>
            </p>
        </Notice>
    }
}
