//! Institutions for examinations and operations: the public catalogue, and the choice of one for an application.

mod filter;
mod hours;
mod institution;
mod panel;

pub(super) use filter::Filters;

use crate::api;
use crate::i18n::tr;
use crate::paths;
use crate::platform::effect::{effect, watch};
use crate::platform::focus;
use crate::platform::timer::Timer;
use crate::shell::page::Page;
use crate::state::announcer::Announcer;
use crate::state::fetched::Fetched;
use crate::state::sign_out::{self, OnSignOut};
use crate::ui::button::Button;
use crate::ui::link::Link;
use domain::booking::Visit;
use domain::wire::institution::{Institution, Institutions};
use filter::Fitting;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// Debounce in milliseconds between the last change of a filter and the announcement of the number of results.
const PAUSE: u32 = 700;

/// Id of the heading of the results.
const FOUND: &str = "places-found";

/// The public catalogue.
#[component]
pub(super) fn Catalogue() -> impl IntoView {
    let institutions = Fetched::new(api::institutions::list);
    let view = CatalogueView::saved();
    view.save();
    view! {
        <Page title=tr::places::title()>
            <p class="lead">{tr::places::lead()}</p>
            {institutions.view(tr::places::failed, move |all| {
                let all = StoredValue::new(all);
                let apply = Callback::new(move |place: Institution| apply(all, &place));
                view! {
                    <Search all=all view=view action=apply/>
                }
                .into_any()
            })}
        </Page>
    }
}

/// Choice of an institution for an application. `view` starts with [`Filters::of`] the application; `href` maps the id
/// of an institution to the address of its calendar.
#[component]
pub(super) fn Picker(
    institutions: Institutions,
    view: CatalogueView,
    #[prop(into)] href: Callback<String, String>,
) -> AnyView {
    let choose = Callback::new(move |place: Institution| {
        let is_free = place.lines.iter().any(|line| line.nearest.is_some());
        let link = is_free.then(|| {
            let label = tr::places::choose_at(&place.name);
            view! {
                <p class="institution__action">
                    <Link href=href.run(place.id) class="button" text=tr::places::choose() label=label/>
                </p>
            }
        });
        link.into_any()
    });
    view! { <Search all=StoredValue::new(institutions) view=view action=choose/> }.into_any()
}

/// Filters and results. `action` renders the link of an institution, which it gets with the matching lines only.
#[component]
fn Search(
    all: StoredValue<Institutions>,
    view: CatalogueView,
    action: Callback<Institution, AnyView>,
) -> AnyView {
    let CatalogueView { filters, visible } = view;
    let resets = RwSignal::new(0_u32);
    let found = Memo::new(move |_| {
        all.with_value(|all| filters.with(|filters| filter::fitting(all, filters)))
    });
    let count = move || u32::try_from(found.with(Vec::len)).unwrap_or(u32::MAX);
    follow(view, Signal::derive(count));
    let is_clear = Memo::new(move |_| filters.with(Filters::is_clear));
    let reset = move |_| {
        filters.update(|filters| *filters = filters.cleared());
        resets.update(|resets| *resets += 1);
        focus::on_id(FOUND);
    };
    let results = move || {
        let found = found.get();
        let is_region = filters.with(|filters| !filters.region.is_empty());
        if found.is_empty() {
            let text = match (is_region, is_clear.get()) {
                (true, _) => tr::places::nothing_here(),
                (false, false) => tr::places::nothing(),
                (false, true) => tr::places::nothing_yet(),
            };
            return view! { <p>{text}</p> }.into_any();
        }
        let is_full = is_region && found.iter().all(|fitting| fitting.nearest.is_none());
        let wider = is_full.then(|| view! { <p>{tr::places::full_here()}</p> });
        let places: Vec<_> = found
            .into_iter()
            .take(visible.get())
            .map(|fitting| {
                let mut shown = fitting.institution.clone();
                shown.lines.clone_from(&fitting.lines);
                let action = action.run(shown);
                all.with_value(|all| institution::card(fitting, all, action))
            })
            .collect();
        view! { {wider} <ul class="cards">{places}</ul> }.into_any()
    };
    // Repeats the number of results below the filters: on a small screen the results are far down.
    let end = Callback::new(move |()| {
        view! {
            <p class="filters__end">
                <span>{move || tr::places::found(count())}</span>
                <Show when=move || !is_clear.get()>
                    <button class="link" type="button" on:click=reset>{tr::places::reset()}</button>
                </Show>
            </p>
        }
        .into_any()
    });
    view! {
        {move || {
            resets.track();
            panel::panel(all, filters, end)
        }}
        {move || services(all, filters)}
        <h2 id=FOUND tabindex="-1">{move || tr::places::found(count())}</h2>
        {move || (count() > 1).then(|| view! { <p class="muted">{tr::places::order()}</p> })}
        {results}
        {move || more(found, visible)}
    }
    .into_any()
}

