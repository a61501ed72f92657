use super::super::copy::{self, Attachment, Outgoing, Typed};
use super::batch::{Batch, Pending};
use crate::api::ApiError;
use crate::api::messages::Talk;
use crate::platform::sleep::Sleep;
use crate::platform::{clock, random};
use crate::state::{action, key};
use domain::wire::message::Message;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What is written in one conversation: in the field, and on its way.
pub(in super::super) struct Entry {
    pub(in super::super) talk: Talk,
    typed: RefCell<Typed>,
    /// The field has to show something else than what was typed into it here.
    pub(in super::super) replaced: ArcTrigger,
    /// The oldest first.
    pub(in super::super) sending: ArcRwSignal<Vec<Sending>>,
    /// Why the last message came back; its text stands in the field again.
    pub(in super::super) refused: ArcRwSignal<Option<Refusal>>,
    /// The files of messages on their way, by the message's key.
    batches: RefCell<Vec<(String, Rc<dyn Batch>)>>,
    /// Somebody has typed here since the last message.
    is_touched: Cell<bool>,
    /// The copy does not have what stands in the field here. Otherwise another tab may have written there since.
    is_behind: Cell<bool>,
    /// What has left the field for the outbox, and may still stand in the copy.
    left: RefCell<Option<Typed>>,
    /// What stands in the field comes from an earlier load of the page or from another tab.
    is_restored: Cell<bool>,
    /// Keys of messages that have ended here.
    ended: RefCell<Vec<String>>,
    is_asking_for_key: Cell<bool>,
    pub(super) is_running: Cell<bool>,
    /// The citizen has signed out.
    pub(super) is_over: Cell<bool>,
    pub(super) sleep: Sleep,
}

/// A message on its way.
#[derive(Clone, PartialEq)]
pub(in super::super) struct Sending {
    pub(in super::super) message: Outgoing,
    pub(in super::super) way: Way,
}

/// Why a message came back.
#[derive(Clone, PartialEq)]
pub(in super::super) enum Refusal {
    Error(ApiError),
    /// One of its files cannot go.
    File,
}

/// What is known of a message on its way.
#[derive(Clone, PartialEq)]
pub(in super::super) enum Way {
    InFlight,
    /// So many files are not at the server yet.
    Files(u32),
    NoConnection,
    ServerBusy,
    SignedOut,
    /// The server has it.
    Sent(Box<Message>),
}

impl Entry {
    pub(super) fn new(talk: Talk) -> Rc<Self> {
        Rc::new(Self {
            talk,
            typed: RefCell::default(),
            replaced: ArcTrigger::new(),
            sending: ArcRwSignal::new(Vec::new()),
            refused: ArcRwSignal::new(None),
            batches: RefCell::default(),
            is_touched: Cell::new(false),
            is_behind: Cell::new(false),
            left: RefCell::default(),
            is_restored: Cell::new(false),
            ended: RefCell::default(),
            is_asking_for_key: Cell::new(false),
            is_running: Cell::new(false),
            is_over: Cell::new(false),
            sleep: Sleep::default(),
        })
    }

    pub(in super::super) fn typed(&self) -> Typed {
        self.typed.borrow().clone()
    }

    /// Whether what stands in the field was not typed in this page.
    pub(in super::super) fn is_restored(&self) -> bool {
        self.is_restored.get()
    }

    pub(in super::super) fn types(self: &Rc<Self>, text: String) {
        self.typed.borrow_mut().text = text;
        self.touch();
    }

    /// Notes which message the next one answers.
    pub(in super::super) fn answers(self: &Rc<Self>, message: Option<String>) {
        self.typed.borrow_mut().answers = message;
        self.touch();
    }

    /// Moves what was written into the outbox. Returns its key.
    pub(in super::super) fn send(
        self: &Rc<Self>,
        text: String,
        batch: Option<Rc<dyn Batch>>,
    ) -> String {
        let typed = self.typed.take();
        let answers = typed.answers.clone();
        self.left.replace(Some(typed));
        let key = random::id();
        let at = clock::server().timestamp_millis();
        let (files, is_waiting) = match batch.as_ref().map(|batch| batch.pending()) {
            None | Some(Pending::Failed) => (Vec::new(), false),
            Some(Pending::Ready(files)) => (files, false),
            Some(Pending::Waits(_, files)) => (files, true),
        };
        let message = Outgoing { key: key.clone(), at, text, answers, files, is_waiting };
        self.batches.borrow_mut().extend(batch.map(|batch| (key.clone(), batch)));
        self.sending.update(|sending| sending.push(Sending { message, way: Way::InFlight }));
        self.is_touched.set(false);
        self.is_restored.set(false);
        self.refused.set(None);
        // Before anything else happens: what leaves the field is in the copy, with its key.
        self.store();
        self.start();
        key
    }

    /// Takes over what other tabs and earlier loads of the page have left.
    pub(super) fn take_up(self: &Rc<Self>) {
        self.catch_up();
        let Some(copy) = copy::read(&self.talk) else { return };
        let known = |key: &String| {
            self.sending.with_untracked(|all| all.iter().any(|one| one.message.key == *key))
                || self.ended.borrow().contains(key)
        };
        let left = copy.sending.into_iter().filter(|message| !known(&message.key));
        let (broken, left): (Vec<_>, Vec<_>) = left.partition(|message| message.is_waiting);
        // The page that had its files is gone. They have to be chosen again, so it cannot go by itself.
        broken.iter().for_each(|message| self.take_back(message, Refusal::File));
        let left: Vec<_> =
            left.into_iter().map(|message| Sending { message, way: Way::InFlight }).collect();
        if !left.is_empty() {
            self.sending.update(|sending| sending.splice(0..0, left).for_each(drop));
            self.start();
        }
    }

