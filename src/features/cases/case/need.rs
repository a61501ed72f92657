//! One thing that the citizen has to do: what, why, until when, and the button.

use super::begin::Begin;
use super::term;
use crate::features::cases::visit::{booking, when};
use crate::i18n::dates;
use crate::i18n::{self, tr};
use crate::paths;
use crate::platform::clock;
use crate::ui::link::Link;
use chrono::{DateTime, TimeDelta, Utc};
use domain::booking::Visit;
use domain::wire::application::{Application, Need, NeedKind};
use leptos::prelude::*;

/// A need in words.
#[derive(Hash)]
pub(super) struct Asked {
    title: String,
    /// What to correct, a line each.
    lines: Vec<String>,
    text: Option<String>,
    until: Option<String>,
    go: Go,
}

/// What the button does.
#[derive(Hash)]
enum Go {
    Correct,
    /// Address and text of a link.
    To(String, String),
    Nowhere,
}

/// The needs of a case, the urgent ones first.
pub(super) fn asked(case: &Application) -> Vec<Asked> {
    let soon =
        |need: &&Need| need.until.is_some_and(|until| until - clock::server() < TimeDelta::days(2));
    let (urgent, others): (Vec<_>, Vec<_>) = case.needs.iter().partition(soon);
    urgent.into_iter().chain(others).map(|need| words(case, need)).collect()
}

fn words(case: &Application, need: &Need) -> Asked {
    let text = need.text.clone();
    let until = need.until.map(until);
    let plain = |title, go| Asked { title, lines: Vec::new(), text, until, go };
    // Where it is asked, it is done.
    let talk = |text| Go::To(paths::thread(&case.summary.id), text);
    match need.kind {
        NeedKind::Correct => correct(case),
        NeedKind::Confirm => plain(tr::need::consent(), talk(tr::need::read())),
        NeedKind::Upload => plain(tr::need::upload(), talk(tr::need::attach())),
        NeedKind::Answer => plain(tr::need::answer(), talk(tr::case::visit_answer())),
        NeedKind::AnswerTransfer | NeedKind::OtherTime => {
            moving(case).unwrap_or_else(|| plain(tr::need::other_time(), Go::Nowhere))
        }
        NeedKind::ChooseDate => date(case),
        NeedKind::Other => plain(tr::need::other(), talk(tr::need::open())),
    }
}

fn correct(case: &Application) -> Asked {
    let lines: Vec<_> =
        case.remarks.iter().map(|remark| remark.text.get(i18n::language()).to_owned()).collect();
    Asked {
        title: tr::need::correct(u32::try_from(lines.len()).unwrap_or(u32::MAX)),
        lines,
        text: Some(tr::case::correct_text()),
        until: None,
        go: Go::Correct,
    }
}

fn date(case: &Application) -> Asked {
    let (title, text) = match case.visit.as_ref().map(|visit| visit.visit) {
        Some(Visit::Operation) => (tr::need::date_operation(), tr::case::visit_choose_operation()),
        _ => (tr::need::date_examination(), tr::case::visit_choose_examination()),
    };
    let go = Go::To(paths::choose(&case.summary.id), tr::case::visit_choose());
    // Without an examination the bureau cannot decide, so a late one moves the decision.
    let due = case.term.as_ref().map(|term| term.due.unwrap_or(term.expected_by));
    let due = due.or(case.summary.expected_by);
    let due = due.filter(|due| !case.summary.state.is_final() && *due > term::today());
    let until = due.map(|day| tr::need::in_time(&dates::day_and_year(day)));
    Asked { title, lines: Vec::new(), text: Some(text), until, go }
}

/// The institution cannot keep the time: the citizen answers what it proposes, or chooses another.
fn moving(case: &Application) -> Option<Asked> {
    let booking = booking(case)?;
    let transfer = booking.transfer.as_ref()?;
    let (title, text, go) = if transfer.awaits(clock::server()) {
        let until = dates::near_day_and_time(transfer.answer_by, booking.utc_offset);
        let when = when(booking, transfer.starts_at);
        let text = tr::case::VisitOffered { until: &until, when: &when }.text();
        (tr::need::transfer(), text, Go::To(paths::booking(&booking.id), tr::case::visit_answer()))
    } else {
        let text = tr::case::visit_not_kept(&when(booking, booking.starts_at));
        let href = paths::move_booking(&booking.id);
        (tr::need::other_time(), text, Go::To(href, tr::case::visit_other()))
    };
    Some(Asked { title, lines: Vec::new(), text: Some(text), until: None, go })
}

fn until(until: DateTime<Utc>) -> String {
    let now = clock::server();
    if dates::date_of(until) == dates::date_of(now) {
        return tr::need::today(&dates::time(until));
    }
    let days = (until - now).num_days().max(0) + 1;
    tr::need::until(u32::try_from(days).unwrap_or(u32::MAX), &dates::moment(until))
}

pub(super) fn need(id: StoredValue<String>, asked: Asked, is_first: bool) -> AnyView {
    let lines: Vec<_> =
        asked.lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect();
    let button = match asked.go {
        Go::Correct => {
            view! { <Begin id=id primary=is_first text=tr::case::correct() failed=tr::case::correct_failed/> }
                .into_any()
        }
        Go::To(href, text) => {
            let class = if is_first { "button button--primary" } else { "button" };
            view! { <p class="need__go"><Link href=href class=class text=text/></p> }.into_any()
        }
        Go::Nowhere => ().into_any(),
    };
    view! {
        <li class="surface need">
            <p class="need__title">{asked.title}</p>
            {(!lines.is_empty()).then(|| view! { <ul>{lines}</ul> })}
            {asked.text.map(|text| view! { <p>{text}</p> })}
            {asked.until.map(|until| view! { <p>{until}</p> })}
            {button}
        </li>
    }
    .into_any()
}
