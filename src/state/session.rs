mod asking;

pub(crate) use asking::at_start;

use super::action::{Latest, commit};
use super::announcer::Announcer;
use super::connection::Connection;
use super::leaving;
use super::retry::Retry;
use super::tabs::{self, News};
use crate::api;
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::platform::timer::Timer;
use crate::platform::{clock, focus, network, page, unsaved, uploads, visits};
use domain::wire::auth::{Citizen, Session};
use leptos::prelude::*;
use std::cell::Cell;

/// Who uses the app, as far as the server has told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// It has not told yet.
    Unknown,
    Anonymous,
    Citizen,
    /// Somebody whose session is over, and who may go on after signing in again.
    Gone,
}

/// Who is signed in, in every tab of this browser alike. The server is asked whenever there is reason to doubt, and again
/// until it answers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SessionState {
    who: RwSignal<Who>,
    /// The id of the citizen whom this page has worked for: nobody else may see what it still has.
    seen: StoredValue<Option<String>>,
    /// Counts sign-ins on this page, for those who wait to try again.
    renewals: RwSignal<u32>,
    /// Asking has failed, and is tried again.
    is_unheard: RwSignal<bool>,
    is_asking: RwSignal<bool>,
    /// The citizen has signed out, and the server could not be told.
    is_untold: RwSignal<bool>,
    /// The server has been asked whether the session is over indeed.
    is_doubted: StoredValue<bool>,
    /// What is on the screen may not be seen by whoever is there now.
    is_veiled: StoredValue<bool>,
    patience: Timer,
    asking: Latest,
    retry: Retry,
    /// Goes off when the session ends unless it was prolonged.
    end: Timer,
}

/// Milliseconds for which a page stays out of sight until the server has answered.
const PATIENCE: u32 = 2_000;

thread_local! {
    /// That of the app.
    static CURRENT: Cell<Option<SessionState>> = const { Cell::new(None) };
}

/// Milliseconds that the end of a session is waited out, so that the server finds it over.
const MARGIN: i64 = 500;

impl SessionState {
    /// Begins with what [`at_start`] brought.
    pub(crate) fn provide(first: Option<Session>) -> Self {
        let state = Self::new();
        CURRENT.set(Some(state));
        api::on_sign_in_required(|| Self::current().ended());
        tabs::listen(move |news| state.hear(news));
        page::on_visible(move || state.look());
        page::on_restored(move || state.doubt());
        network::on_online(move || state.look());
        if let Some(connection) = Connection::current() {
            let look = move |is_failing: &bool, _: &bool| {
                if *is_failing || state.is_unheard.get_untracked() {
                    state.look();
                }
            };
            watch(move || connection.is_failing(), look);
        }
        match first {
            Some(session) => state.take(session),
            None => {
                if tabs::is_leaving() {
                    state.who.set(Who::Anonymous);
                }
                state.unheard();
                state.look();
            }
        }
        state
    }

    fn new() -> Self {
        Self {
            who: RwSignal::new(Who::Unknown),
            seen: StoredValue::new(None),
            renewals: RwSignal::new(0),
            is_unheard: RwSignal::new(false),
            is_asking: RwSignal::new(false),
            is_untold: RwSignal::new(false),
            is_doubted: StoredValue::new(false),
            is_veiled: StoredValue::new(false),
            patience: Timer::new(),
            asking: Latest::new(),
            retry: Retry::new(),
            end: Timer::new(),
        }
    }

    /// That of the app, also in a task that belongs to no page.
    pub(crate) fn current() -> Self {
        CURRENT.get().unwrap_or_else(Self::new)
    }

    /// Tracked.
    pub(crate) fn who(self) -> Who {
        self.who.get()
    }

    /// Tracked.
    pub(crate) fn is_signed_in(self) -> bool {
        self.who() == Who::Citizen
    }

    /// Tracked: how often somebody signed in on this page.
    pub(crate) fn renewals(self) -> u32 {
        self.renewals.get()
    }

    /// Tracked: whether the server does not say who is there.
    pub(crate) fn is_unheard(self) -> bool {
        self.is_unheard.get()
    }

    /// Whether it is being asked now, for a button.
    pub(crate) fn is_asking(self) -> Signal<bool> {
        self.is_asking.into()
    }

    /// Tracked: whether the citizen has signed out here, and the server does not know.
    pub(crate) fn is_untold(self) -> bool {
        self.is_untold.get()
    }

    /// The page was put aside by the browser and heard nothing meanwhile: what it shows may be that of somebody who has
    /// signed out. Nobody sees it until the server has answered.
    fn doubt(self) {
        self.set_veiled(self.who.get_untracked() == Who::Citizen);
        self.patience.set(PATIENCE, move || self.lift_veil());
        self.look();
    }

