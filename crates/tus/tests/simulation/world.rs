use crate::fate::Fate;
use proptest::prelude::*;
use std::collections::{HashMap, VecDeque};
use tus::{Command, Event, Options, Phase, Request, Response, Upload};

const ENDPOINT: &str = "/api/v1/uploads";

pub(crate) struct World {
    file: Vec<u8>,
    /// The server's uploads by URL.
    stored: HashMap<String, Vec<u8>>,
    created: usize,
    /// URL of the upload that each creation made, by its round.
    by_round: HashMap<u32, String>,
    pub(crate) fates: VecDeque<Fate>,
    /// After how many requests the server loses the uploads, for each loss in turn.
    pub(crate) losses: VecDeque<usize>,
    pub(crate) largest_patch: usize,
    /// After how many steps the citizen cancels, and what happens to the requests after that.
    pub(crate) cancel: Option<(usize, Vec<Fate>)>,
    pub(crate) done: Option<String>,
    upload: Upload,
    in_flight: Option<Command>,
    /// Whether the system does not report when the network is back.
    is_mute: bool,
    has_source: bool,
    events: VecDeque<Event>,
    remembered: Option<String>,
    acknowledged: u64,
}

impl World {
    /// `already`: the part that was sent before a reload, in 255ths.
    pub(crate) fn new(size: usize, chunk: u64, seed: u8, already: Option<u8>) -> Self {
        // Tiny chunks of a large file would make the test slow.
        let chunk = chunk.max(size as u64 / 200).max(1);
        let file: Vec<u8> = (0..size).map(|i| (i * 31 + i / 251) as u8 ^ seed).collect();
        let url = already.map(|_| format!("{ENDPOINT}/0"));
        let begun = already.map(|part| file[..size * usize::from(part) / 255].to_vec());
        Self {
            stored: url.clone().into_iter().zip(begun).collect(),
            created: usize::from(already.is_some()),
            by_round: HashMap::new(),
            fates: VecDeque::new(),
            losses: VecDeque::new(),
            largest_patch: usize::MAX,
            cancel: None,
            done: None,
            upload: Upload::new(Options { chunk, url, ..Options::new(ENDPOINT, size as u64) }),
            in_flight: None,
            is_mute: false,
            has_source: true,
            events: VecDeque::from([Event::Start]),
            remembered: None,
            acknowledged: 0,
            file,
        }
    }

    pub(crate) fn run(&mut self) -> Result<(), TestCaseError> {
        for _ in 0..20_000 {
            self.perhaps_cancel();
            if let Some(event) = self.events.pop_front() {
                match event {
                    Event::SourceLost => self.has_source = false,
                    Event::Resume => self.has_source = true,
                    _ => {}
                }
                for command in self.upload.handle(event, 0.5) {
                    self.obey(command)?;
                }
            } else if let Some(request) = self.in_flight.clone() {
                self.serve(request);
            } else {
                break;
            }
        }
        prop_assert_eq!(&self.remembered, &None);
        Ok(())
    }

    /// Asserts that the server has the file, once.
    pub(crate) fn is_there(&self) -> Result<(), TestCaseError> {
        let url = self.done.as_ref().ok_or_else(|| TestCaseError::fail("never done"))?;
        prop_assert_eq!(self.stored.get(url), Some(&self.file));
        prop_assert_eq!(self.stored.len(), 1, "an upload that nobody knows of");
        prop_assert_eq!(self.acknowledged, self.file.len() as u64);
        Ok(())
    }

    pub(crate) fn is_empty(&self) -> Result<(), TestCaseError> {
        prop_assert_eq!(self.upload.snapshot().phase, Phase::Cancelled);
        prop_assert!(self.stored.is_empty(), "{:?}", self.stored.keys());
        Ok(())
    }

    fn perhaps_cancel(&mut self) {
        let Some((left, _)) = &mut self.cancel else { return };
        *left = left.saturating_sub(1);
        // A click cannot come between the end of a request and the event that reports it.
        let is_told = self.upload.stall_ms().is_some() == self.in_flight.is_some();
        if *left == 0
            && is_told
            && let Some((_, fates)) = self.cancel.take()
        {
            self.fates = fates.into();
            self.events.push_front(Event::Cancel);
        }
    }

    fn obey(&mut self, command: Command) -> Result<(), TestCaseError> {
        match command {
            Command::Create { .. }
            | Command::Head { .. }
            | Command::Patch { .. }
            | Command::Delete { .. } => {
                prop_assert!(self.in_flight.is_none(), "two requests in flight");
                prop_assert!(self.done.is_none(), "a request after the end");
                let is_cancelling = self.upload.snapshot().phase == Phase::Cancelling;
                prop_assert!(self.has_source || is_cancelling, "a request without a source");
                self.in_flight = Some(command);
            }
            Command::AbortRequest => {
                prop_assert!(self.in_flight.take().is_some(), "nothing to abort");
            }
            Command::WaitMs(ms) => {
                prop_assert!(ms <= 60_000);
                self.events.push_back(Event::Timer);
            }
            Command::WaitOnline if self.is_mute => {}
            Command::WaitOnline => self.events.push_back(Event::Online),
            Command::AskSignIn => self.events.push_back(Event::SignedIn),
            Command::Remember { url, .. } => self.remembered = Some(url),
            Command::Forget => self.remembered = None,
            Command::Report(snapshot) => {
                prop_assert!(snapshot.acknowledged >= self.acknowledged, "progress went back");
                prop_assert!(
                    snapshot.sent >= snapshot.acknowledged && snapshot.sent <= snapshot.total
                );
                self.acknowledged = snapshot.acknowledged;
            }
            Command::Done { url } => self.done = Some(url),
            Command::Failed(failure) => return Err(TestCaseError::fail(format!("{failure:?}"))),
        }
        Ok(())
    }

