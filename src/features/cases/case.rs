//! The page of a case: what happens now, what the citizen has to do, what the office does, and the way there. Parts that change
//! live are redrawn one by one, so that the focus is not lost.

mod ask;
mod begin;
mod course;
mod decision;
mod facts;
mod log;
mod need;
mod needs;
mod now;
mod papers;
mod situation;
mod stage;
mod way;
mod withdraw;
mod work;

use super::status;
use super::visit::{booking, is_ahead, when};
use crate::api;
use crate::i18n::tr;
use crate::paths;
use crate::platform::effect::watch;
use crate::shell::live_pause::LivePause;
use crate::shell::navigation;
use crate::shell::page::Page;
use crate::state::fetched::Fetched;
use crate::state::live::{self, Known, Listener};
use crate::state::waiters::applied;
use crate::ui::copy::Copy;
use crate::ui::link::Link;
use domain::case::CaseState;
use domain::wire::application::Application;
use domain::wire::event::{CaseChanged, Change};
use leptos::prelude::*;
use withdraw::Withdraw;

#[component]
pub(super) fn Case() -> impl IntoView {
    let id = navigation::route().get_untracked().id();
    let known = Known::asked_now();
    let case = Fetched::new(move || {
        let id = id.clone();
        async move { api::applications::one(&id).await }
    });
    let case = case.unless_same();
    case.live_page(tr::case::failed, move |shown| {
        view! { <Open case=shown source=case known=known.clone()/> }.into_any()
    })
}

/// `source` fetches newer versions of `case`; `known` says how recent the shown one is.
#[component]
fn Open(case: Memo<Application>, source: Fetched<Application>, known: Known) -> impl IntoView {
    let Application { summary, journal, .. } = case.get_untracked();
    let newest = journal.last().map(|entry| entry.id.to_string());
    let (title, number) = (summary.title, summary.number);
    let id = StoredValue::new(summary.id);
    let state = Memo::new(move |_| case.with(|case| case.summary.state));
    announce(state, summary.section);
    let changed = Callback::new(move |changed: CaseChanged| {
        let is_other = id.with_value(|id| *id != changed.application);
        if is_other || changed.kind == Some(Change::Seen) {
            return applied();
        }
        source.change(|case| apply(case, &changed));
        source.refreshed()
    });
    let refresh = Callback::new(move |()| source.refreshed());
    live::listen(known.up_to(newest), Listener { changed, refresh });
    let wanted = needs::wanted(case);
    // Only one main button on the page: what the citizen has to do comes first.
    let wants = Memo::new(move |_| wanted.with(|wanted| !wanted.is_empty()));
    let visit = Memo::new(move |_| {
        case.with(|case| {
            let booking = booking(case).filter(|booking| is_ahead(booking))?;
            Some(when(booking, booking.starts_at))
        })
    });
    view! {
        <Page
            name=tr::case::name(&title)
            title=title
            above=move || view! { <Link href=paths::APPLICATIONS class="back" text=tr::case::back()/> }
        >
            <LivePause/>
            <p class="case-number">
                <span class="muted">{tr::case::number()}</span> " " <Copy text=number/>
            </p>
            <div class="case">
                <div class="case__main">
                    {now::now(case, wants)}
                    {needs::needs(case, wanted)}
                    {work::work(case)}
                    {course::course(case)}
                </div>
                <aside class="case__aside" aria-label=tr::ask::title()>
                    {ask::ask(case)}
                    {papers::papers(case)}
                    <Withdraw state=state visit=visit source=source id=id/>
                </aside>
            </div>
        </Page>
    }
}

/// Says a new status.
fn announce(state: Memo<CaseState>, section: String) {
    watch(
        move || state.get(),
        move |state, _| live::say("state", tr::case::changed(&status::name(*state, &section))),
    );
}

/// Applies a new state before the whole case is refetched. Ignores an event that is older than the shown case.
fn apply(case: &mut Application, changed: &CaseChanged) {
    if changed.at < case.summary.changed_at || changed.state == case.summary.state {
        return;
    }
    case.summary.state = changed.state;
    case.summary.changed_at = changed.at;
    if changed.state.is_final() {
        case.summary.expected_by = None;
    }
}

/// Shows an answer unless it is older than the shown case, because answers may overtake each other.
fn newer(case: &mut Application, fresh: Application) {
    if fresh.as_of >= case.as_of {
        *case = fresh;
    }
}
