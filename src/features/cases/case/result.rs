//! What was decided, line by line, and what it entitles to (M-30).

use super::facts::{Fact, facts};
use crate::i18n::tr;
use crate::paths;
use crate::ui::link::Link;
use domain::wire::application::{Entitled, ResultLine};
use leptos::prelude::*;

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// On the page of the case.
    Gist,
    /// On the page of the result.
    Whole,
}

/// What the service calls its result, where all of it follows.
pub(super) fn named(title: Option<String>, depth: Depth) -> AnyView {
    let title = title.filter(|_| depth == Depth::Whole);
    title.map(|title| view! { <h3>{title}</h3> }).into_any()
}

pub(super) fn told(mut lines: Vec<ResultLine>, depth: Depth) -> AnyView {
    lines.retain(|line| line.gist || depth == Depth::Whole);
    facts(lines.into_iter().map(fact).collect())
}

fn fact(line: ResultLine) -> Fact {
    Fact {
        name: line.label,
        value: line.value.join("\n"),
        lang: line.russian.then_some("ru"),
        notes: line.note.into_iter().collect(),
    }
}

/// Nothing for nothing.
pub(super) fn entitled(all: Vec<Entitled>) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let row = |Entitled { text, service }| {
        let text = match service {
            Some(service) => view! { <Link href=paths::service(&service) text=text/> }.into_any(),
            None => text.into_any(),
        };
        view! { <li>{text}</li> }
    };
    let rows: Vec<_> = all.into_iter().map(row).collect();
    view! { <p>{tr::case::entitled()}</p> <ul>{rows}</ul> }.into_any()
}
