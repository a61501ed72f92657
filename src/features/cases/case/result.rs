//! What was decided, line by line, and what it entitles to (M-30).

use super::facts::{Fact, facts};
use crate::i18n::tr;
use crate::paths;
use crate::ui::link::Link;
use domain::wire::application::{Entitled, ResultLine};
use leptos::prelude::*;

/// The gist, and the rest one press away. `title`: what the service calls its result.
pub(super) fn result(title: Option<String>, lines: Vec<ResultLine>) -> AnyView {
    let (gist, rest): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.gist);
    let rest = (!rest.is_empty()).then(|| {
        // Nothing else is there to be read first.
        let is_all = gist.is_empty();
        view! {
            <details class="details" open=is_all>
                <summary>{title}</summary>
                {told(rest)}
            </details>
        }
    });
    view! { {told(gist)} {rest} }.into_any()
}

fn told(lines: Vec<ResultLine>) -> AnyView {
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
