//! Parts of the page of a case that are drawn again when what they show changes, and only then. One reactive closure draws all of
//! them: each further one would add a copy of the code that does it.

use domain::wire::application::Application;
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher as _};

/// Draws what `read` finds in the case.
pub(super) fn drawn<T: Hash + 'static>(
    case: Memo<Application>,
    read: impl Fn(&Application) -> T + Clone + Send + Sync + 'static,
    draw: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let again = read.clone();
    let sum = move |case: &Application| {
        let mut hasher = DefaultHasher::new();
        read(case).hash(&mut hasher);
        hasher.finish()
    };
    erased(case, Box::new(sum), Box::new(move |case| draw(again(case))))
}

fn erased(
    case: Memo<Application>,
    sum: Box<dyn Fn(&Application) -> u64 + Send + Sync>,
    draw: Box<dyn Fn(&Application) -> AnyView + Send + Sync>,
) -> AnyView {
    let sum = Memo::new(move |_| case.with(&sum));
    let view = move || {
        // Reading, not only tracking: a memo that nobody has read depends on nothing.
        let _ = sum.get();
        case.with_untracked(&draw)
    };
    view.into_any()
}
