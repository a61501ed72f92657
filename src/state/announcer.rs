use crate::ui::dialog;
use leptos::prelude::*;
use std::cell::Cell;

/// Announces status messages to screen readers without moving the focus (WCAG 4.1.3), in the page's only polite live
/// region and in the one of an open dialog.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Announcer {
    text: RwSignal<String>,
    /// The region does not show the text yet.
    is_pending: StoredValue<bool>,
}

thread_local! {
    /// The app's instance. A context would add half a kilobyte of wasm, and tasks have no context.
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

    /// The app's instance, also for tasks without an owner.
    pub(crate) fn current() -> Option<Self> {
        CURRENT.get()
    }

    /// Announces a text. Texts announced in the same tick are joined, so that none replaces another.
    pub(crate) fn say(self, text: String) {
        let is_pending = self.is_pending.try_get_value() == Some(true);
        self.is_pending.try_set_value(true);
        self.text.try_update(|said| {
            if *said == text {
                // Screen readers announce only changes of the region, and the same text again is none.
                said.push('\u{a0}');
            } else if is_pending {
                said.push(' ');
                said.push_str(&text);
            } else {
                *said = text;
            }
        });
    }

    /// Clears the region if it still says only this, which is no longer so.
    pub(crate) fn take_back(self, text: &str) {
        let is_said = self.text.try_with_untracked(|said| said.trim_end_matches('\u{a0}') == text);
        if is_said == Some(true) {
            self.clear();
        }
    }

    /// Clears the region, so that the text can no longer be read either.
    pub(crate) fn clear(self) {
        self.text.try_set(String::new());
    }

    /// Text of the page's live region, tracked. Only that region calls this.
    pub(crate) fn region_text(self) -> String {
        self.is_pending.set_value(false);
        self.text.get()
    }
}
