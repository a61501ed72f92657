//! What is told of files while no screen shows them: a line in the frame, and a question before the page
//! goes away with bytes that the server has not.

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

/// What the line says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    text: String,
    /// The way back to the files.
    href: String,
}

/// Follows all files from now on, each with its draft. Once, by whoever keeps them.
pub(super) fn follow(files: fn() -> Vec<(String, Row)>) {
    root::with(|| {
        let announcer = Announcer::current();
        let shown = RwSignal::new(None);
        effect(move || {
            let files = files();
            page::ask_before_leaving(files.iter().any(|(_, row)| row.state.get().lacks_bytes()));
            show(shown, line(&files), announcer);
        });
        if let Some(place) = page::aside() {
            mount_to(place, move || draw(shown)).forget();
        }
    });
}

/// The link stays the same through all changes of its words: it may have the focus.
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

/// Begun and gone are said, the steps between are not.
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

/// What is on its way comes first, then what came to a bad end; both only as long as the citizen has not seen it.
fn line(files: &[(String, Row)]) -> Option<Line> {
    let unseen = files.iter().filter(|(_, row)| !row.watch.with(super::row::Watch::is_seen));
    let unseen: Vec<_> = unseen.collect();
    let moving: Vec<_> = unseen.iter().filter(|(_, row)| row.state.get().is_on_its_way()).collect();
    let (text, (draft, row)) = match moving.as_slice() {
        [] => {
            let missed = unseen.iter().find(|(_, row)| row.watch.with(|watch| watch.has_missed))?;
            (tr::file::say_refused(&missed.1.name), missed)
        }
        [one] => (of_one(&one.1), *one),
        [first, ..] => {
            let sum = |of: fn(&Row) -> u64| moving.iter().map(|(_, row)| of(row)).sum::<u64>();
            let percent = percent(sum(|row| row.received.get()), sum(|row| row.bytes));
            let count = u32::try_from(moving.len()).unwrap_or(u32::MAX);
            (tr::file::underway_many(count, &percent.to_string()), *first)
        }
    };
    let href = row.watch.with(|watch| watch.href.clone());
    Some(Line { text, href: href.unwrap_or_else(|| paths::draft(draft)) })
}

fn of_one(row: &Row) -> String {
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
