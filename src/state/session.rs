mod activity;
mod asking;
mod change;
mod end;
mod veil;

pub(crate) use asking::at_start;

use super::action::Latest;
use super::announcer::Announcer;
use super::connection::Connection;
use super::retry::Retry;
use super::tabs;
use crate::api;
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::platform::timer::Timer;
use crate::platform::{clock, focus, network, page};
use domain::wire::auth::{Citizen, Session};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};

/// Who uses the app, by the server's last answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// The server has not answered yet.
    Unknown,
    Anonymous,
    Citizen,
    /// The session has ended. The page comes back after the citizen signs in again.
    Expired,
}

/// Who is signed in, the same in every tab of this browser. Asks the server whenever the answer may have changed, and
/// retries until it answers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SessionState {
    who: RwSignal<Who>,
    is_confirmed: RwSignal<bool>,
    /// How citizens call the identity provider; empty if there is none.
    provider: RwSignal<String>,
    /// The domain for which passkeys are good; empty if there are none.
    passkeys: RwSignal<String>,
    /// Number of sign-ins on this page: requests that failed without a session retry when it grows.
    renewals: RwSignal<u32>,
    /// The last request for the session failed; a retry is scheduled.
    has_failed: RwSignal<bool>,
    is_asking: RwSignal<bool>,
    /// The citizen has signed out, and the request that ends the session on the server failed so far.
    is_sign_out_pending: RwSignal<bool>,
    patience: Timer,
    asking: Latest,
    retry: Retry,
    /// When the session ends by this device's clock, in ms, once that is near.
    warning: RwSignal<Option<i64>>,
    /// Warns of the session's end, and checks the session when it should have ended.
    end: Timer,
}

/// State that no page tracks.
#[derive(Debug, Default)]
struct Untracked {
    /// Id of the citizen whose data this page holds. Another citizen must not see them.
    seen: RefCell<Option<String>>,
    /// Given name and patronymic.
    name: RefCell<String>,
    /// Name of the session; empty while nobody is signed in.
    session: RefCell<String>,
    /// A sign-in is in flight.
    is_entering: Cell<bool>,
    /// Device time in ms before which a «sign in» answer does not trigger another check of the session.
    recheck_after: Cell<i64>,
    /// When the session ends by this device's clock, in ms, by the last answer.
    ends_at: Cell<i64>,
    /// The page is out of sight: it may belong to somebody who has signed out.
    is_veiled: Cell<bool>,
}

thread_local! {
    /// The app's only instance.
    static CURRENT: Cell<Option<SessionState>> = const { Cell::new(None) };
    static UNTRACKED: Untracked = Untracked::default();
}

impl SessionState {
    /// Starts from the result of [`at_start`].
    pub(crate) fn provide(first: Option<Session>) -> Self {
        let state = Self::new();
        CURRENT.set(Some(state));
        api::on_sign_in_required(|| Self::current().sign_in_required());
        tabs::listen(move |message| state.on_message(message));
        activity::listen(state);
        page::on_visible(move || state.check());
        page::on_restored(move || state.recheck());
        network::on_online(move || state.check());
        if let Some(connection) = Connection::current() {
            let check = move |is_failing: &bool, _: &bool| {
                if *is_failing || state.has_failed.get_untracked() {
                    state.check();
                }
            };
            watch(move || connection.is_failing(), check);
        }
        match first {
            Some(session) => state.apply(session),
            None => {
                if tabs::is_sign_out_pending() {
                    state.who.set(Who::Anonymous);
                }
                state.failed();
                state.check();
            }
        }
        state
    }

    fn new() -> Self {
        Self {
            who: RwSignal::new(Who::Unknown),
            is_confirmed: RwSignal::new(false),
            provider: RwSignal::new(String::new()),
            passkeys: RwSignal::new(String::new()),
            renewals: RwSignal::new(0),
            has_failed: RwSignal::new(false),
            is_asking: RwSignal::new(false),
            is_sign_out_pending: RwSignal::new(false),
            warning: RwSignal::new(None),
            patience: Timer::new(),
            asking: Latest::new(),
            retry: Retry::new(),
            end: Timer::new(),
        }
    }

    /// The app's instance, also for tasks without an owner.
    pub(crate) fn current() -> Self {
        CURRENT.get().unwrap_or_else(Self::new)
    }

    /// Tracked.
    pub(crate) fn who(self) -> Who {
        self.who.get()
    }

    fn is_signed_in_now(self) -> bool {
        self.who.get_untracked() == Who::Citizen
    }

    /// Tracked.
    pub(crate) fn is_signed_in(self) -> bool {
        self.who() == Who::Citizen
    }

    /// How to address who was signed in last: given name and patronymic. Another citizen starts afresh.
    pub(crate) fn name() -> String {
        UNTRACKED.with(|untracked| untracked.name.borrow().clone())
    }