    /// Shows what another tab has typed, unless somebody has typed here.
    pub(in super::super) fn catch_up(&self) {
        if self.is_touched.get() || !key::is_there() {
            return;
        }
        let typed = copy::read(&self.talk).unwrap_or_default().typed;
        if *self.typed.borrow() != typed {
            self.is_restored.set(!typed.is_empty());
            self.typed.replace(typed);
            self.replaced.notify();
        }
    }

    /// Drops messages that the conversation shows by itself.
    pub(in super::super) fn are_shown(&self, is_shown: impl Fn(&str) -> bool) {
        let is_over = |one: &Sending| matches!(one.way, Way::Sent(_)) && is_shown(&one.message.key);
        if self.sending.with_untracked(|sending| sending.iter().any(is_over)) {
            self.sending.update(|sending| sending.retain(|one| !is_over(one)));
        }
    }

    /// Whether the server has a message that the conversation may not show yet, tracked.
    pub(in super::super) fn has_arrived(&self) -> bool {
        self.sending.with(|sending| sending.iter().any(|one| matches!(one.way, Way::Sent(_))))
    }

    pub(super) fn set_way(&self, key: &str, way: Way) {
        self.sending.update(|sending| {
            sending.iter_mut().filter(|one| one.message.key == key).for_each(|one| {
                one.way = way.clone();
            });
        });
    }

    /// The message is at the office.
    pub(super) fn sent(self: &Rc<Self>, key: &str, message: Message) {
        self.ended.borrow_mut().push(key.to_owned());
        self.set_way(key, Way::Sent(Box::new(message)));
        self.store();
        self.end_batch(key, |batch| batch.sent());
    }

    /// The message does not arrive: its text goes back into the field, above what was typed since.
    pub(super) fn take_back(self: &Rc<Self>, message: &Outgoing, refusal: Refusal) {
        self.ended.borrow_mut().push(message.key.clone());
        self.sending.update(|sending| sending.retain(|one| one.message.key != message.key));
        {
            let mut typed = self.typed.borrow_mut();
            typed.text = match typed.text.as_str() {
                "" => message.text.clone(),
                // Another tab has sent it too, and has put it back already.
                back if back.starts_with(&message.text) => back.to_owned(),
                since => [message.text.as_str(), "\n\n", since].concat(),
            };
            typed.answers = typed.answers.take().or_else(|| message.answers.clone());
        }
        self.touch();
        self.replaced.notify();
        self.end_batch(&message.key, |batch| batch.back());
        self.refused.set(Some(refusal));
    }

    /// What is known of the files of a message; `None` if it has none that could be missing.
    pub(super) fn pending(&self, key: &str) -> Option<Pending> {
        let batches = self.batches.borrow();
        batches.iter().find(|(of, _)| of == key).map(|(_, batch)| batch.pending())
    }

    /// All files of a message are at the server.
    pub(super) fn complete(self: &Rc<Self>, key: &str, files: &[Attachment]) {
        self.sending.update(|sending| {
            for one in sending.iter_mut().filter(|one| one.message.key == key) {
                one.message.files = files.to_vec();
                one.message.is_waiting = false;
            }
        });
        self.store();
    }

    fn end_batch(&self, key: &str, act: impl Fn(&dyn Batch)) {
        let ended: Vec<_> = self.batches.borrow_mut().extract_if(.., |(of, _)| of == key).collect();
        ended.iter().for_each(|(_, batch)| act(batch.as_ref()));
    }

    pub(super) fn wake(&self) {
        self.sleep.wake();
    }

    pub(super) fn end(&self) {
        self.is_over.set(true);
        self.sleep.wake();
    }

    fn touch(self: &Rc<Self>) {
        self.is_touched.set(true);
        self.is_behind.set(true);
        self.store();
    }

    /// Writes the copy. Without the key, fetches it first.
    fn store(self: &Rc<Self>) {
        if !key::is_there() {
            return self.store_later();
        }
        let ended = self.ended.borrow().clone();
        let mine = self.sending.with_untracked(|sending| {
            let mine = sending.iter().map(|one| &one.message);
            mine.filter(|message| !ended.contains(&message.key)).cloned().collect::<Vec<_>>()
        });
        let typed = self.is_behind.take().then(|| self.typed());
        let left = self.left.take();
        copy::change(&self.talk, move |copy| {
            match typed {
                Some(typed) => copy.typed = typed,
                // Otherwise another tab has typed something else meanwhile.
                None if left.as_ref() == Some(&copy.typed) => copy.typed = Typed::default(),
                None => {}
            }
            let is_here = |key: &String| {
                ended.contains(key) || mine.iter().any(|message| message.key == *key)
            };
            copy.sending.retain(|message| !is_here(&message.key));
            copy.sending.extend(mine);
        });
    }

    fn store_later(self: &Rc<Self>) {
        if self.is_asking_for_key.replace(true) {
            return;
        }
        let entry = Rc::clone(self);
        action::commit(async move {
            let fetched = key::fetch().await;
            entry.is_asking_for_key.set(false);
            if fetched.is_ok() && key::is_there() && !entry.is_over.get() {
                entry.store();
            }
        });
    }
}
