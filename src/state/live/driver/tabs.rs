//! The tabs of this browser that want the stream: one holds the connection, the others follow it.

use super::Driver;
use super::holder::{self, Word};
use crate::platform::sharing::Sharing;
use crate::state::session::SessionState;
use sse::Input;
use std::rc::Rc;

impl Driver {
    /// Asks the tab that holds the connection for what is after this id. Its answer, or the turn of this tab, comes later.
    pub(super) fn follow(self: &Rc<Self>, last_event_id: Option<String>) {
        if self.tabs.borrow().is_none() {
            self.join();
        } else {
            self.say(Some((holder::JOIN, last_event_id.unwrap_or_default())));
        }
    }

    /// Leaves the other tabs, and with them the connection if this tab holds it.
    pub(super) fn leave(&self) {
        self.is_holder.set(false);
        self.tabs.take();
    }

    /// Says it to all the other tabs.
    pub(super) fn say(&self, word: Option<Word>) {
        self.say_to("", word);
    }

    fn say_to(&self, tab: &str, word: Option<Word>) {
        if let (Some((kind, text)), Some(tabs)) = (word, &*self.tabs.borrow()) {
            tabs.say(tab, kind, &text);
        }
    }

    fn join(self: &Rc<Self>) {
        // A tab that is left over from another citizen shares nothing.
        let name = format!("okno{} {}", self.address, SessionState::citizen());
        let (turning, hearing) = (Rc::downgrade(self), Rc::downgrade(self));
        let turn = move |is_holder| {
            if let Some(driver) = turning.upgrade() {
                driver.is_holder.set(is_holder);
                driver.handle(Input::Restored);
            }
        };
        let hear = move |from: String, kind: String, text: String| {
            if let Some(driver) = hearing.upgrade() {
                driver.hear(&from, &kind, &text);
            }
        };
        self.tabs.replace(Some(Sharing::join(&name, Box::new(turn), Box::new(hear))));
    }

    fn hear(self: &Rc<Self>, from: &str, kind: &str, text: &str) {
        let answers = |status| Input::Opened { status, event_stream: true, retry_after_ms: None };
        match (self.is_holder.get(), kind) {
            (true, holder::JOIN) => {
                let last = Some(text).filter(|id| !id.is_empty());
                let answer = self.holder.borrow().answer(last);
                self.say_to(from, answer);
            }
            (false, holder::OPEN) => self.handle(Input::Restored),
            (false, holder::OPENING) => {
                self.handle(answers(200));
                self.handle(Input::Bytes(text.as_bytes()));
            }
            (false, holder::TEXT) => self.handle(Input::Bytes(text.as_bytes())),
            (false, holder::LOST) => self.handle(Input::Failed),
            (false, holder::STATUS) => {
                if let Ok(status) = text.parse() {
                    self.handle(answers(status));
                }
            }
            _ => {}
        }
    }
}
