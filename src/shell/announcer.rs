use leptos::prelude::*;

/// Says things to those who do not see them (WCAG 4.1.3). One polite region for the whole app, never the focus.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Announcer(RwSignal<String>);

impl Announcer {
    pub(crate) fn provide() -> Self {
        let announcer = Self(RwSignal::new(String::new()));
        provide_context(announcer);
        announcer
    }

    /// The announcer of the app; silent where there is none.
    pub(crate) fn current() -> Option<Self> {
        use_context()
    }

    pub(crate) fn say(self, text: String) {
        // The same words twice are no change of the region and would stay unsaid.
        let repeated = self.0.try_with_untracked(|said| *said == text).unwrap_or_default();
        self.0.try_set(if repeated { format!("{text}\u{a0}") } else { text });
    }
}

#[component]
pub(crate) fn Announcements(announcer: Announcer) -> impl IntoView {
    view! { <p class="visually-hidden" role="status" id="announcer">{move || announcer.0.get()}</p> }
}
