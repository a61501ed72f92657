mod asking;

pub(crate) use asking::at_start;

use super::action::{Latest, commit};
use super::announcer::Announcer;
use super::connection::Connection;
use super::leaving;
use super::retry::Retry;
use super::tabs::{self, News};
use crate::api::{self, ApiError};
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::platform::timer::Timer;
use crate::platform::{clock, focus, history, network, page, unsaved, uploads};
use domain::wire::auth::{Citizen, Session};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::future::Future;

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
    /// Counts sign-ins on this page, for those who wait to try again.
    renewals: RwSignal<u32>,
    /// Asking has failed, and is tried again.
    is_unheard: RwSignal<bool>,
    is_asking: RwSignal<bool>,
    /// The citizen has signed out, and the server could not be told.
    is_untold: RwSignal<bool>,
    patience: Timer,
    asking: Latest,
    retry: Retry,
    /// Goes off when the session ends unless it was prolonged.
    end: Timer,
}

/// What no page shows.
#[derive(Debug, Default)]
struct Kept {
    /// The id of the citizen whom this page has worked for: nobody else may see what it still has.
    seen: RefCell<Option<String>>,
    /// The name of the session; empty while nobody is signed in.
    session: RefCell<String>,
    /// Somebody is signing in.
    is_entering: Cell<bool>,
    /// Until when the server is not asked once more whether the session is over indeed, ms.
    doubted_until: Cell<i64>,
    /// What is on the screen may not be seen by whoever is there now.
    is_veiled: Cell<bool>,
}

/// Milliseconds for which a page stays out of sight until the server has answered.
const PATIENCE: u32 = 2_000;

thread_local! {
    /// That of the app.
    static CURRENT: Cell<Option<SessionState>> = const { Cell::new(None) };
    static KEPT: Kept = Kept::default();
}

/// Milliseconds that the end of a session is waited out, so that the server finds it over.
const MARGIN: i64 = 500;
/// Milliseconds after which the end of a session is looked at again.
const STEP: u32 = 5_000;
/// Milliseconds between two looks whether the server has answered.
const LOOK: u32 = 50;
/// Milliseconds for which the server is not asked again whether a session is over.
const DOUBT: i64 = 2_000;

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
            renewals: RwSignal::new(0),
            is_unheard: RwSignal::new(false),
            is_asking: RwSignal::new(false),
            is_untold: RwSignal::new(false),
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
        if KEPT.with(|kept| kept.is_veiled.get()) {
            self.who.set(Who::Unknown);
            self.set_veiled(false);
        }
    }

    fn set_veiled(self, is_veiled: bool) {
        KEPT.with(|kept| kept.is_veiled.set(is_veiled));
        page::veil(is_veiled);
    }

    /// Asks the server who is signed in, until it answers.
    pub(crate) fn look(self) {
        self.retry.end();
        self.ask();
    }

    fn ask(self) {
        if KEPT.with(|kept| kept.is_entering.get()) {
            // What is answered of the session before would be taken for the new one.
            return self.retry.later(move || self.ask());
        }
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

    /// Signs in. Nothing else is asked of the session meanwhile, nor is that of somebody who has left ended.
    ///
    /// # Errors
    /// Those of `entering`.
    pub(crate) async fn enter(
        self,
        entering: impl Future<Output = Result<Session, ApiError>>,
    ) -> Result<(), ApiError> {
        KEPT.with(|kept| kept.is_entering.set(true));
        // An answer about a session that is over takes the cookie away, also that of whoever has signed in since.
        while self.is_asking.get_untracked() {
            clock::wait(LOOK).await;
        }
        let entered = entering.await;
        KEPT.with(|kept| kept.is_entering.set(false));
        let session = entered.inspect_err(|_| {
            if tabs::is_leaving() {
                self.look();
            }
        })?;
        self.begin(session);
        Ok(())
    }

    /// Somebody signed in on this page.
    fn begin(self, session: Session) {
        tabs::back();
        KEPT.with(|kept| kept.doubted_until.set(0));
        self.forget_asking();
        self.take(session);
    }

    /// Signs out: here at once, and on the server as soon as what is not saved is on its way. `leave` leads away from the
    /// page.
    pub(crate) fn sign_out(self, leave: impl FnOnce()) {
        KEPT.with(|kept| tabs::leave(&kept.session.borrow()));
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
                // That tab may be closed before the server knows; what it saves takes as long.
                self.retry.after(2 * leaving::SAVING, move || self.ask());
            }
            News::Told => self.is_untold.set(false),
            News::Back => {
                KEPT.with(|kept| kept.doubted_until.set(0));
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
        let seen = KEPT.with(|kept| kept.seen.replace(Some(citizen.id.clone())));
        if seen.is_some_and(|seen| seen != citizen.id) {
            return self.start_anew();
        }
        KEPT.with(|kept| kept.session.replace(citizen.session.clone()));
        let left = citizen.idle_ends_at.timestamp_millis() - now + MARGIN;
        self.ends_at(clock::device_ms() + left);
        if self.who.get_untracked() != Who::Citizen {
            focus::release();
            self.who.set(Who::Citizen);
            self.renewals.update(|renewals| *renewals = renewals.wrapping_add(1));
        }
    }

    /// Looks at `end`, by the clock of this device. Timers stand still while it sleeps: so it is looked at often.
    fn ends_at(self, end: i64) {
        let left = u32::try_from(end - clock::device_ms()).unwrap_or_default();
        let look = move || if left > STEP { self.ends_at(end) } else { self.look() };
        self.end.set(left.min(STEP), look);
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
            // The answer may be older than a new session; not at once again, or two who contradict each other would go on for ever.
            let now = clock::device_ms();
            if KEPT.with(|kept| now >= kept.doubted_until.get()) {
                KEPT.with(|kept| kept.doubted_until.set(now + DOUBT));
                self.look();
            }
        }
    }

    /// Nobody who passes by may read what is on the screen; the citizen comes back to it after signing in.
    fn interrupt(self) {
        history::save_position();
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
        KEPT.with(|kept| {
            kept.seen.take();
            kept.session.take();
        });
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