    /// The answer does not come: instead of the page it is said that it is waited for.
    fn lift_veil(self) {
        if self.is_veiled.get_value() {
            self.who.set(Who::Unknown);
            self.set_veiled(false);
        }
    }

    fn set_veiled(self, is_veiled: bool) {
        self.is_veiled.set_value(is_veiled);
        page::veil(is_veiled);
    }

    /// Asks the server who is signed in, until it answers.
    pub(crate) fn look(self) {
        self.retry.end();
        self.ask();
    }

    fn ask(self) {
        self.is_asking.set(true);
        self.asking.run(asking::ask(), move |answer| {
            self.is_asking.set(false);
            match answer {
                Ok(session) => self.take(session),
                Err(_) => {
                    self.lift_veil();
                    self.unheard();
                    self.retry.later(move || self.ask());
                }
            }
            self.set_veiled(false);
        });
    }

    /// Somebody signed in on this page.
    pub(crate) fn begin(self, session: Session) {
        tabs::back();
        self.is_doubted.set_value(false);
        self.forget_asking();
        self.take(session);
    }

    /// Signs out: here at once, and on the server as soon as what is not saved is on its way. `leave` leads away from the
    /// page.
    pub(crate) fn sign_out(self, leave: impl FnOnce()) {
        tabs::leave();
        let saved = leaving::saved();
        leave();
        self.forget();
        commit(async move {
            saved.await;
            self.look();
        });
    }

    fn hear(self, news: News) {
        match news {
            News::Left => {
                focus::release();
                // What is typed here has the same three seconds as in the tab where the citizen pressed.
                commit(leaving::saved());
                self.forget();
                // That tab may be closed before the server knows.
                self.retry.later(move || self.ask());
            }
            News::Told => self.is_untold.set(false),
            News::Back => {
                self.is_doubted.set_value(false);
                self.look();
            }
        }
    }

    /// The server has answered.
    fn take(self, session: Session) {
        clock::set_server(session.now);
        self.retry.end();
        self.is_unheard.set(false);
        self.is_untold.set(false);
        match session.citizen {
            Some(citizen) => self.welcome(&citizen, session.now.timestamp_millis()),
            None => match self.who.get_untracked() {
                Who::Unknown => self.who.set(Who::Anonymous),
                Who::Citizen => self.interrupt(),
                Who::Anonymous | Who::Gone => {}
            },
        }
    }

    fn welcome(self, citizen: &Citizen, now: i64) {
        let seen = self.seen.get_value();
        if seen.is_some_and(|seen| seen != citizen.id) {
            return self.start_anew();
        }
        self.seen.set_value(Some(citizen.id.clone()));
        let left = citizen.idle_ends_at.timestamp_millis() - now + MARGIN;
        self.end.set(u32::try_from(left).unwrap_or_default(), move || self.look());
        if self.who.get_untracked() != Who::Citizen {
            focus::release();
            self.who.set(Who::Citizen);
            self.renewals.update(|renewals| *renewals = renewals.wrapping_add(1));
        }
    }

    fn unheard(self) {
        self.is_unheard.set(true);
        if tabs::is_leaving() && !self.is_untold.get_untracked() {
            self.is_untold.set(true);
            if let Some(announcer) = Announcer::current() {
                announcer.say(tr::session::untold());
            }
        }
    }

    /// The server let a request down for want of a session.
    fn ended(self) {
        if self.who.get_untracked() == Who::Citizen {
            self.interrupt();
            // The answer may be older than a new session; once, or two who contradict each other would go on for ever.
            if !self.is_doubted.get_value() {
                self.is_doubted.set_value(true);
                self.look();
            }
        }
    }

    /// Nobody who passes by may read what is on the screen; the citizen comes back to it after signing in.
    fn interrupt(self) {
        visits::interrupt();
        focus::release();
        self.hush();
        self.who.set(Who::Gone);
    }

    /// Nothing of the citizen stays in this tab, but what only they can open.
    fn forget(self) {
        self.forget_asking();
        leaving::forget();
        uploads::forget_all();
        unsaved::forget_visits();
        self.hush();
        self.seen.set_value(None);
        self.who.set(Who::Anonymous);
    }

    /// What was asked before says nothing of what is now.
    fn forget_asking(self) {
        self.asking.forget();
        self.is_asking.set(false);
        self.set_veiled(false);
    }

    /// Another citizen signed in, and must not see what this page still has of the one before.
    fn start_anew(self) {
        focus::release();
        self.forget();
        self.who.set(Who::Unknown);
        page::open(crate::paths::HOME);
    }

    fn hush(self) {
        self.end.clear();
        if let Some(announcer) = Announcer::current() {
            announcer.hush();
        }
    }
}
