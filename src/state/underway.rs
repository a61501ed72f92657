//! What goes on while the citizen is elsewhere: a quiet line of the frame, filled by the part of the app that does it.

use leptos::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Underway {
    pub(crate) text: String,
    /// The way back to it.
    pub(crate) href: String,
}

thread_local! {
    static LINE: ArcRwSignal<Option<Underway>> = ArcRwSignal::new(None);
}

pub(crate) fn line() -> ArcRwSignal<Option<Underway>> {
    LINE.with(Clone::clone)
}
