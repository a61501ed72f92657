//! The browser's side of `crates/sse`: one stream, read with fetch, because EventSource hides status codes and cannot send
//! `Last-Event-ID` with its first request.

use super::super::action::commit;
use super::super::generation::Generation;
use super::Update;
use super::audience::Audience;
use super::stream::Stream;
use crate::api;
use crate::platform::{clock, random};
use sse::{Command, Input};
use std::cell::RefCell;
use std::rc::Rc;

#[derive(Debug)]
pub(super) struct Driver {
    engine: RefCell<sse::Connection>,
    stream: RefCell<Option<Stream>>,
    streams: Generation,
    pauses: Generation,
    address: String,
    audience: Rc<Audience>,
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
        })
    }

    pub(super) fn handle(self: &Rc<Self>, input: Input<'_>) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds")]
        let now = clock::running_ms() as u64;
        let commands = match self.engine.try_borrow_mut() {
            Ok(mut engine) => engine.handle(input, now, random::jitter()),
            Err(_) => return,
        };
        for command in commands {
            self.carry_out(command);
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
        let applying = self.audience.deliver(update);
        let driver = Rc::clone(self);
        commit(async move {
            let is_applied = applying.await;
            let outcome = if is_applied { Input::Applied } else { Input::NotApplied };
            driver.handle(outcome(delivery));
        });
    }

    fn connect(self: &Rc<Self>, last_event_id: Option<String>) {
        self.abort();
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
            driver.handle(Input::Opened {
                status: opened.status,
                event_stream: sse::is_event_stream(&opened.content_type),
                retry_after_ms: opened.retry_after_ms,
            });
            while is_current() {
                let read = opened.read().await;
                if !is_current() {
                    break;
                }
                match read {
                    Some(Some(bytes)) => driver.handle(Input::Bytes(&bytes)),
                    Some(None) => return driver.handle(Input::Ended),
                    None => {
                        api::answered(false);
                        return driver.handle(Input::Failed);
                    }
                }
            }
        });
    }

    fn abort(&self) {
        self.streams.next();
        if let Some(stream) = self.stream.take() {
            stream.abort();
        }
    }

    fn wait(self: &Rc<Self>, ms: u64) {
        let driver = Rc::clone(self);
        let ms = u32::try_from(ms).unwrap_or(u32::MAX);
        self.pauses.after(ms, Box::new(move || driver.handle(Input::Timer)));
    }
}
