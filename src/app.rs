//! Routes and providers.

use crate::api::{self, ApiError};
use crate::features::{cases, form, home, sign_in};
use crate::i18n::tr;
use crate::part::{Fetch, part};
use crate::paths;
use crate::platform::visits;
use crate::shell::announcer::Announcer;
use crate::shell::connection::Connection;
use crate::shell::fetched::Fetched;
use crate::shell::frame::Frame;
use crate::shell::page::Page;
use crate::shell::session::SessionState;
use crate::ui::dialog::Dialog;
use domain::wire::auth::Session;
use domain::wire::service::Services;
use futures::future::join;
use leptos::prelude::*;
use leptos_router::components::{A, FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;
use leptos_router::path;

/// What is fetched before the first screen is drawn, so that it replaces the static shell in one step.
#[derive(Debug, Clone)]
pub(crate) struct Start {
    session: Option<Session>,
    services: Option<Result<Services, ApiError>>,
}

impl Start {
    pub(crate) async fn fetch() -> Self {
        let at_home = window().location().pathname().is_ok_and(|path| path == paths::HOME);
        if at_home {
            let (session, services) = join(api::auth::session(), api::services::list()).await;
            Self { session: session.ok(), services: Some(services) }
        } else {
            Self { session: api::auth::session().await.ok(), services: None }
        }
    }
}

pub(crate) fn app(start: Start) -> impl IntoView {
    let announcer = Announcer::provide();
    let connection = Connection::provide(announcer);
    SessionState::provide(start.session);
    let services = Fetched::starting_with(start.services, api::services::list);
    view! {
        <Router>
            <Follow/>
            <Frame announcer=announcer connection=connection>
                <FlatRoutes fallback=NotFound>
                    <Route path=path!("/") view=move || view! { <home::Home services=services/> }/>
                    <Route path=path!("/sign-in") view=|| part(|| Box::pin(sign_in::page()))/>
                    <Route path=path!("/services/:id") view=|| part(|| Box::pin(form::start_page()))/>
                    <Route path=path!("/drafts/:id/:step?") view=|| guarded(|| Box::pin(form::draft_page()))/>
                    <Route path=path!("/applications") view=|| guarded(|| Box::pin(cases::list_page()))/>
                    <Route path=path!("/applications/:id") view=|| guarded(|| Box::pin(cases::case_page()))/>
                    <Route path=path!("/applications/:id/sent") view=|| guarded(|| Box::pin(cases::sent_page()))/>
                </FlatRoutes>
            </Frame>
            <SessionEnded/>
        </Router>
    }
}

/// A page for those who are signed in; the others sign in first, at the same address.
fn guarded(page: Fetch) -> AnyView {
    let session = SessionState::current();
    let is_signed_in = Memo::new(move |_| session.is_signed_in());
    let shown = move || if is_signed_in.get() { part(page) } else { part(|| Box::pin(sign_in::page())) };
    shown.into_any()
}

/// The server ended the session while a page was open: signing in again happens over the page, which keeps everything.
#[component]
fn SessionEnded() -> impl IntoView {
    let session = SessionState::current();
    view! {
        <Show when=move || session.has_ended()>
            <Dialog label=tr::session::ended_title()>{part(|| Box::pin(sign_in::again()))}</Dialog>
        </Show>
    }
}

/// Follows navigation for focus and scroll.
#[component]
fn Follow() -> impl IntoView {
    visits::follow(use_location().pathname);
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <Page title=tr::not_found::title()>
            <p>{tr::not_found::text()}</p>
            <p><A href=paths::HOME>{tr::not_found::home()}</A></p>
        </Page>
    }
}
