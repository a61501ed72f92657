//! The page of a case: what happens now, what the citizen has to do, what the office does, and the way there. Parts that change
//! live are redrawn one by one, so that the focus is not lost.

mod ask;
mod away;
mod begin;
mod course;
mod decision;
mod drawn;
mod facts;
mod log;
mod need;
mod needs;
mod now;
mod papers;
mod people;
mod preparation;
mod referral;
mod report;
mod result;
mod result_page;
mod situation;
mod stage;
mod term;
mod way;
mod withdraw;
mod work;

pub(super) use result_page::ResultPage;

use super::{status, visit};
use crate::api;
use crate::i18n::{self, tr};
use crate::paths;
use crate::platform::clock;
use crate::platform::early;
use crate::platform::effect::watch;
use crate::platform::timer::every;
use crate::shell::live_pause::LivePause;
use crate::shell::navigation;
use crate::shell::page::Page;
use crate::state::fetched::Fetched;
use crate::state::live::{self, Known, Listener};
use crate::state::waiters::applied;
use crate::ui::copy::Copy;
use crate::ui::link::Link;
use domain::wire::application::{Application, By, JournalEntry};
use domain::wire::event::{CaseChanged, Change};
use leptos::prelude::*;
use withdraw::Withdraw;

#[component]
pub(super) fn Case() -> impl IntoView {
    let (case, known) = opened();
    case.live_page(tr::case::failed, move |shown| {
        view! { <Open case=shown source=case known=known.clone()/> }.into_any()
    })
}

/// The case that the page is about, and how recent what is shown of it is.
fn opened() -> (Fetched<Application>, Known) {
    let id = navigation::route().get_untracked().id();
    let known = Known::asked_now();
    let case = Fetched::new(move || {
        let id = id.clone();
        async move { api::applications::one(&id).await }
    });
    (case.unless_same(), known)
}

/// Milliseconds between looks at the clock.
const LOOK: u32 = 60_000;

/// Fetches again once a new day has begun at the office, which counts the days of terms, and once the visit begins: the page may stay
/// open.
fn follow_time(case: Memo<Application>, source: Fetched<Application>) {
    let begins = move |case: &Application| visit::booking(case).map(|booking| booking.starts_at);
    let now = move || {
        let has_begun = case.with_untracked(begins).is_some_and(|begins| begins <= clock::server());
        (term::today(), has_begun)
    };
    let shown = StoredValue::new(now());
    every(LOOK, move || {
        let now = now();
        if shown.try_update_value(|shown| std::mem::replace(shown, now)) != Some(now) {
            source.refresh();
        }
    });
}

/// `source` fetches newer versions of `case`; `known` says how recent the shown one is.
#[component]
fn Open(case: Memo<Application>, source: Fetched<Application>, known: Known) -> impl IntoView {
    let Application { summary, .. } = case.get_untracked();
    let (title, number) = (summary.title, summary.number);
    let id = StoredValue::new(summary.id);
    let state = Memo::new(move |_| case.with(|case| case.summary.state));
    announce(case, summary.section);
    early::afterwards("cases", "messages");
    follow(case, source, known);
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
            {away::away(case)}
            <div class="case">
                <div class="case__main">
                    {now::now(case)}
                    {needs::needs(case)}
                    {work::work(case)}
                    {course::course(case)}
                </div>
                <aside class="case__aside" aria-label=tr::ask::title()>
                    {ask::ask(case)}
                    {papers::papers(case, source)}
                    <Withdraw state=state case=case source=source id=id/>
                </aside>
            </div>
        </Page>
    }
}

/// Keeps the case up to date.
fn follow(case: Memo<Application>, source: Fetched<Application>, known: Known) {
    let (id, newest) = case.with_untracked(|case| {
        let newest = case.journal.last().map(|entry| entry.id.to_string());
        (StoredValue::new(case.summary.id.clone()), newest)
    });
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
    follow_time(case, source);
}

/// Says what is new: the status, and what others have written about anything but the status.
fn announce(case: Memo<Application>, section: String) {
    let newest = |case: &Application| case.journal.last().map_or(0, |line| line.id);
    watch(
        move || case.with(|case| (case.summary.state, newest(case))),
        move |(state, _), (last_state, last_newest)| {
            if state != last_state {
                live::say("state", tr::case::changed(&status::name(*state, &section)));
            }
            let news = case.with_untracked(|case| news(case, *last_newest));
            news.into_iter().for_each(|(topic, text)| live::say(&topic, text));
        },
    );
}

/// Topic and words of every line after the one with this id that is no move of the case and not by the citizen.
fn news(case: &Application, after: i64) -> Vec<(String, String)> {
    let said = |line: &JournalEntry| {
        let is_news = line.id > after && line.kind != Change::State && line.by != Some(By::Citizen);
        let comment = line.comment.as_ref().filter(|_| is_news)?;
        Some((line.id.to_string(), comment.get(i18n::language()).to_owned()))
    };
    case.journal.iter().filter_map(said).collect()
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
