//! Live events: one stream, kept alive by `crates/sse`, read with fetch because the browser's EventSource hides status
//! codes and cannot send a first `Last-Event-ID`.

mod stream;

use crate::api;
use crate::platform::json;
use crate::platform::{clock, network, page, random};
use crate::state::connection::Connection;
use crate::state::session::SessionState;
use domain::wire::event::{CASE_CHANGED, CaseChanged};
use leptos::prelude::*;
use leptos::task::spawn_local;
use sse::{Command, Input};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use stream::Stream;

/// What the stream wakes up. Both are called as long as the owner lives.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listener {
    /// A case has changed.
    pub(crate) changed: Callback<CaseChanged>,
    /// Something may have been missed: fetch the whole state.
    pub(crate) refresh: Callback<()>,
}

/// Listens to the citizen's cases until the owner is gone. `last_event_id`: the newest event that the page shows already.
pub(crate) fn listen(last_event_id: Option<String>, listener: Listener) {
    let apply = Callback::new(move |event: sse::Event| {
        if event.event != CASE_CHANGED {
            return;
        }
        match json::from_str(&event.data) {
            Ok(changed) => listener.changed.try_run(changed),
            Err(_) => listener.refresh.try_run(()),
        };
    });
    follow(api::applications::events(), last_event_id, apply, listener.refresh);
}

/// Follows a stream of the server until the owner is gone. `refresh`: something may have been missed.
pub(crate) fn follow(
    address: String,
    last_event_id: Option<String>,
    apply: Callback<sse::Event>,
    refresh: Callback<()>,
) {
    let live = Rc::new(Live {
        connection: RefCell::new(sse::Connection::new(sse::Options::default())),
        stream: RefCell::new(None),
        number: Cell::new(0),
        pause: Cell::new(0),
        is_stopped: Cell::new(false),
        address,
        apply,
        refresh,
        banner: Connection::current(),
    });
    live.tell(Input::Start { last_event_id });
    let here = StoredValue::new_local(live);
    let tell = move |input: Input<'static>| {
        if let Some(live) = here.try_get_value() {
            live.tell(input);
        }
    };
    network::on_online(move || tell(Input::Online));
    network::on_offline(move || tell(Input::Offline));
    page::on_visible(move || tell(Input::Visible));
    page::on_restored(move || tell(Input::Restored));
    let session = SessionState::current();
    Effect::watch(move || session.renewals(), move |_, _, _| tell(Input::SignedIn), false);
    on_cleanup(move || tell(Input::Stop));
}

#[derive(Debug)]
struct Live {
    connection: RefCell<sse::Connection>,
    stream: RefCell<Option<Stream>>,
    /// The number of the stream that counts; what an older one tells is dropped.
    number: Cell<u32>,
    pause: Cell<u32>,
    is_stopped: Cell<bool>,
    address: String,
    apply: Callback<sse::Event>,
    refresh: Callback<()>,
    banner: Option<Connection>,
}

impl Live {
    fn tell(self: &Rc<Self>, input: Input<'_>) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "milliseconds since 1970"
        )]
        let now = clock::now_ms() as u64;
        let commands = match self.connection.try_borrow_mut() {
            Ok(mut connection) => connection.handle(input, now, random::jitter()),
            Err(_) => return,
        };
        let mut deliveries = vec![];
        for command in commands {
            if let Command::Apply { delivery, .. } | Command::Snapshot { delivery } = command {
                deliveries.push(delivery);
            }
            self.carry_out(command);
        }
        for delivery in deliveries {
            self.tell(Input::Applied(delivery));
        }
    }

    fn carry_out(self: &Rc<Self>, command: Command) {
        match command {
            Command::Connect { last_event_id } => self.connect(last_event_id),
            Command::Abort => self.abort(),
            Command::WaitMs(ms) => self.wait(ms),
            Command::Snapshot { .. } => {
                self.refresh.try_run(());
            }
            Command::AskSignIn => api::sign_in_required(),
            Command::Stop => {
                self.is_stopped.set(true);
                self.abort();
            }
            Command::Apply { event, .. } => {
                self.apply.try_run(event);
            }
            Command::Lost => self.banner.iter().for_each(|banner| banner.set_lost(true)),
            Command::Found => self.banner.iter().for_each(|banner| banner.set_lost(false)),
        }
    }

    fn connect(self: &Rc<Self>, last_event_id: Option<String>) {
        let number = self.number.get().wrapping_add(1);
        self.number.set(number);
        let live = Rc::clone(self);
        spawn_local(async move {
            let is_current = || live.number.get() == number && !live.is_stopped.get();
            let Some(stream) = Stream::new() else { return };
            live.stream.replace(Some(stream.clone()));
            let opened = stream.open(&live.address, last_event_id.as_deref()).await;
            if !is_current() {
                return;
            }
            let Some(opened) = opened else { return live.tell(Input::Failed) };
            live.tell(Input::Opened {
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
                    Some(Some(bytes)) => live.tell(Input::Bytes(&bytes)),
                    Some(None) => return live.tell(Input::Ended),
                    None => return live.tell(Input::Failed),
                }
            }
        });
    }

    fn abort(&self) {
        self.number.set(self.number.get().wrapping_add(1));
        if let Some(stream) = self.stream.take() {
            stream.abort();
        }
    }

    fn wait(self: &Rc<Self>, ms: u64) {
        let pause = self.pause.get().wrapping_add(1);
        self.pause.set(pause);
        let live = Rc::clone(self);
        spawn_local(async move {
            clock::wait(u32::try_from(ms).unwrap_or(u32::MAX).max(1)).await;
            if live.pause.get() == pause && !live.is_stopped.get() {
                live.tell(Input::Timer);
            }
        });
    }
}
