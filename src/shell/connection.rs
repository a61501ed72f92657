use super::announcer::Announcer;
use crate::i18n::tr;
use crate::platform::network;
use leptos::prelude::*;

/// Whether the server can be reached, as those who talk to it see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Connection {
    lost: RwSignal<bool>,
}

impl Connection {
    pub(crate) fn provide(announcer: Announcer) -> Self {
        let connection = Self { lost: RwSignal::new(false) };
        provide_context(connection);
        network::on_offline(move || connection.set_lost(true));
        network::on_online(move || connection.set_lost(false));
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

    pub(crate) fn set_lost(self, lost: bool) {
        if self.lost.try_get_untracked() != Some(lost) {
            self.lost.try_set(lost);
        }
    }
}

/// «Связь потеряна», as long as it is.
#[component]
pub(crate) fn ConnectionBanner(connection: Connection) -> impl IntoView {
    view! {
        <Show when=move || connection.lost.get()>
            <div class="banner">
                <p class="banner__text">{tr::connection::lost()}</p>
            </div>
        </Show>
    }
}
