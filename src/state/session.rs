use super::{leaving, root};
use crate::api;
use crate::platform::clock;
use domain::wire::auth::{Citizen, Session};
use futures::future::join;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Who is signed in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SessionState {
    citizen: RwSignal<Option<Citizen>>,
    /// The server ended a session that this page was using.
    ended: RwSignal<bool>,
    /// Counts sign-ins on this page, for those who wait to try again.
    renewals: RwSignal<u32>,
}

impl SessionState {
    pub(crate) fn provide(session: Option<Session>) -> Self {
        let state = Self::new(session.and_then(|session| session.citizen));
        provide_context(state);
        api::on_sign_in_required(move || {
            if state.citizen.with_untracked(Option::is_some) {
                state.ended.set(true);
            }
        });
        state
    }

    fn new(citizen: Option<Citizen>) -> Self {
        Self {
            citizen: RwSignal::new(citizen),
            ended: RwSignal::new(false),
            renewals: RwSignal::new(0),
        }
    }

    /// That of the app, also in a task that belongs to no page.
    pub(crate) fn current() -> Self {
        use_context().or_else(|| root::with(use_context)).unwrap_or_else(|| Self::new(None))
    }

    pub(crate) fn is_signed_in(self) -> bool {
        self.citizen.with(Option::is_some)
    }

    pub(crate) fn has_ended(self) -> bool {
        self.ended.get()
    }

    /// Tracked: how often somebody signed in on this page.
    pub(crate) fn renewals(self) -> u32 {
        self.renewals.get()
    }

    /// Somebody signed in. Another citizen must not see what the page still shows of the one before.
    pub(crate) fn begin(self, session: Session) {
        clock::set_server(session.now);
        let id = |citizen: &Option<Citizen>| citizen.as_ref().map(|citizen| citizen.id.clone());
        let before = self.citizen.with_untracked(id);
        if before.is_some() && before != id(&session.citizen) {
            // What is sealed stays: only its owner can open it.
            crate::platform::uploads::forget_all();
            return crate::platform::page::open(crate::paths::HOME);
        }
        self.citizen.set(session.citizen);
        self.ended.set(false);
        self.renewals.update(|renewals| *renewals += 1);
    }

    /// Leaves the page, so that it saves what it still has to, then signs out here and on the server. What the app kept
    /// for this citizen in the browser goes too.
    pub(crate) fn sign_out(self, leave: impl FnOnce() + 'static) {
        leave();
        let saved = leaving::saved();
        spawn_local(async move {
            join(saved, api::saved(SAVING)).await;
            // Without a connection the server ends the session by itself after 15 idle minutes.
            let _ = api::auth::sign_out().await;
            leaving::forget();
            forget_browser();
            self.citizen.try_set(None);
            self.ended.try_set(false);
        });
    }
}

/// Milliseconds that signing out waits for a save on its way.
const SAVING: u32 = 3_000;

fn forget_browser() {
    crate::platform::uploads::forget_all();
    crate::platform::unsaved::forget_all();
}
