use proptest::prelude::*;
use tus::{Command, Event, Options, Request, Response, Upload};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Events in any order cause no panic, no second request in flight, and no step back of the progress.
    #[test]
    fn any_order_of_events_is_survived(
        size in 0..3_u64,
        known: bool,
        events in prop::collection::vec(any_event(), 0..200),
        jitter: f64,
    ) {
        let url = known.then(|| "/1".to_owned());
        let mut upload = Upload::new(Options { chunk: 0, url, ..Options::new("/uploads", size) });
        let (mut in_flight, mut acknowledged) = (None, 0);
        for event in events {
            match &event {
                Event::Response(response) if in_flight == Some(response.request) => in_flight = None,
                Event::NetworkError => in_flight = None,
                _ => {}
            }
            for command in upload.handle(event, jitter) {
                if let Some(kind) = request(&command) {
                    prop_assert_eq!(in_flight.replace(kind), None, "two requests in flight");
                }
                match command {
                    Command::AbortRequest => prop_assert!(in_flight.take().is_some(), "nothing to abort"),
                    Command::Report(snapshot) => {
                        prop_assert!(snapshot.acknowledged >= acknowledged, "progress went back");
                        acknowledged = snapshot.acknowledged;
                    }
                    _ => {}
                }
            }
            prop_assert_eq!(upload.stall_ms().is_some(), in_flight.is_some());
        }
    }
}

fn request(command: &Command) -> Option<Request> {
    match command {
        Command::Create { .. } => Some(Request::Create),
        Command::Head { .. } => Some(Request::Head),
        Command::Patch { .. } => Some(Request::Patch),
        Command::Delete { .. } => Some(Request::Delete),
        _ => None,
    }
}

fn any_event() -> impl Strategy<Value = Event> {
    let kind =
        prop::sample::select(vec![Request::Create, Request::Head, Request::Patch, Request::Delete]);
    let status = prop::sample::select(vec![
        200_u16, 201, 204, 400, 401, 403, 404, 409, 413, 423, 460, 500, 503,
    ]);
    let offset = prop::option::of(0..4_u64);
    let location = prop::option::of(Just("1".to_owned()));
    let response =
        (kind, status, offset, location).prop_map(|(request, status, offset, location)| {
            Event::Response(Response { offset, location, ..Response::new(request, status) })
        });
    let plain = prop::sample::select(vec![
        Event::Start,
        Event::Progress { sent_in_request: 1 },
        Event::Stalled,
        Event::SourceLost,
        Event::Timer,
        Event::Online,
        Event::Offline,
        Event::Pause,
        Event::Resume,
        Event::Cancel,
        Event::SignedIn,
    ]);
    prop_oneof![2 => response, 1 => plain, 1 => Just(Event::NetworkError)]
}