    fn serve(&mut self, request: Command) {
        if let Some(left) = self.losses.front_mut() {
            *left = left.saturating_sub(1);
            if *left == 0 && self.created > 0 {
                self.losses.pop_front();
                self.stored.clear();
            }
        }
        let fate = self.fates.pop_front().unwrap_or(Fate::Good);
        let (kind, len) = match &request {
            Command::Patch { len, .. } => (Request::Patch, *len as usize),
            Command::Head { .. } => (Request::Head, 0),
            Command::Delete { .. } => (Request::Delete, 0),
            _ => (Request::Create, 0),
        };
        let share = |part: u8| len * usize::from(part) / 255;
        let event = match fate {
            Fate::Good => Event::Response(self.answer(&request, len)),
            Fate::Short(part) => Event::Response(self.answer(&request, share(part))),
            Fate::LostAnswer => {
                self.answer(&request, len);
                Event::NetworkError
            }
            Fate::Cut(part) => {
                self.answer_unless_create(&request, share(part));
                self.events.push_back(Event::Progress { sent_in_request: len as u64 });
                self.in_flight = None;
                self.events.push_back(Event::NetworkError);
                return;
            }
            Fate::BlackHole(part)
            | Fate::Offline(part)
            | Fate::Mute(part)
            | Fate::Paused(part)
            | Fate::SourceLost(part) => {
                self.answer_unless_create(&request, share(part));
                self.is_mute |= matches!(fate, Fate::Mute(_));
                let then = match fate {
                    Fate::BlackHole(_) => vec![Event::Stalled],
                    Fate::Offline(_) | Fate::Mute(_) => vec![Event::Offline],
                    Fate::SourceLost(_) => {
                        vec![Event::SourceLost, Event::Timer, Event::Online, Event::Resume]
                    }
                    _ => vec![Event::Pause, Event::Timer, Event::Online, Event::Resume],
                };
                self.events.extend(then);
                return;
            }
            // A creation has no offset to conflict with.
            Fate::Status(409, _) if kind == Request::Create => Event::NetworkError,
            Fate::Status(status, retry_after_ms) => {
                Event::Response(Response { retry_after_ms, ..Response::new(kind, status) })
            }
            Fate::PartThenStatus(part, status) => {
                self.answer_unless_create(&request, share(part));
                Event::Response(Response::new(kind, status))
            }
            Fate::NoHeaders => Event::Response(Response::new(kind, 200)),
        };
        self.in_flight = None;
        self.events.push_back(event);
    }

    fn answer_unless_create(&mut self, request: &Command, stored: usize) {
        if !matches!(request, Command::Create { .. }) {
            self.answer(request, stored);
        }
    }

    /// The server's side of tus. Stores `stored` bytes of a PATCH.
    fn answer(&mut self, request: &Command, stored: usize) -> Response {
        match request {
            Command::Create { length, round } => {
                assert_eq!(*length, self.file.len() as u64);
                let known = self.by_round.get(round).filter(|url| self.stored.contains_key(*url));
                let location = known.cloned().unwrap_or_else(|| {
                    self.created += 1;
                    format!("{ENDPOINT}/{}", self.created)
                });
                self.by_round.insert(*round, location.clone());
                self.stored.entry(location.clone()).or_default();
                Response { location: Some(location), ..Response::new(Request::Create, 201) }
            }
            Command::Head { url } => match self.stored.get(url) {
                Some(bytes) => Response {
                    offset: Some(bytes.len() as u64),
                    length: Some(self.file.len() as u64),
                    ..Response::new(Request::Head, 200)
                },
                None => Response::new(Request::Head, 404),
            },
            Command::Patch { url, offset, len } => {
                let (offset, len) = (*offset as usize, *len as usize);
                assert!(len > 0 && offset + len <= self.file.len());
                let Some(bytes) = self.stored.get_mut(url) else {
                    return Response::new(Request::Patch, 410);
                };
                if len > self.largest_patch {
                    return Response::new(Request::Patch, 413);
                }
                if bytes.len() != offset {
                    return Response::new(Request::Patch, 409);
                }
                bytes.extend_from_slice(&self.file[offset..offset + stored]);
                Response { offset: Some(bytes.len() as u64), ..Response::new(Request::Patch, 204) }
            }
            Command::Delete { url } => {
                let was_there = self.stored.remove(url).is_some();
                Response::new(Request::Delete, if was_there { 204 } else { 404 })
            }
            _ => panic!("no request"),
        }
    }
}
