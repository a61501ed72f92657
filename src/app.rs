//! Routes and providers.

use crate::api::{self, ApiError};
use crate::crash;
use crate::features::{booking, cases, form, home, search, sign_in};
use crate::i18n::tr;
use crate::part::{Fetch, part};
use crate::paths::{self, BookingStep, Place};
use crate::platform::history;
use crate::shell::frame::Frame;
use crate::shell::navigation::{self, Navigation};
use crate::shell::page::Page;
use crate::state::announcer::Announcer;
use crate::state::connection::Connection;
use crate::state::fetched::Fetched;
use crate::state::root;
use crate::state::session::{self, SessionState, Who};
use crate::ui::button::Again;
use crate::ui::dialog::Dialog;
use crate::ui::link::Link;
use crate::ui::loading::Loading;
use domain::wire::auth::Session;
use domain::wire::service::Services;
use futures::future::join;
use leptos::prelude::*;

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
            let (session, services) = join(session::at_start(), api::services::list()).await;
            Self { session, services: Some(services) }
        } else {
            Self { session: session::at_start().await, services: None }
        }
    }
}

pub(crate) fn app(start: Start) -> AnyView {
    root::keep();
    let announcer = Announcer::provide();
    let connection = Connection::provide(announcer);
    SessionState::provide(start.session);
    let services = Fetched::starting_with(start.services, api::services::list);
    history::listen();
    let Some(navigation) = Navigation::provide() else {
        crash::show();
        return ().into_any();
    };
    history::follow(navigation.path());
    search::Search::provide();
    view! {
        <Frame announcer=announcer connection=connection search=|| view! { <search::SearchBox/> }>
            <Pages services=services/>
        </Frame>
        <SessionEnded/>
    }
    .into_any()
}

/// The page of the address.
#[component]
fn Pages(services: Fetched<Services>) -> AnyView {
    let place = navigation::place();
    let page = Memo::new(move |_| place.get().page());
    let shown = move || {
        let page = page.get();
        // Until it has a title of its own: that of the page before belongs to another address.
        document().set_title(&tr::common::page_title(&tr::common::loading()));
        shown(page, services)
    };
    shown.into_any()
}

fn shown(place: Place, services: Fetched<Services>) -> AnyView {
    let (texts, page): (&'static str, Fetch) = match place {
        Place::Home => return view! { <home::Home services=services/> }.into_any(),
        Place::Unknown => return view! { <NotFound/> }.into_any(),
        Place::SignIn => ("account", || Box::pin(sign_in::page())),
        Place::Service { .. } => ("form", || Box::pin(form::start_page())),
        Place::Draft { .. } => ("form", || Box::pin(form::draft_page())),
        Place::Applications => ("cases", || Box::pin(cases::list_page())),
        Place::Requests => ("cases", || Box::pin(cases::track_page())),
        Place::Search => ("search", || Box::pin(search::page())),
        Place::Application { .. } => ("cases", || Box::pin(cases::case_page())),
        Place::Sent { .. } => ("cases", || Box::pin(cases::sent_page())),
        Place::Choose { .. } => ("booking", || Box::pin(booking::choose_page())),
        Place::Institutions => ("booking", || Box::pin(booking::institutions_page())),
        Place::Bookings => ("booking", || Box::pin(booking::list_page())),
        Place::Operations => ("booking", || Box::pin(booking::operations_page())),
        Place::Booking { step: BookingStep::Show, .. } => {
            ("booking", || Box::pin(booking::booking_page()))
        }
        Place::Booking { .. } => ("booking", || Box::pin(booking::move_page())),
    };
    if place.is_open() { part(texts, page) } else { guarded(texts, page) }
}

/// A page for those who are signed in; the others sign in first, at the same address.
fn guarded(texts: &'static str, page: Fetch) -> AnyView {
    let session = SessionState::current();
    let shown = move || {
        let who = session.who();
        // What it is called is also the citizen's alone.
        document().set_title(&tr::common::page_title(&match who {
            Who::Gone => tr::session::ended_title(),
            _ => tr::common::loading(),
        }));
        match who {
            Who::Citizen => part(texts, page),
            Who::Anonymous => part("account", || Box::pin(sign_in::page())),
            Who::Gone => {
                history::return_as_back();
                ().into_any()
            }
            Who::Unknown => view! { <Unheard session=session/> }.into_any(),
        }
    };
    shown.into_any()
}

/// The session ended while a page was open: the page goes out of sight and comes back after signing in again. Other
/// addresses may be looked at meanwhile, and what is typed here stays.
#[component]
fn SessionEnded() -> impl IntoView {
    let session = SessionState::current();
    let place = navigation::place();
    let is_over = Memo::new(move |_| session.who() == Who::Gone && !place.with(Place::is_open));
    move || {
        is_over.get().then(|| {
            view! {
                <Dialog label=tr::session::ended_title()>{part("account", || Box::pin(sign_in::again()))}</Dialog>
            }
        })
    }
}

/// Nobody knows yet who is there: the page that was asked for opens as soon as the server answers.
#[component]
fn Unheard(session: SessionState) -> AnyView {
    let shown = move || {
        if !session.is_unheard() {
            return view! { <Loading/> }.into_any();
        }
        view! {
            <Page title=tr::session::unheard_title()>
                <p>{tr::session::unheard_text()}</p>
                <Again busy=session.is_asking() on_press=move |()| session.look()/>
            </Page>
        }
        .into_any()
    };
    shown.into_any()
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <Page title=tr::not_found::title()>
            <p>{tr::not_found::text()}</p>
            <p><Link href=paths::HOME text=tr::not_found::home()/></p>
        </Page>
    }
}
