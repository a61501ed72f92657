use super::announcer::Announcer;
use crate::api;
use crate::i18n::tr;
use crate::platform::effect::watch;
use crate::platform::network;
use crate::platform::timer::Timer;
use leptos::prelude::*;
use std::cell::Cell;

/// Whether the server can be reached. Any answer, even an error, shows that it can; a request without an answer shows that
/// it cannot. The browser's online and offline events are only a reason to ask.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Connection {
    /// A request got no answer, and no other request has got one since.
    failing: RwSignal<bool>,
    lost: RwSignal<bool>,
    /// Number of times the connection came back.
    returns: RwSignal<u32>,
    patience: Timer,
}

thread_local! {
    /// The app's instance.
    static CURRENT: Cell<Option<Connection>> = const { Cell::new(None) };
}

/// Milliseconds without an answer until the banner shows: a single failed request is not worth a message.
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
                if is_there { connection.answered() } else { connection.failed() }
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

    /// The app's instance, also for tasks without an owner.
    pub(crate) fn current() -> Option<Self> {
        CURRENT.get()
    }

    /// Whether the banner about a lost connection shows, tracked.
    pub(crate) fn is_lost(self) -> bool {
        self.lost.get()
    }

    /// Whether the last request got no answer, tracked. The session then asks the server until one does.
    pub(crate) fn is_failing(self) -> bool {
        self.failing.get()
    }

    /// Number of times the connection came back, tracked: failed requests retry when it grows.
    pub(crate) fn returns(self) -> u32 {
        self.returns.get()
    }

    /// A request got an answer, even an error.
    pub(crate) fn answered(self) {
        if self.failing.get_untracked() {
            self.patience.clear();
            self.failing.set(false);
            self.lost.set(false);
            self.returns.update(|returns| *returns = returns.wrapping_add(1));
        }
    }

    /// A request got no answer.
    pub(crate) fn failed(self) {
        if !self.failing.get_untracked() {
            self.failing.set(true);
            self.patience.set(PATIENCE, move || self.lost.set(true));
        }
    }
}
