//! «Что нужно от вас»: everything that the citizen has to do, the first one first, or that there is nothing.

use super::begin::Begin;
use super::need::{Asked, asked, need};
use super::situation::Situation;
use crate::features::cases::visit::can_choose;
use crate::i18n::tr;
use crate::paths;
use crate::platform::effect::watch;
use crate::platform::focus;
use crate::ui::link::Link;
use domain::case::CaseState;
use domain::wire::application::Application;
use leptos::prelude::*;

/// What the citizen has to do.
pub(super) fn wanted(case: Memo<Application>) -> Memo<Vec<Asked>> {
    Memo::new(move |_| case.with(asked))
}

pub(super) fn needs(case: Memo<Application>, wanted: Memo<Vec<Asked>>) -> AnyView {
    // What is done elsewhere goes away here, perhaps with the focus.
    watch(move || wanted.get(), |_, _| focus::on_heading_instead_of(focus::current()));
    let (id, service) =
        case.with_untracked(|case| (case.summary.id.clone(), case.summary.service.clone()));
    let (id, service) = (StoredValue::new(id), StoredValue::new(service));
    let nothing = Memo::new(move |_| case.with(nothing));
    let missed = Memo::new(move |_| case.with(can_come_again));
    let repeats =
        Memo::new(move |_| case.with(|case| case.can_repeat.then_some(case.summary.state)));
    let is_there = Memo::new(move |_| {
        wanted.with(|wanted| !wanted.is_empty())
            || nothing.with(Option::is_some)
            || repeats.get().is_some()
    });
    let list = move || {
        let needs = wanted.get();
        let items: Vec<_> =
            needs.into_iter().enumerate().map(|(index, one)| need(id, one, index == 0)).collect();
        (!items.is_empty()).then(|| view! { <ul class="needs">{items}</ul> })
    };
    let rest = move || nothing.get().map(|text| view! { <p>{text}</p> });
    let again = move || {
        missed.get().then(|| {
            let href = paths::choose(&id.get_value());
            view! { <p>{tr::need::missed()} " " <Link href=href text=tr::case::visit_choose()/></p> }
        })
    };
    let section = move || {
        is_there.get().then(|| {
            view! {
                <h2>{tr::need::title()}</h2>
                {list}
                {rest}
                {again}
                {move || repeats.get().map(|state| repeat(id, service, state))}
            }
        })
    };
    section.into_any()
}

/// That nothing is needed, while the case goes on.
fn nothing(case: &Application) -> Option<String> {
    // An event has told a new state, and what it needs is on its way.
    if case.journal.last().is_some_and(|line| line.state != case.summary.state) {
        return Some(tr::common::loading());
    }
    let is_quiet = case.needs.is_empty() && !Situation::of(case).is_over();
    is_quiet.then(|| match &case.letters_to {
        Some(address) => tr::need::nothing(address),
        None => tr::need::nothing_here(),
    })
}

/// Whether the visit is over, and another one can be had by who has missed it.
fn can_come_again(case: &Application) -> bool {
    let visit = case.visit.as_ref().filter(|visit| visit.booking.is_some());
    case.needs.is_empty() && visit.is_some_and(can_choose)
}

/// Applying again with the answers of an application that was refused (S-22, S-27) or withdrawn.
fn repeat(id: StoredValue<String>, service: StoredValue<String>, state: CaseState) -> AnyView {
    let text = match state {
        CaseState::Rejected => tr::case::repeat_text(),
        _ => tr::case::again_text(),
    };
    view! {
        <p>{tr::need::optional()}</p>
        <p>{text}</p>
        <Begin id=id service=service primary=false text=tr::need::repeat() failed=tr::case::repeat_failed/>
    }
    .into_any()
}
