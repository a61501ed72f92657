//! The term: by when a decision is expected, what that day follows from, and why it has moved (M-31, M-32).

use super::facts::Fact;
use crate::i18n::dates;
use crate::i18n::{self, tr};
use crate::platform::clock;
use crate::ui::notice::{Notice, Tone};
use chrono::NaiveDate;
use domain::case::CaseState;
use domain::office;
use domain::wire::application::{Application, CaseTerm};
use leptos::prelude::*;

pub(super) fn expected(case: &Application) -> Option<Fact> {
    let Some(term) = &case.term else { return without_term(case) };
    if let Some(since) = term.paused_since {
        let mut fact = Fact::new(tr::term::label(), tr::term::paused(&dates::date_of(since)));
        fact.notes.extend(term.left.map(|left| tr::term::rest(left.into())));
        return Some(fact);
    }
    let day = dates::day_and_year(term.expected_by);
    let value = if term.after_visit { tr::term::after_visit(&day) } else { day };
    let mut fact = Fact::new(tr::term::label(), value);
    let due = term.due.filter(|_| term.after_visit);
    fact.notes.extend(due.map(|due| tr::term::visit_later(&dates::day_and_year(due))));
    fact.notes.extend((!term.official_calendar).then(tr::case::forecast));
    fact.notes.push(length(term));
    fact.notes.extend(left(term));
    fact.notes.push(tr::term::counted());
    Some(fact)
}

/// Of an API that tells only the day.
fn without_term(case: &Application) -> Option<Fact> {
    let day = case.summary.expected_by.filter(|_| case.summary.state != CaseState::NeedsInfo)?;
    let mut fact = Fact::new(tr::term::label(), dates::day_and_year(day));
    fact.notes.extend((!case.summary.official_calendar).then(tr::case::forecast));
    Some(fact)
}

fn length(term: &CaseTerm) -> String {
    let days = term.working_days.into();
    match term.category.as_str() {
        "priority" => tr::term::priority(days),
        "urgent" => tr::term::urgent(days),
        _ => tr::term::standard(days),
    }
}

fn left(term: &CaseTerm) -> Option<String> {
    if is_over(term) {
        return None;
    }
    Some(match term.left? {
        0 => tr::term::today(),
        left => tr::term::left(left.into(), &term.working_days.to_string()),
    })
}

fn is_over(term: &CaseTerm) -> bool {
    today() > term.expected_by && term.paused_since.is_none()
}

/// Today at the office.
pub(super) fn today() -> NaiveDate {
    office::day(clock::server())
}

/// That the term is over, and that and why it has moved.
pub(super) fn notices(over: Option<String>, moved: Option<Moved>) -> AnyView {
    let moved = moved.map(|Moved { title, why, told }| {
        view! { <Notice tone=Tone::Info title=title><p>{why}</p> <p>{told}</p></Notice> }
    });
    view! {
        {over.map(|text| view! { <Notice tone=Tone::Warn><p>{text}</p></Notice> })}
        {moved}
    }
    .into_any()
}

pub(super) fn over(case: &Application) -> Option<String> {
    let term = case.term.as_ref().filter(|term| is_over(term) && !case.summary.state.is_final())?;
    Some(tr::term::over(&dates::day_and_year(term.expected_by)))
}

#[derive(Hash)]
pub(super) struct Moved {
    title: String,
    why: String,
    told: String,
}

pub(super) fn moved(case: &Application) -> Option<Moved> {
    let term = case.term.as_ref()?;
    let moved = term.moved.as_ref()?;
    let (was, now) = (dates::day_and_year(moved.from), dates::day_and_year(term.expected_by));
    Some(Moved {
        title: tr::term::Moved { was: &was, now: &now }.text(),
        why: moved.why.get(i18n::language()).to_owned(),
        told: tr::term::moved_letter(&dates::moment(moved.at)),
    })
}
