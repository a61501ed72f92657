//! Facts as a list of names and values.

use leptos::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Fact {
    pub(super) name: String,
    pub(super) value: String,
    /// Language of the value, if it is not that of the page.
    pub(super) lang: Option<&'static str>,
    /// Small print below it, a line each.
    pub(super) notes: Vec<String>,
}

impl Fact {
    pub(super) fn new(name: String, value: String) -> Self {
        Self { name, value, lang: None, notes: Vec::new() }
    }
}

/// Nothing for no facts.
pub(super) fn facts(facts: Vec<Fact>) -> AnyView {
    if facts.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = facts.into_iter().map(row).collect();
    view! { <dl class="summary">{rows}</dl> }.into_any()
}

fn row(fact: Fact) -> AnyView {
    let note = |note| view! { <span class="summary__note">{note}</span> }.into_any();
    let notes: Vec<_> = fact.notes.into_iter().map(note).collect();
    let value = match fact.lang {
        Some(lang) => view! { <span lang=lang>{fact.value}</span> }.into_any(),
        None => fact.value.into_any(),
    };
    view! { <div class="summary__row"><dt>{fact.name}</dt> <dd>{value} {notes}</dd></div> }
        .into_any()
}

/// A paragraph, or nothing.
pub(super) fn line(text: Option<String>) -> AnyView {
    match text {
        Some(text) => view! { <p>{text}</p> }.into_any(),
        None => ().into_any(),
    }
}
