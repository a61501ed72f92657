use proptest::prelude::*;

/// What happens to the next request.
#[derive(Debug, Clone)]
pub(crate) enum Fate {
    /// The stream delivers so many events and then ends.
    Stream {
        events: usize,
        /// Whether the server has forgotten all earlier events.
        gap: bool,
        torn: bool,
        end: End,
    },
    Refused(u16),
    NoAnswer,
}

impl Fate {
    pub(crate) const WHOLE: Self =
        Self::Stream { events: usize::MAX, gap: false, torn: false, end: End::Clean };
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum End {
    Clean,
    Reset,
    BlackHole,
    /// The tab is hidden for a while.
    Hidden,
    /// The tab is closed and opened again; deliveries that were not applied are lost.
    Killed,
}

/// What the page does between two requests.
#[derive(Debug, Clone)]
pub(crate) enum Work {
    /// Applies one delivery.
    Apply(prop::sample::Index),
    /// Fails to apply one delivery.
    Fail(prop::sample::Index),
}

/// Faults of the network alone.
pub(crate) fn any_cut() -> impl Strategy<Value = Fate> {
    let end = prop::sample::select(vec![End::Clean, End::Reset, End::BlackHole, End::Hidden]);
    any_fate_that_ends(end, Just(false))
}

pub(crate) fn any_fate() -> impl Strategy<Value = Fate> {
    let end = prop::sample::select(vec![
        End::Clean,
        End::Reset,
        End::BlackHole,
        End::Hidden,
        End::Killed,
    ]);
    any_fate_that_ends(end, prop::bool::weighted(0.1))
}

fn any_fate_that_ends(
    end: impl Strategy<Value = End>,
    gap: impl Strategy<Value = bool>,
) -> impl Strategy<Value = Fate> {
    let stream = (0..4_usize, gap, any::<bool>(), end);
    prop_oneof![
        4 => stream.prop_map(|(events, gap, torn, end)| Fate::Stream { events, gap, torn, end }),
        2 => prop::sample::select(vec![502_u16, 503, 500, 429]).prop_map(Fate::Refused),
        1 => Just(Fate::NoAnswer),
    ]
}

pub(crate) fn any_work() -> impl Strategy<Value = Work> {
    prop_oneof![
        2 => any::<prop::sample::Index>().prop_map(Work::Apply),
        1 => any::<prop::sample::Index>().prop_map(Work::Fail),
    ]
}
