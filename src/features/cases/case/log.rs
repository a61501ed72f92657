//! What happened in a stage: every line of the journal with its date and time, the newest first (M-24).

use super::way::stages;
use crate::features::cases::status;
use crate::i18n::dates;
use crate::i18n::{self, tr};
use crate::platform::effect::effect;
use domain::wire::application::{Application, By, JournalEntry, StageKind};
use domain::wire::event::Change;
use leptos::html::Details;
use leptos::prelude::*;

/// Nothing while there are no lines. Opens with the stage, and is never closed: somebody may be reading.
pub(super) fn log(case: Memo<Application>, kind: StageKind, is_current: Memo<bool>) -> AnyView {
    let section = case.with_untracked(|case| case.summary.section.clone());
    let section = StoredValue::new(section);
    let entries = Memo::new(move |_| case.with(|case| of_stage(case, kind)));
    let is_there = Memo::new(move |_| entries.with(|entries| !entries.is_empty()));
    let id = format!("log-{}", name(kind));
    let details = NodeRef::<Details>::new();
    effect(move || {
        if let (true, Some(details)) = (is_current.get(), details.get()) {
            let _ = details.set_attribute("open", "");
        }
    });
    let count = move || tr::log::count(u32::try_from(entries.with(Vec::len)).unwrap_or(u32::MAX));
    let lines = move || {
        let line = |entry| section.with_value(|section| line(entry, section));
        entries.get().into_iter().rev().map(line).collect::<Vec<_>>()
    };
    let log = move || {
        is_there.get().then(|| {
            view! {
                <details class="log" id=id.clone() node_ref=details>
                    <summary id=format!("{id}-summary")>{count}</summary>
                    <ol class="log__entries" reversed>{lines}</ol>
                </details>
            }
        })
    };
    log.into_any()
}

fn of_stage(case: &Application, kind: StageKind) -> Vec<JournalEntry> {
    let stages = stages(case);
    let lines = stages.iter().find(|stage| stage.kind == kind).map(|stage| &stage.lines);
    let is_here = |entry: &&JournalEntry| lines.is_some_and(|lines| lines.contains(&entry.id));
    case.journal.iter().filter(is_here).cloned().collect()
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

fn line(entry: JournalEntry, section: &str) -> AnyView {
    let what = match entry.kind {
        Change::State => tr::log::state(&status::name(entry.state, section)),
        Change::Visit => tr::log::visit(),
        Change::Message => tr::log::message(),
        Change::Executor => tr::log::executor(),
        Change::Term => tr::log::term(),
        Change::Plan => tr::log::plan(),
        Change::Wait => tr::log::wait(),
        Change::Referral => tr::log::referral(),
        Change::File | Change::Question | Change::Seen | Change::Session | Change::Other => {
            tr::log::other()
        }
    };
    let who = match entry.by {
        Some(By::Citizen) => Some(tr::log::you()),
        Some(By::System) => Some(tr::log::system()),
        Some(By::Office) => Some(tr::log::office()),
        Some(By::Other) | None => None,
    };
    let comment = entry.comment.map(|comment| comment.get(i18n::language()).to_owned());
    view! {
        <li class="log__entry">
            <p class="log__time">{dates::moment(entry.at)}</p>
            <p class="log__what">
                <b>{what}</b> {who.map(|who| view! { <span class="log__who">" — " {who}</span> })}
            </p>
            {comment.map(|comment| view! { <p class="log__comment">{comment}</p> })}
        </li>
    }
    .into_any()
}