    /// Id of the citizen who is signed in, or was last; empty before.
    pub(crate) fn citizen() -> String {
        UNTRACKED.with(|untracked| untracked.seen.borrow().clone().unwrap_or_default())
    }

    /// The citizen has changed their name.
    pub(crate) fn rename(name: String) {
        UNTRACKED.with(|untracked| untracked.name.replace(name));
    }

    /// Whether somebody is signed in whose account nobody has confirmed (M-02), tracked.
    pub(crate) fn is_unconfirmed(self) -> bool {
        self.is_signed_in() && !self.is_confirmed.get()
    }

    /// The domain for which passkeys are good, if there are any; tracked.
    pub(crate) fn passkeys(self) -> Option<String> {
        Some(self.passkeys.get()).filter(|domain| !domain.is_empty())
    }

    /// How citizens call the identity provider, if there is one; tracked.
    pub(crate) fn provider(self) -> Option<String> {
        Some(self.provider.get()).filter(|name| !name.is_empty())
    }

    /// Number of sign-ins on this page, tracked.
    pub(crate) fn renewals(self) -> u32 {
        self.renewals.get()
    }

    /// Whether the last request for the session failed, tracked.
    pub(crate) fn has_failed(self) -> bool {
        self.has_failed.get()
    }

    /// Whether a request for the session is in flight, for a button.
    pub(crate) fn is_asking(self) -> Signal<bool> {
        self.is_asking.into()
    }

    /// Whether the citizen has signed out here but not yet on the server, tracked.
    pub(crate) fn is_sign_out_pending(self) -> bool {
        self.is_sign_out_pending.get()
    }

    /// Asks the server who is signed in; retries until it answers.
    pub(crate) fn check(self) {
        self.retry.end();
        self.ask();
    }

    fn ask(self) {
        self.ask_again(None);
    }

    /// [`ask`](Self::ask); with `idle`, tells for how many seconds the citizen has done nothing.
    fn ask_again(self, idle: Option<u32>) {
        if UNTRACKED.with(|untracked| untracked.is_entering.get()) {
            // The answer may still describe the previous session.
            return self.retry.later(move || self.ask());
        }
        self.is_asking.set(true);
        self.asking.run(asking::ask(idle), move |answer| {
            self.is_asking.set(false);
            match answer {
                Ok(session) => {
                    self.apply(session);
                    // Somebody was there, and the server could not be told: the connection was cut, or another tab asked.
                    if idle.is_none()
                        && self.warning.get_untracked().is_some()
                        && activity::is_recent()
                    {
                        self.ask_again(Some(activity::idle()));
                    }
                }
                Err(_) => {
                    self.lift_veil();
                    self.failed();
                    self.warn();
                    self.retry.later(move || self.ask());
                }
            }
            self.set_veiled(false);
        });
    }

    /// Applies an answer of the server.
    fn apply(self, session: Session) {
        clock::set_server(session.now);
        self.retry.end();
        self.has_failed.set(false);
        self.is_sign_out_pending.set(false);
        // Answers to signing in do not say it.
        if let Some(provider) = session.provider {
            self.provider.set(provider);
        }
        if let Some(domain) = session.passkeys {
            self.passkeys.set(domain);
        }
        match session.citizen {
            Some(citizen) => self.apply_citizen(&citizen, session.now.timestamp_millis()),
            None => match self.who.get_untracked() {
                Who::Unknown => self.who.set(Who::Anonymous),
                Who::Citizen => self.interrupt(),
                Who::Anonymous | Who::Expired => {}
            },
        }
    }

    fn apply_citizen(self, citizen: &Citizen, now: i64) {
        let seen = UNTRACKED.with(|untracked| untracked.seen.replace(Some(citizen.id.clone())));
        if seen.is_some_and(|seen| seen != citizen.id) {
            return self.start_over();
        }
        UNTRACKED.with(|untracked| {
            untracked.session.replace(citizen.session.clone());
            untracked.name.replace(citizen.name.clone());
        });
        self.is_confirmed.set(citizen.is_confirmed);
        if self.who.get_untracked() != Who::Citizen {
            focus::release();
            self.who.set(Who::Citizen);
            self.renewals.update(|renewals| *renewals = renewals.wrapping_add(1));
        }
        let left = citizen.idle_ends_at.timestamp_millis() - now;
        self.expect_end(clock::device_ms() + left);
    }

    fn failed(self) {
        self.has_failed.set(true);
        if tabs::is_sign_out_pending() && !self.is_sign_out_pending.get_untracked() {
            self.is_sign_out_pending.set(true);
            if let Some(announcer) = Announcer::current() {
                announcer.say(tr::session::untold());
            }
        }
    }

    fn silence(self) {
        self.end.clear();
        self.warning.set(None);
        if let Some(announcer) = Announcer::current() {
            announcer.clear();
        }
    }
}