/// «Показать ещё 30». Moves the focus to the first of the newly shown institutions.
fn more(found: Memo<Vec<Fitting>>, visible: RwSignal<usize>) -> Option<AnyView> {
    let hidden = found.with(Vec::len).checked_sub(visible.get()).filter(|hidden| *hidden > 0)?;
    let show = move |()| {
        let first = found.with_untracked(|found| {
            found
                .get(visible.get_untracked())
                .map(|place| institution::heading(&place.institution.id))
        });
        visible.set(usize::MAX);
        first.iter().for_each(|id| focus::on_id(id));
    };
    let text = tr::places::more(&hidden.to_string());
    Some(view! { <p class="actions"><Button on_press=show>{text}</Button></p> }.into_any())
}

/// After a change of a filter, shows only the first results again and, after a pause, announces their number.
fn follow(CatalogueView { filters, visible }: CatalogueView, count: Signal<u32>) {
    let announcer = Announcer::current();
    let pause = Timer::new();
    watch(
        move || filters.track(),
        move |(), ()| {
            visible.set(PAGE);
            pause.set(PAUSE, move || {
                let count = count.get_untracked();
                announcer.iter().for_each(|announcer| announcer.say(tr::places::found(count)));
            });
        },
    );
}

/// Links to the services that lead to the chosen kind of visit, for citizens without an application.
fn services(all: StoredValue<Institutions>, filters: RwSignal<Filters>) -> Option<AnyView> {
    let (visit, is_fixed) = filters.with(|filters| (filters.visit, filters.is_fixed));
    let visit = visit.filter(|_| !is_fixed)?;
    let links: Vec<AnyView> = all.with_value(|all| {
        let services = all.services.iter().filter(|service| service.visit == visit);
        services
            .map(|service| {
                view! { <li><Link href=paths::service(&service.id) text=service.title.clone()/></li> }
                    .into_any()
            })
            .collect()
    });
    if links.is_empty() {
        return None;
    }
    let text = match visit {
        Visit::Examination => tr::places::begin_examination(),
        Visit::Operation => tr::places::begin_operation(),
    };
    let view = view! {
        <h2>{tr::places::prepare()}</h2>
        <p>{text}</p>
        <ul>{links}</ul>
    };
    Some(view.into_any())
}

/// «Оформить заявку»: links to the first service that leads to this kind of visit.
fn apply(all: StoredValue<Institutions>, place: &Institution) -> AnyView {
    let service = all.with_value(|all| {
        let mut services = all.services.iter();
        services.find(|service| service.visit == place.visit).map(|service| service.id.clone())
    });
    let link = service.map(|id| {
        let label = tr::places::apply_at(&place.name);
        view! {
            <p class="institution__action">
                <Link href=paths::service(&id) text=tr::places::apply() label=label/>
            </p>
        }
    });
    link.into_any()
}

/// The chosen filters, and how many of the institutions that pass them are visible.
#[derive(Debug, Clone, Copy)]
pub(super) struct CatalogueView {
    filters: RwSignal<Filters>,
    visible: RwSignal<usize>,
}

/// Number of results that are visible at first.
const PAGE: usize = 10;

/// View kept across navigation; dropped when the citizen signs out.
#[derive(Debug, Clone)]
struct SavedView {
    filters: Filters,
    visible: usize,
}

thread_local! {
    static SAVED: RefCell<Option<SavedView>> = {
        sign_out::register(Rc::new(ForgetView));
        RefCell::new(None)
    };
}

struct ForgetView;

impl OnSignOut for ForgetView {
    fn forget(&self) {
        SAVED.set(None);
    }
}

impl CatalogueView {
    pub(super) fn new(filters: Filters) -> Self {
        Self { filters: RwSignal::new(filters), visible: RwSignal::new(PAGE) }
    }

    /// Restores the view that the citizen left.
    fn saved() -> Self {
        match SAVED.with_borrow(Clone::clone) {
            Some(SavedView { filters, visible }) => {
                Self { filters: RwSignal::new(filters), visible: RwSignal::new(visible) }
            }
            None => Self::new(Filters::default()),
        }
    }

    fn save(self) {
        effect(move || {
            let (filters, visible) = (self.filters.get(), self.visible.get());
            SAVED.set(Some(SavedView { filters, visible }));
        });
    }
}
