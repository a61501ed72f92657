use crate::platform::clock;
use leptos::prelude::*;

/// Milliseconds in which a screen reader may hear of one change only.
const AT_ONCE: f64 = 50.0;

/// Says things to those who do not see them (WCAG 4.1.3). One polite region for the whole app, never the focus.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Announcer {
    text: RwSignal<String>,
    /// When it was said, by the device's clock.
    at_ms: StoredValue<f64>,
}

impl Announcer {
    pub(crate) fn provide() -> Self {
        let announcer = Self { text: RwSignal::new(String::new()), at_ms: StoredValue::new(0.0) };
        provide_context(announcer);
        announcer
    }

    /// The announcer of the app; silent where there is none.
    pub(crate) fn current() -> Option<Self> {
        use_context()
    }

    /// What is said at once with something else is said together with it.
    pub(crate) fn say(self, text: String) {
        let now = clock::now_ms();
        let before = self.at_ms.try_get_value().unwrap_or_default();
        self.at_ms.try_set_value(now);
        self.text.try_update(|said| {
            if *said == text {
                // The same words twice are no change of the region and would stay unsaid.
                said.push('\u{a0}');
            } else if (0.0..AT_ONCE).contains(&(now - before)) {
                said.push(' ');
                said.push_str(&text);
            } else {
                *said = text;
            }
        });
    }
}

#[component]
pub(crate) fn Announcements(announcer: Announcer) -> impl IntoView {
    view! { <p class="visually-hidden" role="status" id="announcer">{move || announcer.text.get()}</p> }
}
