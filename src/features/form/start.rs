//! The page of a service: what it gives, what to have at hand, and the way into the form.

use crate::api;
use crate::i18n::{self, tr};
use crate::paths;
use crate::shell::navigation;
use crate::shell::page::Page;
use crate::state::fetched::Fetched;
use crate::state::session::SessionState;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::form::{Kind, Service};
use domain::wire::problem::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn Start() -> impl IntoView {
    let place = navigation::place().get_untracked();
    let (id, from) = (place.id(), place.from());
    let service = Fetched::new(move || {
        let id = id.clone();
        async move { api::services::one(&id).await }
    });
    service.page(tr::services::failed, move |service| {
        view! { <About service=service from=from.clone()/> }.into_any()
    })
}

#[component]
fn About(service: Service, from: Option<String>) -> impl IntoView {
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
            <Begin service=service.id from=from/>
        </Page>
    }
}

/// Creates the draft; who is not signed in signs in first and comes back here.
#[component]
fn Begin(service: String, from: Option<String>) -> impl IntoView {
    let session = SessionState::current();
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let go = navigation::go();
    let here = match &from {
        Some(from) => paths::service_from(&service, from),
        None => paths::service(&service),
    };
    let sign_in = paths::sign_in_then(&here);
    let begin = move || {
        let (service, from) = (service.clone(), from.clone());
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let created = api::drafts::create(service, from).await;
            // Whoever has gone elsewhere meanwhile stays there.
            if busy.try_set(false).is_some() {
                return;
            }
            match created {
                Ok(draft) => go(&paths::draft(&draft.id)),
                Err(error) => {
                    let not_now = error.code() == Some(ProblemCode::NotAllowed);
                    failed.try_set(Some(if not_now {
                        tr::services::not_now()
                    } else {
                        error.text()
                    }));
                }
            }
        });
    };
    let begin = StoredValue::new_local(begin);
    let action = move || {
        if session.is_signed_in() {
            view! {
                <Button primary=true busy=busy on_press=move |()| begin.with_value(|begin| begin())>
                    {move || if busy.get() { tr::services::starting() } else { tr::services::start() }}
                </Button>
            }
            .into_any()
        } else {
            view! {
                <Link href=sign_in.clone() class="button button--primary" text=tr::services::sign_in_first()/>
            }
            .into_any()
        }
    };
    let notice = move || {
        failed.get().map(|text| {
            view! {
                <Notice tone=Tone::Bad alert=true title=tr::services::start_failed()>
                    <p>{text}</p>
                </Notice>
            }
        })
    };
    view! {
        {notice}
        <p class="actions">{action}</p>
    }
}
