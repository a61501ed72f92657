use crate::ui::dialog;
use leptos::prelude::*;
use std::cell::Cell;

/// Says things to those who do not see them (WCAG 4.1.3), never by moving the focus: in the one polite region of the
/// page, and in that of a dialog over it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Announcer {
    text: RwSignal<String>,
    /// The text has not reached the region yet.
    is_pending: StoredValue<bool>,
}

thread_local! {
    /// That of the app. A context would weigh half a kilobyte, and tasks have none.
    static CURRENT: Cell<Option<Announcer>> = const { Cell::new(None) };
}

impl Announcer {
    pub(crate) fn provide() -> Self {
        let announcer =
            Self { text: RwSignal::new(String::new()), is_pending: StoredValue::new(false) };
        CURRENT.set(Some(announcer));
        dialog::speak(announcer.text);
        announcer
    }

    /// That of the app, also in a task that belongs to no page.
    pub(crate) fn current() -> Option<Self> {
        CURRENT.get()
    }

    /// What is said at once with something else is said together with it.
    pub(crate) fn say(self, text: String) {
        let is_pending = self.is_pending.try_get_value() == Some(true);
        self.is_pending.try_set_value(true);
        self.text.try_update(|said| {
            if *said == text {
                // The same words twice are no change of the region and would stay unsaid.
                said.push('\u{a0}');
            } else if is_pending {
                said.push(' ');
                said.push_str(&text);
            } else {
                *said = text;
            }
        });
    }

    /// What was said is not heard or read any more.
    pub(crate) fn hush(self) {
        self.text.try_set(String::new());
    }

    /// What is said now, tracked. Only the region of the page asks.
    pub(crate) fn heard(self) -> String {
        self.is_pending.set_value(false);
        self.text.get()
    }
}
