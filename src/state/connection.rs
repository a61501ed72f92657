use super::announcer::Announcer;
use crate::i18n::tr;
use crate::platform::network;
use leptos::prelude::*;

/// Whether the server can be reached, as those who talk to it see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Connection {
    lost: RwSignal<bool>,
    /// Counts how often it came back.
    returns: RwSignal<u32>,
}

impl Connection {
    pub(crate) fn provide(announcer: Announcer) -> Self {
        let connection = Self { lost: RwSignal::new(false), returns: RwSignal::new(0) };
        provide_context(connection);
        network::on_offline(move || connection.set_lost(true));
        network::on_online(move || {
            connection.set_lost(false);
            connection.returns.update(|returns| *returns += 1);
        });
        Effect::watch(
            move || connection.lost.get(),
            move |lost, before, _| match (lost, before) {
                (true, _) => announcer.say(tr::connection::lost()),
                (false, Some(true)) => announcer.say(tr::connection::found()),
                (false, _) => {}
            },
            false,
        );
        connection
    }

    pub(crate) fn current() -> Option<Self> {
        use_context()
    }

    /// Tracked.
    pub(crate) fn is_lost(self) -> bool {
        self.lost.get()
    }

    /// Tracked: how often the connection came back, for those who wait to try again.
    pub(crate) fn returns(self) -> u32 {
        self.returns.get()
    }

    pub(crate) fn set_lost(self, lost: bool) {
        if self.lost.try_get_untracked() != Some(lost) {
            self.lost.try_set(lost);
        }
    }
}
