//! What happened in a stage: every line of the journal with its date and time, the newest first (M-24).

use super::drawn::drawn;
use super::way::stages;
use crate::features::cases::status;
use crate::i18n::dates;
use crate::i18n::{self, tr};
use crate::platform::effect::watch;
use crate::platform::folded;
use domain::wire::application::{Application, By, JournalEntry, Progress, StageKind};
use domain::wire::event::Change;
use leptos::prelude::*;

/// Nothing while there are no lines. Opens with the stage, or with the decision, and is never closed: somebody may be reading.
pub(super) fn log(case: Memo<Application>, kind: StageKind, progress: Memo<Progress>) -> AnyView {
    let id = format!("log-{}", name(kind));
    let opened = id.clone();
    // The decision is the end of the way: it is never a stage that goes on.
    let is_open = Memo::new(move |_| match progress.get() {
        Progress::Current => true,
        progress => kind == StageKind::Decision && progress == Progress::Done,
    });
    watch(
        move || is_open.get(),
        move |is_open, _| {
            if *is_open {
                folded::open_soon(&opened);
            }
        },
    );
    let read = move |case: &Application| !of_stage(case, kind).is_empty();
    let draw = move |is_there: bool| {
        if !is_there {
            return ().into_any();
        }
        let is_open = is_open.get_untracked();
        let summary = format!("{id}-summary");
        view! {
            <details class="log" id=id.clone() open=is_open>
                {drawn(case, move |case| entries(case, kind), move |entries| list(&summary, entries))}
            </details>
        }
        .into_any()
    };
    drawn(case, read, draw)
}

/// An entry in words.
#[derive(Hash)]
pub(super) struct Entry {
    time: String,
    what: String,
    who: Option<String>,
    comment: Option<String>,
}

/// The newest first.
fn entries(case: &Application, kind: StageKind) -> Vec<Entry> {
    of_stage(case, kind).into_iter().rev().map(|line| entry(line, &case.summary.section)).collect()
}

fn list(summary: &str, entries: Vec<Entry>) -> AnyView {
    let count = tr::log::count(u32::try_from(entries.len()).unwrap_or(u32::MAX));
    view! {
        <summary id=summary.to_owned()>{count}</summary>
        {lines(entries)}
    }
    .into_any()
}

fn of_stage(case: &Application, kind: StageKind) -> Vec<&JournalEntry> {
    let stages = stages(case);
    let lines = stages.iter().find(|stage| stage.kind == kind).map(|stage| &stage.lines);
    let is_here = |entry: &&JournalEntry| lines.is_some_and(|lines| lines.contains(&entry.id));
    case.journal.iter().filter(is_here).collect()
}

fn name(kind: StageKind) -> &'static str {
    match kind {
        StageKind::Sent => "sent",
        StageKind::Check => "check",
        StageKind::Review => "review",
        StageKind::Visit => "visit",
        StageKind::Decision => "decision",
        StageKind::Planning => "planning",
        StageKind::Operation => "operation",
        StageKind::Appeal => "appeal",
        StageKind::Withdrawn => "withdrawn",
        StageKind::Other => "other",
    }
}

/// When, what it is about, who, and the comment.
pub(super) fn entry(entry: &JournalEntry, section: &str) -> Entry {
    let what = match entry.kind {
        Change::State => tr::log::state(&status::name(entry.state, section)),
        Change::Visit => tr::log::visit(),
        Change::Message => tr::log::message(),
        Change::Executor => tr::log::executor(),
        Change::Term => tr::log::term(),
        Change::Plan => tr::log::plan(),
        Change::Report => tr::log::report(),
        Change::Wait => tr::log::wait(),
        Change::Referral => tr::log::referral(),
        Change::Document => tr::log::document(),
        Change::File => tr::log::file(),
        Change::Question | Change::Seen | Change::Session | Change::Other => tr::log::other(),
    };
    let who = match entry.by {
        Some(By::Citizen) => Some(tr::log::you()),
        Some(By::System) => Some(tr::log::system()),
        Some(By::Office) => Some(tr::log::office()),
        Some(By::Other) | None => None,
    };
    let comment = entry.comment.as_ref().map(|comment| comment.get(i18n::language()).to_owned());
    Entry { time: dates::moment(entry.at), what, who, comment }
}

pub(super) fn lines(entries: Vec<Entry>) -> AnyView {
    let lines: Vec<_> = entries.into_iter().map(line).collect();
    view! { <ol class="log__entries" reversed>{lines}</ol> }.into_any()
}

fn line(entry: Entry) -> AnyView {
    view! {
        <li class="log__entry">
            <p class="log__time">{entry.time}</p>
            <p class="log__what">
                <b>{entry.what}</b> {entry.who.map(|who| view! { <span class="log__who">" — " {who}</span> })}
            </p>
            {entry.comment.map(|comment| view! { <p class="log__comment">{comment}</p> })}
        </li>
    }
    .into_any()
}
