//! Status of uploads that no screen shows: a line in the page frame, and the browser's question before the page unloads
//! while bytes are missing on the server.

use super::files::Owner;
use super::row::{Row, RowState, percent};
use crate::i18n::tr;
use crate::paths;
use crate::platform::effect::effect;
use crate::platform::{focus, page};
use crate::state::announcer::Announcer;
use crate::state::root;
use leptos::mount::mount_to;
use leptos::prelude::*;
use tus::Phase;

/// Who asks before the page is left.
pub(super) const ASKER: &str = "uploads";

/// Content of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    text: String,
    /// Address of the screen with the files.
    href: String,
}

/// Shows the line for all `files`, each with its owner. Called once.
pub(super) fn follow(files: fn() -> Vec<(Owner, Row)>) {
    root::with(|| {
        let announcer = Announcer::current();
        let shown = RwSignal::new(None);
        effect(move || {
            let files = files();
            page::ask_before_leaving(
                ASKER,
                files.iter().any(|(_, row)| row.state.get().lacks_bytes()),
            );
            show(shown, line(&files), announcer);
        });
        if let Some(aside) = page::aside() {
            mount_to(aside, move || draw(shown)).forget();
        }
    });
}

/// Keeps the link element while its text changes, because it may have the focus.
fn draw(line: RwSignal<Option<Line>>) -> AnyView {
    let is_there = Memo::new(move |_| line.with(Option::is_some));
    let text = move || line.with(|line| line.as_ref().map(|line| line.text.clone()));
    let href = move || line.with(|line| line.as_ref().map(|line| line.href.clone()));
    let link = move || {
        is_there.get().then(|| {
            view! { <div class="underway"><a class="underway__link" href=href>{text}</a></div> }
        })
    };
    link.into_any()
}

/// Announces only when the line appears; saying each per cent would be noise. Moves a focus that would be lost with it.
fn show(shown: RwSignal<Option<Line>>, line: Option<Line>, announcer: Option<Announcer>) {
    let before = shown.get_untracked();
    if before == line {
        return;
    }
    match (&before, &line) {
        (None, Some(line)) => {
            announcer.iter().for_each(|announcer| announcer.say(line.text.clone()));
        }
        (Some(_), None) => focus::on_heading_instead_of(focus::current()),
        _ => {}
    }
    shown.set(line);
}

/// Files in progress first, then failed ones; only files that no screen shows.
fn line(files: &[(Owner, Row)]) -> Option<Line> {
    let unseen = files.iter().filter(|(_, row)| !row.watch.with(super::row::Watch::is_seen));
    let unseen: Vec<_> = unseen.collect();
    let moving: Vec<_> = unseen.iter().filter(|(_, row)| row.state.get().is_on_its_way()).collect();
    let (text, (owner, row)) = match moving.as_slice() {
        [] => {
            let missed = unseen.iter().find(|(_, row)| row.watch.with(|watch| watch.has_missed))?;
            (tr::file::say_refused(&missed.1.name), missed)
        }
        [one] => (line_of_one(&one.1), *one),
        [first, ..] => {
            let sum = |of: fn(&Row) -> u64| moving.iter().map(|(_, row)| of(row)).sum::<u64>();
            let percent = percent(sum(|row| row.received.get()), sum(|row| row.bytes));
            let count = u32::try_from(moving.len()).unwrap_or(u32::MAX);
            (tr::file::underway_many(count, &percent.to_string()), *first)
        }
    };
    let href = row.watch.with(|watch| watch.href.clone());
    Some(Line { text, href: href.unwrap_or_else(|| address(owner)) })
}

/// Where an owner's files are.
fn address(owner: &Owner) -> String {
    match owner {
        Owner::Draft(id) => paths::draft(id),
        Owner::Application(id) => paths::thread(id),
        Owner::Question(id) => paths::question(id),
    }
}

fn line_of_one(row: &Row) -> String {
    let percent = row.percent().to_string();
    match row.state.get() {
        RowState::Sending(Phase::Paused) => {
            tr::file::UnderwayPaused { name: &row.name, percent: &percent }.text()
        }
        RowState::Sending(Phase::Waiting | Phase::Offline | Phase::SignIn) => {
            tr::file::UnderwayWaiting { name: &row.name, percent: &percent }.text()
        }
        _ => tr::file::Underway { name: &row.name, percent: &percent }.text(),
    }
}
