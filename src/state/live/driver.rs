//! The browser's side of `crates/sse`: one stream, read with fetch, because EventSource hides status codes and cannot send
//! `Last-Event-ID` with its first request. One tab of the browser holds the connection; the others follow it.

mod holder;
mod tabs;

use super::super::action::commit;
use super::super::generation::Generation;
use super::audience::Audience;
use super::stream::{Opened, Stream};
use super::{Update, pause};
use crate::api;
use crate::api::json;
use crate::platform::sharing::Sharing;
use crate::platform::{clock, random};
use domain::wire::event::{CaseChanged, Change};
use holder::Holder;
use sse::{Command, Input};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

#[derive(Debug)]
pub(super) struct Driver {
    engine: RefCell<sse::Connection>,
    stream: RefCell<Option<Stream>>,
    streams: Generation,
    pauses: Generation,
    address: String,
    audience: Rc<Audience>,
    /// Numbers of deliveries that wait until the citizen resumes updates.
    held: RefCell<Vec<u64>>,
    /// The tabs of this browser, while this one wants the stream.
    tabs: RefCell<Option<Sharing>>,
    is_holder: Cell<bool>,
    holder: RefCell<Holder>,
}

impl Driver {
    pub(super) fn new(address: String, audience: Rc<Audience>) -> Rc<Self> {
        Rc::new(Self {
            engine: RefCell::new(sse::Connection::new(sse::Options::default())),
            stream: RefCell::new(None),
            streams: Generation::default(),
            pauses: Generation::default(),
            address,
            audience,
            held: RefCell::new(Vec::new()),
            tabs: RefCell::new(None),
            is_holder: Cell::new(false),
            holder: RefCell::new(Holder::new()),
        })
    }

    pub(super) fn handle(self: &Rc<Self>, input: Input<'_>) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds")]
        let now = clock::running_ms() as u64;
        let is_over = matches!(input, Input::Pause | Input::Stop);
        let commands = match self.engine.try_borrow_mut() {
            Ok(mut engine) => engine.handle(input, now, random::jitter()),
            Err(_) => return,
        };
        for command in commands {
            self.carry_out(command);
        }
        if is_over {
            self.leave();
        } else if self.is_holder.get() {
            let is_polling = self.engine.borrow().is_polling();
            self.say(self.holder.borrow_mut().polls(is_polling));
        }
    }

    fn carry_out(self: &Rc<Self>, command: Command) {
        match command {
            Command::Connect { last_event_id } => self.connect(last_event_id),
            Command::Abort | Command::Stop => self.abort(),
            Command::WaitMs(ms) => self.wait(ms),
            Command::Apply { event, delivery } => self.deliver(&Update::Event(event), delivery),
            Command::Snapshot { delivery } => self.deliver(&Update::Gap, delivery),
            Command::AskSignIn => api::sign_in_required(),
            Command::Lost => api::answered(false),
            Command::Found => api::answered(true),
        }
    }

    fn deliver(self: &Rc<Self>, update: &Update, delivery: u64) {
        if pause::is_paused() {
            // How much is behind a gap, nobody knows.
            if matches!(update, Update::Event(event) if !is_seen(event)) {
                pause::count();
            }
            return self.held.borrow_mut().push(delivery);
        }
        self.hand_out(update, vec![delivery]);
    }

    /// Replaces everything that was held back by one look at how things are now.
    pub(super) fn release(self: &Rc<Self>) {
        let held = self.held.take();
        if !held.is_empty() {
            self.hand_out(&Update::Gap, held);
        }
    }

    fn hand_out(self: &Rc<Self>, update: &Update, deliveries: Vec<u64>) {
        let applying = self.audience.deliver(update);
        let driver = Rc::clone(self);
        commit(async move {
            let is_applied = applying.await;
            let outcome = if is_applied { Input::Applied } else { Input::NotApplied };
            for delivery in deliveries {
                driver.handle(outcome(delivery));
            }
        });
    }

    fn connect(self: &Rc<Self>, last_event_id: Option<String>) {
        self.abort();
        if self.is_holder.get() {
            self.fetch(last_event_id);
        } else {
            self.follow(last_event_id);
        }
    }

    fn fetch(self: &Rc<Self>, last_event_id: Option<String>) {
        let number = self.streams.current();
        let Some(stream) = Stream::new() else { return };
        self.stream.replace(Some(stream.clone()));
        let driver = Rc::clone(self);
        commit(async move {
            let is_current = || driver.streams.is_current(number);
            let opened = stream.open(&driver.address, last_event_id.as_deref()).await;
            if !is_current() {
                return;
            }
            api::answered(opened.is_some());
            let Some(opened) = opened else { return driver.handle(Input::Failed) };
            driver.opened(&opened, last_event_id.as_deref());
            while is_current() {
                let read = opened.read().await;
                if !is_current() {
                    break;
                }
                match read {
                    Some(Some(bytes)) => {
                        driver.say(driver.holder.borrow_mut().pass(&bytes));
                        driver.handle(Input::Bytes(&bytes));
                    }
                    Some(None) => return driver.broke(Input::Ended),
                    None => {
                        api::answered(false);
                        return driver.broke(Input::Failed);
                    }
                }
            }
        });
    }

    fn opened(self: &Rc<Self>, opened: &Opened, last_event_id: Option<&str>) {
        let is_stream = sse::is_event_stream(&opened.content_type);
        // A 200 that is not an event stream is the page of a proxy.
        if is_stream || opened.status != 200 {
            self.say(self.holder.borrow_mut().answered(opened.status, last_event_id));
        }
        self.handle(Input::Opened {
            status: opened.status,
            event_stream: is_stream,
            retry_after_ms: opened.retry_after_ms,
        });
    }

    fn broke(self: &Rc<Self>, input: Input<'_>) {
        self.say(self.holder.borrow_mut().ended());
        self.handle(input);
    }

    fn abort(&self) {
        self.streams.next();
        if let Some(stream) = self.stream.take() {
            stream.abort();
            self.say(self.holder.borrow_mut().ended());
        }
    }

    fn wait(self: &Rc<Self>, ms: u64) {
        let driver = Rc::clone(self);
        let ms = u32::try_from(ms).unwrap_or(u32::MAX);
        self.pauses.after(ms, Box::new(move || driver.handle(Input::Timer)));
    }
}

/// Whether it only tells what the citizen has seen elsewhere: nothing new.
fn is_seen(event: &sse::Event) -> bool {
    json::from_str::<CaseChanged>(&event.data)
        .is_ok_and(|changed| changed.kind == Some(Change::Seen))
}
