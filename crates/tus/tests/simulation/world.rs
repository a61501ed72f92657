use crate::fate::Fate;
use proptest::prelude::*;
use std::collections::{HashMap, VecDeque};
use tus::{Command, Event, Request, Response, Upload};

pub(crate) const ENDPOINT: &str = "/api/v1/uploads";

pub(crate) struct World {
    pub(crate) file: Vec<u8>,
    /// Uploads by URL. A lost one is removed.
    pub(crate) stored: HashMap<String, Vec<u8>>,
    pub(crate) created: usize,
    pub(crate) fates: VecDeque<Fate>,
    /// Requests until the upload at hand is lost, each loss once.
    pub(crate) losses: VecDeque<usize>,
    pub(crate) largest_patch: usize,
    pub(crate) upload: Upload,
    pub(crate) in_flight: Option<Command>,
    pub(crate) events: VecDeque<Event>,
    pub(crate) remembered: Option<String>,
    pub(crate) acknowledged: u64,
    pub(crate) done: Option<String>,
}

impl World {
    pub(crate) fn run(mut self, resumed: bool) -> Result<(), TestCaseError> {
        let url = resumed.then(|| format!("{ENDPOINT}/0"));
        self.events.push_back(Event::Start { url });
        for _ in 0..20_000 {
            if let Some(event) = self.events.pop_front() {
                for command in self.upload.handle(event, 0.5) {
                    self.obey(command)?;
                }
            } else if let Some(request) = self.in_flight.clone() {
                self.serve(request);
            } else {
                break;
            }
        }
        let url = self.done.ok_or_else(|| TestCaseError::fail("never done"))?;
        prop_assert_eq!(self.stored.get(&url), Some(&self.file));
        prop_assert_eq!(self.acknowledged, self.file.len() as u64);
        prop_assert_eq!(self.remembered, None);
        Ok(())
    }

    fn obey(&mut self, command: Command) -> Result<(), TestCaseError> {
        match command {
            Command::Create { .. }
            | Command::Head { .. }
            | Command::Patch { .. }
            | Command::Delete { .. } => {
                prop_assert!(self.in_flight.is_none(), "two requests in flight");
                prop_assert!(self.done.is_none(), "a request after the end");
                self.in_flight = Some(command);
            }
            Command::AbortRequest => {
                prop_assert!(self.in_flight.take().is_some(), "nothing to abort");
            }
            Command::WaitMs(ms) => {
                prop_assert!(ms <= 30_000);
                self.events.push_back(Event::Timer);
            }
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
            Fate::BlackHole(part) | Fate::Offline(part) | Fate::Paused(part) => {
                self.answer_unless_create(&request, share(part));
                let then = match fate {
                    Fate::BlackHole(_) => vec![Event::Stalled],
                    Fate::Offline(_) => vec![Event::Offline],
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

    /// The server's side of tus; of a PATCH, it takes `stored` bytes.
    fn answer(&mut self, request: &Command, stored: usize) -> Response {
        match request {
            Command::Create { length } => {
                assert_eq!(*length, self.file.len() as u64);
                self.created += 1;
                let location = format!("{ENDPOINT}/{}", self.created);
                self.stored.insert(location.clone(), vec![]);
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
            _ => panic!("nothing is deleted here"),
        }
    }
}
