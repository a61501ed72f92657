//! The form with the filters.

use super::filter::{Filters, equipment};
use crate::i18n::tr;
use crate::ui::options::{OptionItem, Options};
use crate::ui::select::Select;
use domain::booking::Visit;
use domain::wire::institution::{Institutions, Named};
use leptos::prelude::*;

/// Shows the current filters and writes changes back to `filters`. `end` is rendered below them.
pub(super) fn panel(
    all: StoredValue<Institutions>,
    filters: RwSignal<Filters>,
    end: Callback<(), AnyView>,
) -> AnyView {
    let now = filters.get_untracked();
    let visit = Memo::new(move |_| filters.with(|filters| filters.visit));
    let kind = (!now.is_fixed).then(|| kind(now.visit, filters));
    let operation = (!now.is_fixed).then_some(move || {
        (visit.get() == Some(Visit::Operation)).then(|| operations(all, filters))
    });
    let regions = all.with_value(|all| options(tr::places::any_region(), &all.regions));
    let only_free =
        OptionItem { value: FREE.to_owned(), label: tr::places::only_free(), hint: None };
    view! {
        <form class="surface filters" aria-label=tr::places::filters() on:submit=|event| event.prevent_default()>
            {kind}
            {operation}
            <Select
                id="place-region"
                label=tr::places::region()
                options=regions
                chosen=now.region
                on_change=move |region| filters.update(|filters| filters.region = region)
            />
            {move || view! { <Equipment all=all visit=visit.get() filters=filters/> }}
            <Options
                id="place-free"
                legend=tr::places::dates()
                options=vec![only_free]
                many=true
                chosen=now.only_free.then(|| FREE.to_owned()).into_iter().collect()
                on_change=move |(_, chosen)| filters.update(|filters| filters.only_free = chosen)
                error=Signal::stored(None::<String>)
            />
            {end.run(())}
        </form>
    }
    .into_any()
}

const FREE: &str = "free";

/// Id of the collapsible block with the equipment.
const FOLDED: &str = "place-more";

const EXAMINATION: &str = "examination";
const OPERATION: &str = "operation";

fn kind(chosen: Option<Visit>, filters: RwSignal<Filters>) -> AnyView {
    let option =
        |value: &str, label: String| OptionItem { value: value.to_owned(), label, hint: None };
    let options = vec![
        option("", tr::places::any_kind()),
        option(EXAMINATION, tr::places::examination()),
        option(OPERATION, tr::places::operation()),
    ];
    let chosen = match chosen {
        None => "",
        Some(Visit::Examination) => EXAMINATION,
        Some(Visit::Operation) => OPERATION,
    };
    let choose = move |(value, _): (String, bool)| {
        let visit = match value.as_str() {
            EXAMINATION => Some(Visit::Examination),
            OPERATION => Some(Visit::Operation),
            _ => None,
        };
        filters.update(|filters| {
            filters.visit = visit;
            filters.line.clear();
            filters.operation.clear();
            // The new kind offers other equipment; a hidden selection must not keep filtering.
            filters.equipment.clear();
        });
    };
    view! {
        <Options
            id="place-kind"
            legend=tr::places::kind()
            options=options
            chosen=vec![chosen.to_owned()]
            on_change=choose
            error=Signal::stored(None::<String>)
        />
    }
    .into_any()
}

/// The group of operations and, once it is chosen, the operation.
fn operations(all: StoredValue<Institutions>, filters: RwSignal<Filters>) -> AnyView {
    let group = Memo::new(move |_| filters.with(|filters| filters.line.clone()));
    let groups: Vec<_> = all.with_value(|all| {
        let groups = all.operations.iter();
        let named = groups.map(|group| (group.id.clone(), group.title.clone()));
        std::iter::once((String::new(), tr::places::any_group())).chain(named).collect()
    });
    let choose = move |line| {
        filters.update(|filters| {
            filters.line = line;
            filters.operation.clear();
        });
    };
    let operations = move || {
        let group = group.get();
        let named = all.with_value(|all| {
            let group = all.operations.iter().find(|known| known.id == group)?;
            Some(options(tr::places::any_operation(), &group.operations))
        });
        named.map(|named| {
            view! {
                <Select
                    id="place-operation"
                    label=tr::places::which_operation()
                    options=named
                    chosen=filters.with_untracked(|filters| filters.operation.clone())
                    on_change=move |id| filters.update(|filters| filters.operation = id)
                />
            }
        })
    };
    view! {
        <Select
            id="place-group"
            label=tr::places::which_group()
            options=groups
            chosen=group.get_untracked()
            on_change=choose
        />
        {operations}
    }
    .into_any()
}

/// Collapsed unless something is chosen, because the list is long; the number of chosen items is shown outside.
#[component]
fn Equipment(
    all: StoredValue<Institutions>,
    visit: Option<Visit>,
    filters: RwSignal<Filters>,
) -> impl IntoView {
    let items = all.with_value(|all| equipment(all, visit));
    let items: Vec<_> =
        items.into_iter().map(|(value, label)| OptionItem { value, label, hint: None }).collect();
    let chosen = filters.with_untracked(|filters| filters.equipment.clone());
    let is_open = RwSignal::new(!chosen.is_empty());
    let choose = move |(id, is_chosen): (String, bool)| {
        filters.update(|filters| {
            filters.equipment.retain(|known| *known != id);
            if is_chosen {
                filters.equipment.push(id);
            }
        });
    };
    let count = Memo::new(move |_| filters.with(|filters| filters.equipment.len()));
    let count = move || match u32::try_from(count.get()) {
        Ok(0) | Err(_) => String::new(),
        Ok(count) => tr::places::chosen(count),
    };
    // Not `<details>`: Chromium leaves out checkboxes that were drawn while it was closed.
    view! {
        <div class="filters__more">
            <button
                class="link"
                type="button"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                aria-controls=FOLDED
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                {tr::places::equipment_filter()}
            </button>
            " "
            <span class="muted">{count}</span>
            <div id=FOLDED hidden=move || !is_open.get()>
                <Options
                    id="place-equipment"
                    legend=tr::places::equipment_legend()
                    options=items
                    many=true
                    chosen=chosen
                    on_change=choose
                    error=Signal::stored(None::<String>)
                />
            </div>
        </div>
    }
}

fn options(any: String, named: &[Named]) -> Vec<(String, String)> {
    let named = named.iter().map(|named| (named.id.clone(), named.title.clone()));
    std::iter::once((String::new(), any)).chain(named).collect()
}
