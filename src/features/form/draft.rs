//! A draft: its task list, steps and check page are one page, so that answers and uploads survive moving between them.

use super::autosave::Saving;
use super::drafts::{self, Recovered};
use super::state::FormState;
use super::step::StepScreen;
use super::tasks::Tasks;
use super::{CONFLICT, conflict, review};
use crate::api::{self, ApiError};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::part::{part, piece};
use crate::paths::{self, Route};
use crate::platform::{early, focus};
use crate::shell::navigation;
use crate::shell::page::Page;
use crate::state::fetched::Fetched;
use crate::state::key;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::form::Service;
use domain::wire::draft::Draft;
use futures::future::join3;
use leptos::prelude::*;

#[component]
pub(super) fn DraftPage() -> impl IntoView {
    let id = navigation::route().get_untracked().id();
    let draft = Fetched::new(move || fetch(id.clone()));
    draft.page(tr::draft::failed, |opened| view! { <Open opened=opened/> }.into_any())
}

/// Data that a draft's page needs.
#[derive(Debug, Clone)]
struct Opened {
    draft: Draft,
    service: Service,
    recovered: Option<Recovered>,
}

async fn fetch(id: String) -> Result<Opened, ApiError> {
    drafts::saved(&id).await;
    let form = async {
        let draft = api::drafts::one(&id).await?;
        let service = api::services::one(&draft.service).await?;
        Ok::<_, ApiError>((draft, service))
    };
    let (form, fetched, ()) = join3(form, key::fetch(), drafts::restored()).await;
    let (draft, service) = form?;
    if drafts::is_unsaved(&id) {
        return Ok(Opened { draft, service, recovered: None });
    }
    // Without the key the copies in this browser cannot be read, and new edits would overwrite theirs.
    if drafts::has_copy(&id) {
        fetched?;
    }
    let recovered = drafts::recover(&service, &draft);
    Ok(Opened { draft, service, recovered })
}

#[component]
fn Open(opened: Opened) -> impl IntoView {
    let Opened { draft, service, recovered } = opened;
    if let Some(application) = draft.sent_as {
        drafts::forget(&draft.id);
        return view! { <Page title=tr::draft::sent_title()>
            <p>{tr::draft::sent_text()}</p>
            <p><Link href=paths::application(&application) text=tr::draft::sent_link()/></p>
        </Page> }
        .into_any();
    }
    early::afterwards("form", "form");
    let state = FormState::open(service, draft);
    let notice = recovered.map(|recovered| recover(state, recovered));
    let route = navigation::route();
    let step = Memo::new(move |_| match route.get() {
        Route::DraftStep { step, .. } => Some(step),
        _ => None,
    });
    let screen = move || {
        state.replaced.track();
        state.issues.set(Vec::new());
        match step.get().as_deref() {
            None => view! { <Tasks state=state/> }.into_any(),
            Some(paths::REVIEW) => part("form", || Box::pin(review())),
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
        <Show when=move || state.autosave.saving.get() == Saving::Conflict>
            <Conflict/>
        </Show>
        {screen}
        {notice}
        <SavingLine state=state/>
    }
    .into_any()
}

/// Another tab or device has saved other answers: the citizen chooses.
#[component]
fn Conflict() -> impl IntoView {
    view! {
        <section class="conflict" id=CONFLICT tabindex="-1">
            <Notice tone=Tone::Warn alert=true title=tr::conflict::title()>
                <p>{tr::conflict::text()}</p>
            </Notice>
            {piece("form", || Box::pin(conflict()))}
        </section>
    }
}

/// Puts edits recovered from this browser on the screen, and tells the citizen.
fn recover(state: FormState, recovered: Recovered) -> AnyView {
    state.replace(recovered.answers.clone());
    state.autosave.recovered(&recovered);
    let left_over = recovered.left_over;
    let left_over = (!left_over.is_empty()).then(|| {
        let texts: Vec<_> =
            left_over.into_iter().map(|text| view! { <li>{text}</li> }.into_any()).collect();
        view! {
            <p>{tr::tasks::left_over_text()}</p>
            <ul>{texts}</ul>
        }
    });
    view! {
        <Notice tone=Tone::Info alert=true title=tr::saving::recovered_title()>
            <p>{tr::saving::recovered_text()}</p>
            {left_over}
        </Notice>
    }
    .into_any()
}

/// «Сохранено в 14:05», or why the answers are not saved yet and what happens next.
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
            <p><Button on_press=|()| focus::on_id(CONFLICT)>{tr::saving::show_conflict()}</Button></p>
        </Show>
    }
}
