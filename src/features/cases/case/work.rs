//! «Что делаем мы».

use super::drawn::drawn;
use super::facts::{Fact, facts};
use super::people::people;
use super::situation::Situation;
use crate::i18n::tr;
use domain::wire::application::Application;
use leptos::prelude::*;

/// Nothing once the case is closed.
pub(super) fn work(case: Memo<Application>) -> AnyView {
    let read = |case: &Application| (text(Situation::of(case)), people(case));
    drawn(case, read, draw)
}

fn draw((text, people): (Option<String>, Vec<Fact>)) -> AnyView {
    let Some(text) = text else { return ().into_any() };
    view! {
        <h2>{tr::work::title()}</h2>
        <p>{text}</p>
        {facts(people)}
    }
    .into_any()
}

fn text(situation: Situation) -> Option<String> {
    Some(match situation {
        Situation::Check => tr::work::check(),
        Situation::NoDate => tr::work::no_date(),
        Situation::BeforeExamination => tr::work::before_visit(),
        Situation::AfterExamination => tr::work::decision(),
        Situation::Doctors => tr::work::doctors(),
        Situation::Papers => tr::work::papers(),
        Situation::Outside(_) => tr::work::outside(),
        Situation::Waits => tr::work::waits(),
        Situation::Ready => tr::work::waits_date(),
        Situation::BeforeOperation => tr::work::hospital(),
        Situation::AfterOperation => tr::work::report(),
        Situation::Approved
        | Situation::Reported
        | Situation::PapersApproved
        | Situation::Rejected
        | Situation::Withdrawn => return None,
    })
}
