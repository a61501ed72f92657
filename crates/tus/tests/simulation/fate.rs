use proptest::prelude::*;

/// What happens to a request. Parts are given in 255ths.
#[derive(Debug, Clone)]
pub(crate) enum Fate {
    Good,
    /// The server stores a part and confirms it.
    Short(u8),
    /// The server stores a part, then the connection breaks.
    Cut(u8),
    /// The server does everything, but the response is lost.
    LostAnswer,
    /// The server stores a part, then the request stalls.
    BlackHole(u8),
    /// The server stores a part, then the network goes and comes back.
    Offline(u8),
    /// The server stores a part, then the network goes, and the system never reports that it is back.
    Mute(u8),
    /// The server stores a part, then the citizen pauses and resumes.
    Paused(u8),
    /// The server stores a part, then the file can no longer be read until the citizen chooses it again.
    SourceLost(u8),
    /// The server refuses and stores nothing: status and `Retry-After` in ms.
    Status(u16, Option<u64>),
    /// The server stores a part, but responds with an error.
    PartThenStatus(u8, u16),
    /// The server responds with success but without the headers.
    NoHeaders,
}

/// Faults of the network alone.
pub(crate) fn any_cut() -> impl Strategy<Value = Fate> {
    prop_oneof![
        any::<u8>().prop_map(Fate::Cut),
        Just(Fate::LostAnswer),
        any::<u8>().prop_map(Fate::BlackHole),
        any::<u8>().prop_map(Fate::Offline),
        any::<u8>().prop_map(Fate::Mute),
    ]
}

pub(crate) fn any_fate() -> impl Strategy<Value = Fate> {
    let busy = prop::sample::select(vec![401_u16, 408, 409, 423, 425, 429, 500, 502, 503, 504]);
    let failed = prop::sample::select(vec![408_u16, 500, 502, 503, 504]);
    prop_oneof![
        3 => Just(Fate::Good),
        2 => any::<u8>().prop_map(Fate::Short),
        3 => any::<u8>().prop_map(Fate::Cut),
        2 => Just(Fate::LostAnswer),
        1 => any::<u8>().prop_map(Fate::BlackHole),
        1 => any::<u8>().prop_map(Fate::Offline),
        1 => any::<u8>().prop_map(Fate::Mute),
        1 => any::<u8>().prop_map(Fate::Paused),
        1 => any::<u8>().prop_map(Fate::SourceLost),
        2 => (busy, prop::option::of(0..9_000_u64)).prop_map(|(status, after)| Fate::Status(status, after)),
        2 => (any::<u8>(), failed).prop_map(|(part, status)| Fate::PartThenStatus(part, status)),
        1 => Just(Fate::NoHeaders),
    ]
}
