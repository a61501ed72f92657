//! «Что сейчас»: the status, a sentence that explains it, what is known of the time, and the decision.

use super::decision::decision;
use super::drawn::drawn;
use super::facts::{Fact, facts};
use super::report::report;
use super::result::Depth;
use super::situation::Situation;
use super::term::{self, Moved, expected};
use crate::features::cases::status::StatusTag;
use crate::features::cases::visit::{booking, is_ahead, when};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::ui::link::Link;
use domain::case::CaseState;
use domain::wire::application::{Application, Progress, WaitsFor};
use leptos::prelude::*;

#[derive(Hash)]
struct Now {
    state: CaseState,
    section: String,
    is_ready: bool,
    text: String,
    since: Option<String>,
    booking: Option<String>,
    facts: Vec<Fact>,
    over: Option<String>,
    moved: Option<Moved>,
}

pub(super) fn now(case: Memo<Application>) -> AnyView {
    view! { {drawn(case, read, draw)} {report(case, Depth::Gist)} {decision(case, Depth::Gist)} }
        .into_any()
}

fn read(case: &Application) -> Now {
    Now {
        state: case.summary.state,
        section: case.summary.section.clone(),
        is_ready: case.summary.ready_to_plan,
        text: text(case),
        since: since(case),
        booking: booking(case).map(|booking| booking.id.clone()),
        facts: known(case),
        over: term::over(case),
        moved: term::moved(case),
    }
}

fn draw(now: Now) -> AnyView {
    let ready = now.is_ready.then(|| view! { <span>{tr::status::ready()}</span> });
    let booking = now.booking.map(|id| {
        view! { <p><Link href=paths::booking(&id) text=tr::case::visit_open()/></p> }
    });
    view! {
        <h2>{tr::now::title()}</h2>
        <p class="status"><StatusTag state=now.state section=now.section/> " " {ready}</p>
        <p>{now.text}</p>
        {now.since.map(|since| view! { <p class="muted">{since}</p> })}
        {booking}
        {facts(now.facts)}
        {term::notices(now.over, now.moved)}
    }
    .into_any()
}

fn text(case: &Application) -> String {
    let when = booking(case).map(|booking| when(booking, booking.starts_at)).unwrap_or_default();
    let moves = booking(case).is_some_and(|booking| booking.transfer.is_some());
    let is_ahead = booking(case).is_some_and(is_ahead);
    let text = match Situation::of(case) {
        Situation::Check => tr::now::submitted(),
        Situation::NoDate => tr::now::no_date(),
        Situation::BeforeExamination | Situation::Papers => tr::now::in_review(),
        Situation::AfterExamination => tr::now::examination_over(&when),
        Situation::Doctors => tr::now::operation_review(),
        Situation::Outside(WaitsFor::Doctor) => tr::now::doctor(),
        Situation::Outside(WaitsFor::Registry) => tr::now::registry(),
        Situation::Outside(_) => tr::now::agency(),
        Situation::Waits => tr::now::needs_info(),
        Situation::Approved => tr::now::approved(),
        Situation::Ready => tr::now::ready(),
        Situation::BeforeOperation if moves => String::new(),
        Situation::BeforeOperation => tr::now::operation_ahead(&when),
        Situation::AfterOperation => tr::now::operation_over(&when),
        Situation::Reported => tr::now::reported(),
        Situation::PapersApproved => tr::now::papers_approved(),
        Situation::Rejected => tr::now::rejected(),
        Situation::Withdrawn => tr::now::withdrawn(&dates::date_of(case.summary.changed_at)),
    };
    let visit = match (is_ahead, moves) {
        (true, true) => tr::now::moves(&when),
        (true, false) if !case.summary.state.is_final() => tr::now::examination_ahead(&when),
        _ => return text,
    };
    format!("{text} {visit}").trim_start().to_owned()
}

/// Since when the case is at its present stage.
fn since(case: &Application) -> Option<String> {
    let stage = case.stages.iter().find(|stage| stage.progress == Progress::Current)?;
    Some(tr::now::since(&dates::moment(stage.since?)))
}

fn known(case: &Application) -> Vec<Fact> {
    let queue = case.queue.map(|queue| {
        let (place, of) = (queue.place.to_string(), queue.of.to_string());
        let value = tr::queue::Place { place: &place, of: &of }.text();
        Fact::new(tr::queue::label(), value)
    });
    expected(case).into_iter().chain(queue).collect()
}
