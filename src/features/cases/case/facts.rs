//! Facts as a list of names and values.

use leptos::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) name: String,
    pub(super) value: String,
    /// Small print below it, a line each.
    pub(super) notes: Vec<String>,
}

impl Fact {
    pub(super) fn new(name: String, value: String) -> Self {
        Self { name, value, notes: Vec::new() }
    }
}

/// Nothing for no facts.
pub(super) fn facts(facts: Memo<Vec<Fact>>) -> AnyView {
    let list = move || {
        let rows: Vec<_> = facts.get().into_iter().map(row).collect();
        (!rows.is_empty()).then(|| view! { <dl class="summary">{rows}</dl> })
    };
    list.into_any()
}

fn row(fact: Fact) -> AnyView {
    let notes: Vec<_> = fact
        .notes
        .into_iter()
        .map(|note| view! { <span class="summary__note">{note}</span> }.into_any())
        .collect();
    view! { <div class="summary__row"><dt>{fact.name}</dt> <dd>{fact.value} {notes}</dd></div> }
        .into_any()
}
