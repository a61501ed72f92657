//! «Что сейчас»: the status, a sentence that explains it, what is known of the time, and the decision.

use super::decision::DecisionView;
use super::facts::{Fact, facts};
use super::situation::Situation;
use crate::features::cases::status::StatusTag;
use crate::features::cases::visit::{booking, is_ahead, when};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::paths;
use crate::ui::link::Link;
use domain::wire::application::{Application, Progress, WaitsFor};
use leptos::prelude::*;

/// `wants`: whether the citizen has something to do, which then has the main button of the page.
pub(super) fn now(case: Memo<Application>, wants: Memo<bool>) -> AnyView {
    let (id, section) =
        case.with_untracked(|case| (case.summary.id.clone(), case.summary.section.clone()));
    let id = StoredValue::new(id);
    let status =
        Memo::new(move |_| case.with(|case| (case.summary.state, case.summary.ready_to_plan)));
    let tag = move || {
        let (state, is_ready) = status.get();
        let ready = is_ready.then(|| view! { <span>{tr::status::ready()}</span> });
        view! { <p class="status"><StatusTag state=state section=section.clone()/> {ready}</p> }
    };
    let text = Memo::new(move |_| case.with(text));
    let since = Memo::new(move |_| case.with(since));
    let facts_now = Memo::new(move |_| case.with(known));
    let visit = Memo::new(move |_| case.with(|case| Some(booking(case)?.id.clone())));
    let decision = Memo::new(move |_| case.with(|case| case.decision.clone()));
    view! {
        <h2>{tr::now::title()}</h2>
        {tag}
        <p>{move || text.get()}</p>
        {move || since.get().map(|since| view! { <p class="muted">{since}</p> })}
        {move || visit.get().map(|id| {
            view! { <p><Link href=paths::booking(&id) text=tr::case::visit_open()/></p> }
        })}
        {facts(facts_now)}
        {move || decision.get().map(|decision| {
            view! { <DecisionView id=id.get_value() decision=decision primary=!wants.get()/> }
        })}
    }
    .into_any()
}

fn text(case: &Application) -> String {
    let when = booking(case).map(|booking| when(booking, booking.starts_at)).unwrap_or_default();
    let situation = Situation::of(case);
    let text = match situation {
        Situation::Check => tr::now::submitted(),
        Situation::NoDate => tr::now::no_date(),
        Situation::BeforeExamination => tr::now::in_review(),
        Situation::AfterExamination => tr::now::examination_over(&when),
        Situation::Doctors => tr::now::operation_review(),
        Situation::Papers => tr::now::in_review(),
        Situation::Outside(WaitsFor::Doctor) => tr::now::doctor(),
        Situation::Outside(WaitsFor::Registry) => tr::now::registry(),
        Situation::Outside(_) => tr::now::agency(),
        Situation::Waits => tr::now::needs_info(),
        Situation::Approved => tr::now::approved(),
        Situation::Ready => tr::now::ready(),
        Situation::BeforeOperation => tr::now::operation_ahead(&when),
        Situation::AfterOperation => tr::now::operation_over(&when),
        Situation::PapersApproved => tr::now::papers_approved(),
        Situation::Rejected => tr::now::rejected(),
        Situation::Withdrawn => tr::now::withdrawn(&dates::date_of(case.summary.changed_at)),
    };
    // An institution that cannot keep the time says so among the needs.
    let is_ahead =
        booking(case).is_some_and(|booking| is_ahead(booking) && booking.transfer.is_none());
    if is_ahead && !case.summary.state.is_final() {
        return format!("{text} {}", tr::now::examination_ahead(&when));
    }
    text
}

/// Since when the case is at its present stage.
fn since(case: &Application) -> Option<String> {
    let stage = case.stages.iter().find(|stage| stage.progress == Progress::Current)?;
    Some(tr::now::since(&dates::moment(stage.since?)))
}

fn known(case: &Application) -> Vec<Fact> {
    let day = case.summary.expected_by.filter(|_| Situation::of(case) != Situation::Waits);
    let expected = day.map(|day| {
        let mut fact = Fact::new(tr::term::label(), dates::day_and_year(day));
        fact.notes.extend((!case.summary.official_calendar).then(tr::case::forecast));
        fact
    });
    expected.into_iter().collect()
}
