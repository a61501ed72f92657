//! The page of a service: what it gives, what to have at hand, and the way into the form.

use crate::api;
use crate::i18n::{self, tr};
use crate::paths;
use crate::shell::fetched::Fetched;
use crate::shell::navigation;
use crate::shell::page::Page;
use crate::shell::session::SessionState;
use crate::ui::button::Button;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::form::Service;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn Start() -> impl IntoView {
    let id = navigation::place().get_untracked().id();
    let service = Fetched::new(move || {
        let id = id.clone();
        async move { api::services::one(&id).await }
    });
    service.page(tr::services::failed, |service| view! { <About service=service/> }.into_any())
}

#[component]
fn About(service: Service) -> impl IntoView {
    let language = i18n::language();
    let working_days = service.terms.first().map(|term| u32::from(term.working_days));
    let prepare: Vec<_> = service
        .prepare
        .iter()
        .map(|text| view! { <li>{text.get(language).to_owned()}</li> })
        .collect();
    view! {
        <Page title=service.title.get(language)>
            <p class="lead">{service.summary.get(language).to_owned()}</p>
            {working_days.map(|days| view! { <p>{tr::services::term(days)}.</p> })}
            <h2>{tr::services::prepare()}</h2>
            <ul>{prepare}</ul>
            <h2>{tr::services::how()}</h2>
            <ol>
                <li>{tr::services::how_fill()}</li>
                <li>{tr::services::how_send()}</li>
                <li>{tr::services::how_watch()}</li>
            </ol>
            <Begin service=service.id/>
        </Page>
    }
}

/// Creates the draft; who is not signed in signs in first and comes back here.
#[component]
fn Begin(service: String) -> impl IntoView {
    let session = SessionState::current();
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let go = navigation::go();
    let sign_in = paths::sign_in_then(&paths::service(&service));
    let begin = move || {
        let service = service.clone();
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            match api::drafts::create(service).await {
                Ok(draft) => go(&paths::draft(&draft.id)),
                Err(error) => {
                    failed.try_set(Some(error.text()));
                }
            }
            busy.try_set(false);
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
