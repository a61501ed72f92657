//! «Что нужно от вас»: everything that the citizen has to do, the first one first, or that there is nothing.

use super::begin::Begin;
use super::drawn::drawn;
use super::facts::line;
use super::need::{Asked, asked, need};
use super::preparation::preparation;
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

#[derive(Hash)]
struct Needs {
    id: String,
    service: String,
    asked: Vec<Asked>,
    /// That nothing is needed, while the case goes on.
    nothing: Option<String>,
    /// Messages that want nothing but to be read.
    unread: u32,
    /// Whether the visit is over, and another one can be had by who has missed it.
    can_come_again: bool,
    /// The state of a case with whose answers the citizen can apply again.
    repeats: Option<CaseState>,
}

pub(super) fn needs(case: Memo<Application>) -> AnyView {
    // What is done elsewhere goes away here, perhaps with the focus.
    watch(
        move || case.with(|case| case.needs.len()),
        |_, _| focus::on_heading_instead_of(focus::current()),
    );
    view! {
        {drawn(case, read, draw)}
        {preparation(case)}
    }
    .into_any()
}

fn read(case: &Application) -> Needs {
    let visit = case.visit.as_ref().filter(|visit| visit.booking.is_some());
    Needs {
        id: case.summary.id.clone(),
        service: case.summary.service.clone(),
        asked: asked(case),
        nothing: nothing(case).filter(|_| case.unread == 0),
        unread: if case.needs.is_empty() { case.unread } else { 0 },
        can_come_again: case.needs.is_empty()
            && case.report.is_none()
            && visit.is_some_and(can_choose),
        repeats: case.can_repeat.then_some(case.summary.state),
    }
}

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

fn draw(needs: Needs) -> AnyView {
    let is_empty = needs.asked.is_empty() && needs.nothing.is_none() && needs.unread == 0;
    if is_empty && needs.repeats.is_none() {
        return ().into_any();
    }
    let id = StoredValue::new(needs.id);
    let items: Vec<_> =
        needs.asked.into_iter().enumerate().map(|(index, one)| need(id, one, index == 0)).collect();
    let list = (!items.is_empty()).then(|| view! { <ul class="needs">{items}</ul> });
    let unread = (needs.unread > 0).then(|| {
        let href = paths::thread(&id.get_value());
        view! { <p>{tr::need::unread(needs.unread)} " " <Link href=href text=tr::need::open_talk()/></p> }
    });
    let again = needs.can_come_again.then(|| {
        let href = paths::choose(&id.get_value());
        view! { <p>{tr::need::missed()} " " <Link href=href text=tr::case::visit_choose()/></p> }
    });
    view! {
        <h2>{tr::need::title()}</h2>
        {list}
        {line(needs.nothing)}
        {unread}
        {again}
        {needs.repeats.map(|state| repeat(id, StoredValue::new(needs.service), state))}
    }
    .into_any()
}

/// Applying again with the answers of an application that was refused (S-22, S-27) or withdrawn.
pub(super) fn repeat(
    id: StoredValue<String>,
    service: StoredValue<String>,
    state: CaseState,
) -> AnyView {
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
