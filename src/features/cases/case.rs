//! The page of a case. Parts that change live are redrawn one by one, so that the focus is not lost.

mod begin;
mod decision;
mod withdraw;

use super::journal::Journal;
use super::stages::stages;
use super::status::{self, StatusTag};
use super::visit;
use crate::api;
use crate::i18n::dates;
use crate::i18n::{self, tr};
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
use crate::ui::notice::{Notice, Tone};
use crate::ui::timeline::Timeline;
use begin::Begin;
use decision::DecisionView;
use domain::case::CaseState;
use domain::wire::application::{Application, JournalEntry, Remark};
use domain::wire::event::CaseChanged;
use domain::wire::file::FileInfo;
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
    let Application { summary, copy_title, journal, .. } = case.get_untracked();
    let newest = journal.last().map(|entry| entry.id.to_string());
    let (title, number) = (summary.title, summary.number);
    let section = StoredValue::new(summary.section);
    let service = StoredValue::new(summary.service);
    let id = StoredValue::new(summary.id);
    let state = Memo::new(move |_| case.with(|case| case.summary.state));
    watch(
        move || state.get(),
        move |state, _| {
            let status = section.with_value(|section| status::name(*state, section));
            live::say("state", tr::case::changed(&status));
        },
    );
    let changed = Callback::new(move |changed: CaseChanged| {
        if id.with_value(|id| *id != changed.application) {
            return applied();
        }
        source.change(|case| apply(case, &changed));
        source.refreshed()
    });
    let refresh = Callback::new(move |()| source.refreshed());
    live::listen(known.up_to(newest), Listener { changed, refresh });
    let journal = Signal::derive(move || case.with(|case| case.journal.clone()));
    let expected = Memo::new(move |_| {
        case.with(|case| (case.summary.expected_by, case.summary.official_calendar))
    });
    let decision = Memo::new(move |_| case.with(|case| case.decision.clone()));
    let remarks = Memo::new(move |_| case.with(|case| case.remarks.clone()));
    let visit = Memo::new(move |_| case.with(|case| case.visit.clone()));
    // Only one primary button per screen: a step that the visit needs comes first.
    let is_wanted = move || visit.with(|visit| visit.as_ref().and_then(visit::wanted)).is_some();
    let can_repeat = Memo::new(move |_| case.with(|case| case.can_repeat));
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
            <p>{move || view! { <StatusTag state=state.get() section=section.get_value()/> }}</p>
            {move || remarks_view(id, remarks.get())}
            {move || match state.get() {
                CaseState::NeedsInfo => Some(view! { <p>{tr::case::paused()}</p> }.into_any()),
                _ => expected_line(expected.get()),
            }}
            {move || decision.get().map(|decision| view! {
                <DecisionView id=id.get_value() decision=decision primary=!is_wanted()/>
            })}
            {move || visit.get().and_then(|visit| visit::section(&id.get_value(), visit))}
            {move || can_repeat.get().then(|| repeat(id, service, state.get() == CaseState::Rejected))}
            <h2>{tr::case::way()}</h2>
            {move || view! { <Timeline stages=case.with(stages) label=tr::case::way()/> }}
            <Journal entries=journal section=section/>
            {move || view! { <Files files=case.with(|case| case.files.clone())/> }}
            {papers(&id.get_value(), &copy_title)}
            <Withdraw state=state source=source id=id/>
        </Page>
    }
}

fn expected_line((expected, official): (Option<chrono::NaiveDate>, bool)) -> Option<AnyView> {
    expected.map(|day| {
        let forecast = (!official).then(|| view! { <p class="muted">{tr::case::forecast()}</p> });
        view! {
            <p>{tr::case::expected_by(&dates::day_and_year(day))}</p>
            {forecast}
        }
        .into_any()
    })
}

/// Applies an event before the whole case is refetched. Ignores an event that is older than the shown case.
fn apply(case: &mut Application, changed: &CaseChanged) {
    if changed.at < case.summary.changed_at {
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
    let newest = |journal: &[JournalEntry]| journal.last().map(|entry| entry.id);
    if newest(&fresh.journal) >= newest(&case.journal) {
        *case = fresh;
    }
}

#[component]
fn Files(files: Vec<FileInfo>) -> impl IntoView {
    (!files.is_empty()).then(|| {
        let items: Vec<_> = files
            .into_iter()
            .map(|file| view! { <li>{file.name} " " <span class="muted">{tr::case::file_accepted()}</span></li> })
            .collect();
        view! {
            <h2>{tr::case::files()}</h2>
            <ul>{items}</ul>
        }
    })
}

/// Remarks that the citizen has to correct, with a button to do it (C-23).
fn remarks_view(id: StoredValue<String>, remarks: Vec<Remark>) -> Option<AnyView> {
    if remarks.is_empty() {
        return None;
    }
    let lines: Vec<_> = remarks
        .iter()
        .map(|remark| view! { <li>{remark.text.get(i18n::language()).to_owned()}</li> }.into_any())
        .collect();
    let view = view! {
        <Notice tone=Tone::Warn title=tr::case::remarks()>
            <ul>{lines}</ul>
            <p>{tr::case::correct_text()}</p>
            <Begin id=id text=tr::case::correct() failed=tr::case::correct_failed/>
        </Notice>
    };
    Some(view.into_any())
}

/// Button to apply again with the answers of an application that was refused (S-22, S-27) or withdrawn.
fn repeat(id: StoredValue<String>, service: StoredValue<String>, is_refused: bool) -> AnyView {
    view! {
        <p>{if is_refused { tr::case::repeat_text() } else { tr::case::again_text() }}</p>
        <Begin id=id service=service text=tr::case::repeat() failed=tr::case::repeat_failed/>
    }
    .into_any()
}

/// Documents to keep: the copy of the application (M-15) and the act of receipt (S-18).
fn papers(id: &str, copy_title: &str) -> AnyView {
    let paper = |name: &str, text: String| {
        let href = api::applications::document(id, name);
        view! { <li><a href=href download rel="external">{text}</a></li> }.into_any()
    };
    view! {
        <h2>{tr::case::papers()}</h2>
        <ul>
            {paper("copy.pdf", tr::case::copy(copy_title))}
            {paper("act.pdf", tr::case::act())}
        </ul>
    }
    .into_any()
}
