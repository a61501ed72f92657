use tus::{Command, Event, Failure, Options, Phase, Request, Response, Snapshot, Upload};

pub(crate) const KIB: u64 = 1024;
pub(crate) const SIZE: u64 = 1000 * KIB;
pub(crate) const CHUNK: u64 = 400 * KIB;
pub(crate) const URL: &str = "https://a.ru/uploads/1";

/// An upload under test, with the commands of its last step except reports.
pub(crate) struct Run {
    pub(crate) upload: Upload,
    pub(crate) commands: Vec<Command>,
    pub(crate) shown: Snapshot,
}

impl Run {
    pub(crate) fn new(size: u64) -> Self {
        Self::with(Options { chunk: CHUNK, ..Options::new("https://a.ru/uploads", size) })
    }

    /// Begun before a reload, and not started since.
    pub(crate) fn known() -> Self {
        let options = Options::new("https://a.ru/uploads", SIZE);
        Self::with(Options { chunk: CHUNK, url: Some(URL.to_owned()), ..options })
    }

    fn with(options: Options) -> Self {
        let upload = Upload::new(options);
        Self { shown: upload.snapshot(), upload, commands: vec![] }
    }

    /// Created; the first PATCH is in flight.
    pub(crate) fn sending() -> Self {
        let mut run = Self::new(SIZE);
        run.tell(Event::Start);
        run.created();
        run
    }

    /// Resumed; the HEAD is in flight.
    pub(crate) fn resumed() -> Self {
        let mut run = Self::known();
        run.tell(Event::Start);
        run
    }

    pub(crate) fn tell(&mut self, event: Event) -> &[Command] {
        let all = self.upload.handle(event, 1.0);
        for command in &all {
            if let Command::Report(snapshot) = command {
                assert!(snapshot.acknowledged >= self.shown.acknowledged, "progress went back");
                assert!(snapshot.sent >= snapshot.acknowledged && snapshot.total >= snapshot.sent);
                self.shown = *snapshot;
            }
        }
        assert_eq!(self.shown, self.upload.snapshot(), "every change is reported");
        self.commands = all.into_iter().filter(|c| !matches!(c, Command::Report(_))).collect();
        &self.commands
    }

    pub(crate) fn answer(&mut self, request: Request, status: u16) -> &[Command] {
        self.tell(Event::Response(Response::new(request, status)))
    }

    pub(crate) fn created(&mut self) -> &[Command] {
        let location = Some("/uploads/1".to_owned());
        self.tell(Event::Response(Response { location, ..Response::new(Request::Create, 201) }))
    }

    /// Answers a HEAD or PATCH with an offset.
    pub(crate) fn at(&mut self, request: Request, offset: u64) -> &[Command] {
        let status = if request == Request::Head { 200 } else { 204 };
        let response = Response { offset: Some(offset), ..Response::new(request, status) };
        self.tell(Event::Response(response))
    }

    /// Ends the pause and answers the HEAD that follows with `offset`.
    pub(crate) fn after_pause_at(&mut self, offset: u64) -> &[Command] {
        assert_eq!(self.tell(Event::Timer), [head()]);
        self.at(Request::Head, offset)
    }

    pub(crate) fn phase(&self) -> Phase {
        self.shown.phase
    }
}

pub(crate) fn create() -> Command {
    create_again(0)
}

/// The creation after the server has lost `round` uploads.
pub(crate) fn create_again(round: u32) -> Command {
    Command::Create { length: SIZE, round }
}

pub(crate) fn head() -> Command {
    Command::Head { url: URL.to_owned() }
}

pub(crate) fn delete() -> Command {
    Command::Delete { url: URL.to_owned() }
}

pub(crate) fn patch(offset: u64, len: u64) -> Command {
    Command::Patch { url: URL.to_owned(), offset, len }
}

pub(crate) fn remember(offset: u64) -> Command {
    Command::Remember { url: URL.to_owned(), offset }
}

pub(crate) fn done() -> [Command; 2] {
    [Command::Forget, Command::Done { url: URL.to_owned() }]
}

/// The commands that wait for the network, at most `ms`.
pub(crate) fn parked(ms: u64) -> [Command; 2] {
    [Command::WaitOnline, Command::WaitMs(ms)]
}

pub(crate) fn refused(status: u16) -> [Command; 1] {
    [Command::Failed(Failure::Refused { status })]
}
