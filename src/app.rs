//! The root of the app: sets up the global state and shows the page of each route.

use crate::api::{self, ApiError};
use crate::crash;
use crate::features::{account, booking, cases, feedback, form, home, messages, search};
use crate::i18n::tr;
use crate::part::{Fetch, part, piece};
use crate::paths::{self, Route};
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
use std::cell::Cell;

/// Data fetched before the first screen is drawn, so that the screen replaces the static shell in one step.
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
    if start.services.is_some() {
        SERVICES.set(Some(Fetched::starting_with(start.services, api::services::list)));
    }
    history::listen();
    let Some(navigation) = Navigation::provide() else {
        crash::show();
        return ().into_any();
    };
    history::follow(navigation.path());
    search::Search::provide();
    view! {
        <Frame announcer=announcer connection=connection search=|| view! { <search::SearchBox/> }>
            <Pages/>
        </Frame>
        <SessionDialog/>
    }
    .into_any()
}

thread_local! {
    /// The services that home shows. Fetched when home is first open, and kept from then on.
    static SERVICES: Cell<Option<Fetched<Services>>> = const { Cell::new(None) };
}

fn services() -> Fetched<Services> {
    SERVICES.get().unwrap_or_else(|| {
        let services = root::with(|| Fetched::new(api::services::list));
        SERVICES.set(Some(services));
        services
    })
}

/// Shows the page of the current address.
#[component]
fn Pages() -> AnyView {
    let route = navigation::route();
    // Moving between screens of one page must not redraw that page.
    let page = Memo::new_with_compare(
        move |_| route.get(),
        |before, now| !before.zip(now).is_some_and(|(before, now)| before.is_same_page(now)),
    );
    let shown = move || {
        let page = page.get();
        // The new page may take a while to set its title; until then the old title would belong to another address.
        document().set_title(&tr::common::page_title(&tr::common::loading()));
        shown(&page)
    };
    shown.into_any()
}

fn shown(route: &Route) -> AnyView {
    match in_part(route) {
        Some((texts, page)) if route.is_open() => part(texts, page),
        Some((texts, page)) => guarded(texts, page),
        None if *route == Route::Home => view! { <home::Home services=services()/> }.into_any(),
        None => view! { <NotFound/> }.into_any(),
    }
}

macro_rules! pages {
    (
        constant { $($fixed:ident: $constant:ident = $segment:literal => $fixed_who:ident, $fixed_texts:literal, $fixed_page:path, $fixed_first:literal;)* }
        parametric { $($name:ident: $write:ident($($field:ident),*) = [$($segments:tt),*] => $who:ident, $texts:literal, $page:path, $first:literal;)* }
    ) => {
        /// The page of a route in a lazily loaded part, and the name of the part's file of texts.
        fn in_part(route: &Route) -> Option<(&'static str, Fetch)> {
            Some(match route {
                Route::Home | Route::Unknown => return None,
                $(Route::$fixed => ($fixed_texts, || Box::pin($fixed_page())),)*
                $(Route::$name { .. } => ($texts, || Box::pin($page())),)*
            })
        }
    };
}
paths::routes!(pages);

/// Shows a page that needs a signed-in citizen. Everybody else signs in first, at the same address.
fn guarded(texts: &'static str, page: Fetch) -> AnyView {
    let session = SessionState::current();
    let shown = move || {
        let who = session.who();
        // The title may hold the citizen's data too, so it goes with the page.
        document().set_title(&tr::common::page_title(&match who {
            Who::Expired => tr::session::ended_title(),
            _ => tr::common::loading(),
        }));
        match who {
            Who::Citizen => part(texts, page),
            Who::Anonymous => part("account", || Box::pin(account::sign_in_page())),
            Who::Expired => {
                history::return_as_back();
                ().into_any()
            }
            Who::Unknown => view! { <Unheard session=session/> }.into_any(),
        }
    };
    shown.into_any()
}

/// Warns the citizen of the end of the session, on every page; Escape means to stay. When it has ended while a page is open
/// that needs it, asks to sign in again. The page is hidden until then, and keeps what was typed. Pages that need no sign-in
/// stay reachable meanwhile.
#[component]
fn SessionDialog() -> AnyView {
    let session = SessionState::current();
    let route = navigation::route();
    let is_near = move || session.warning().is_some();
    let is_over = move || session.who() == Who::Expired && !route.with(Route::is_open);
    let asks = Memo::new(move |_| (is_near(), is_over()));
    let shown = move || match asks.get() {
        (true, _) => {
            session_dialog(tr::session::ends_title(), Some(session), || Box::pin(account::ending()))
        }
        (_, true) => {
            session_dialog(tr::session::ended_title(), None, || Box::pin(account::sign_in_again()))
        }
        (false, false) => ().into_any(),
    };
    shown.into_any()
}

fn session_dialog(label: String, stays: Option<SessionState>, content: Fetch) -> AnyView {
    let on_escape = stays.map(|session| Callback::new(move |()| session.stay()));
    view! { <Dialog label=label on_escape=on_escape>{piece("account", content)}</Dialog> }
        .into_any()
}

/// Shown until the server says who is signed in; then the requested page opens.
#[component]
fn Unheard(session: SessionState) -> AnyView {
    let shown = move || {
        if !session.has_failed() {
            return view! { <Loading/> }.into_any();
        }
        view! {
            <Page title=tr::session::unheard_title()>
                <p>{tr::session::unheard_text()}</p>
                <Again busy=session.is_asking() on_press=move |()| session.check()/>
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
