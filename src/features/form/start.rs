//! The page of a service: what it is for, what to prepare, and the button that opens the form.

use super::unconfirmed::Unconfirmed;
use super::wait::wait;
use crate::api::{self, ApiError};
use crate::i18n::{self, dates, tr};
use crate::paths;
use crate::platform::effect::watch;
use crate::platform::{early, random};
use crate::shell::navigation;
use crate::shell::page::Page;
use crate::state::action::Action;
use crate::state::fetched::Fetched;
use crate::state::session::SessionState;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::form::{Kind, Service};
use domain::wire::draft::DraftSummary;
use domain::wire::problem::ProblemCode;
use futures::future::join;
use leptos::prelude::*;

#[component]
pub(super) fn Start() -> impl IntoView {
    let route = navigation::route().get_untracked();
    let (id, from) = (route.id(), route.from());
    let session = SessionState::current();
    let is_new = from.is_none();
    let service = Fetched::new(move || {
        let has_drafts = is_new && untrack(|| session.is_signed_in());
        fetch(id.clone(), has_drafts)
    });
    // The citizen may sign in in another tab, or the server may answer late who is signed in: fetch the draft then.
    watch(move || session.renewals(), move |_, _| service.refresh());
    service.page(tr::services::failed, move |(service, draft)| {
        view! { <About service=service draft=draft from=from.clone()/> }.into_any()
    })
}

/// The service, and the citizen's newest draft of it.
async fn fetch(id: String, has_drafts: bool) -> Result<(Service, Option<DraftSummary>), ApiError> {
    let draft = async {
        // A failed list must not keep the citizen from starting.
        let list = if has_drafts { api::drafts::list().await.ok()? } else { return None };
        let is_within = |draft: &DraftSummary| draft.service == id && draft.corrects.is_none();
        list.drafts.into_iter().filter(is_within).max_by_key(|draft| draft.saved_at)
    };
    let (service, draft) = join(api::services::one(&id), draft).await;
    Ok((service?, draft))
}

#[component]
fn About(service: Service, draft: Option<DraftSummary>, from: Option<String>) -> impl IntoView {
    let language = i18n::language();
    let working_days = service.terms.first().map(|term| u32::from(term.working_days));
    let prepare: Vec<_> = service
        .prepare
        .iter()
        .map(|text| view! { <li>{text.get(language).to_owned()}</li> })
        .collect();
    let prepare = (!prepare.is_empty()).then(|| {
        view! {
            <h2>{tr::services::prepare()}</h2>
            <ul>{prepare}</ul>
        }
    });
    let asks_decision = service.fields().any(|field| field.kind == Kind::Decision);
    let decision = (asks_decision && from.is_none()).then(|| {
        view! { <p>{tr::services::from_decision()} " " <Link href=paths::APPLICATIONS text=tr::services::to_decisions()/></p> }
    });
    let waits = wait(&service);
    view! {
        <Page title=service.title.get(language)>
            <p class="lead">{service.summary.get(language).to_owned()}</p>
            {working_days.map(|days| view! { <p>{tr::services::term(days)}.</p> })}
            {decision}
            {prepare}
            <h2>{tr::services::how()}</h2>
            <ol>
                <li>{tr::services::how_fill()}</li>
                <li>{tr::services::how_send()}</li>
                <li>{tr::services::how_watch()}</li>
            </ol>
            <Begin service=service.id draft=draft from=from/>
            {waits}
        </Page>
    }
}

/// Creates the draft. A citizen who is not signed in signs in first and comes back here.
#[component]
fn Begin(service: String, draft: Option<DraftSummary>, from: Option<String>) -> impl IntoView {
    let session = SessionState::current();
    if untrack(|| session.is_signed_in()) {
        early::afterwards("service", "form");
    }
    let action = Action::new();
    let go = navigation::go();
    // Idempotency key: pressing again after a lost response creates no second draft.
    let key = random::id();
    let here = match &from {
        Some(from) => paths::service_from(&service, from),
        None => paths::service(&service),
    };
    let sign_in = paths::sign_in_then(&here);
    let is_first = draft.is_none();
    let begin = Callback::new(move |()| {
        let created = api::drafts::create(service.clone(), from.clone(), key.clone());
        action.run(created, move |draft| go(&paths::draft(&draft.id)));
    });
    let words = move || match (action.busy().get(), is_first) {
        (true, _) => tr::services::starting(),
        (false, true) => tr::services::start(),
        (false, false) => tr::services::start_another(),
    };
    let way = move || {
        if session.is_signed_in() {
            view! { <Button primary=is_first busy=action.busy() on_press=begin>{words}</Button> }
                .into_any()
        } else {
            view! {
                <Link href=sign_in.clone() class="button button--primary" text=tr::services::sign_in_first()/>
            }
            .into_any()
        }
    };
    let error = action.error();
    let notice = move || {
        error.get().map(|error| {
            let not_now = error.code() == Some(ProblemCode::NotAllowed);
            let text = if not_now { tr::services::not_now() } else { error.text() };
            view! {
                <Notice tone=Tone::Bad alert=true title=tr::services::start_failed()>
                    <p>{text}</p>
                </Notice>
            }
        })
    };
    view! {
        {move || draft.clone().filter(|_| session.is_signed_in()).map(unsent)}
        <Unconfirmed/>
        {notice}
        <p class="actions">{way}</p>
    }
}

/// Points to a draft that exists already, so that nobody fills in the same form twice by mistake.
fn unsent(draft: DraftSummary) -> AnyView {
    let href = match &draft.step {
        Some(step) => paths::draft_step(&draft.id, step),
        None => paths::draft(&draft.id),
    };
    view! {
        <Notice tone=Tone::Info title=tr::services::draft_there()>
            <p>{tr::services::draft_saved(&dates::moment(draft.saved_at))}</p>
            <p class="actions">
                <Link href=href class="button button--primary" text=tr::services::draft_go_on()/>
            </p>
        </Notice>
    }
    .into_any()
}
