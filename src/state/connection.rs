use super::announcer::Announcer;
use crate::api;
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::platform::network;
use crate::platform::timer::Timer;
use leptos::prelude::*;
use std::cell::Cell;

/// Whether the server can be reached. Every answer tells that it can, whatever it says, and every request without one that
/// it cannot; what the browser says of the network is only a reason to ask.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Connection {
    /// A request had no answer, and none has come since.
    failing: RwSignal<bool>,
    lost: RwSignal<bool>,
    /// Counts how often it came back.
    returns: RwSignal<u32>,
    patience: Timer,
}

thread_local! {
    /// That of the app.
    static CURRENT: Cell<Option<Connection>> = const { Cell::new(None) };
}

/// Milliseconds without an answer after which the citizen is told: a single flaw is not worth a word.
const PATIENCE: u32 = 5_000;

impl Connection {
    pub(crate) fn provide(announcer: Announcer) -> Self {
        let connection = Self {
            failing: RwSignal::new(false),
            lost: RwSignal::new(false),
            returns: RwSignal::new(0),
            patience: Timer::new(),
        };
        CURRENT.set(Some(connection));
        api::on_answered(|is_there| {
            if let Some(connection) = Self::current() {
                if is_there { connection.heard() } else { connection.failed() }
            }
        });
        network::on_offline(move || connection.failed());
        watch(
            move || connection.lost.get(),
            move |lost, before| match (lost, before) {
                (true, _) => announcer.say(tr::connection::lost()),
                (false, true) => announcer.say(tr::connection::found()),
                (false, false) => {}
            },
        );
        connection
    }

    /// That of the app, also in a task that belongs to no page.
    pub(crate) fn current() -> Option<Self> {
        CURRENT.get()
    }

    /// Tracked: whether the citizen should know that it is lost.
    pub(crate) fn is_lost(self) -> bool {
        self.lost.get()
    }

    /// Tracked: whether nothing has been heard since a request failed. Somebody should ask.
    pub(crate) fn is_failing(self) -> bool {
        self.failing.get()
    }

    /// Tracked: how often the connection came back, for those who wait to try again.
    pub(crate) fn returns(self) -> u32 {
        self.returns.get()
    }

    /// An answer came, whatever it says.
    pub(crate) fn heard(self) {
        if self.failing.get_untracked() {
            self.patience.clear();
            self.failing.set(false);
            self.lost.set(false);
            self.returns.update(|returns| *returns = returns.wrapping_add(1));
        }
    }

    /// No answer came.
    pub(crate) fn failed(self) {
        if !self.failing.get_untracked() {
            self.failing.set(true);
            self.patience.set(PATIENCE, move || self.lost.set(true));
        }
    }
}
