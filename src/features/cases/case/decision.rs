use super::facts::line;
use super::result::{entitled, result};
use crate::api;
use crate::i18n::dates;
use crate::i18n::{self, tr};
use crate::paths;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::wire::application::{Appeal, Decision};
use leptos::prelude::*;

pub(super) fn decision_view(id: String, decision: Decision, primary: bool) -> AnyView {
    let language = i18n::language();
    let own = decision.words.map(|words| words.get(language).to_owned());
    let tone = if decision.refusal.is_some() { Tone::Bad } else { Tone::Good };
    // The sentence comes first, the code last (S-22).
    let (why, advice, code) = match decision.refusal {
        Some(refusal) => (
            Some(refusal.reason.get(language).to_owned()),
            Some(refusal.recommendation.get(language).to_owned()),
            Some(tr::case::code(&refusal.code)),
        ),
        None => (None, None, None),
    };
    let appeal = decision.appeal.map(|appeal| {
        let left = appeal_term(&appeal);
        let href = paths::service_from(&appeal.service, &id);
        view! { <p>{left} " " <Link href=href text=tr::case::appeal()/></p> }
    });
    let class = if primary { "button button--primary" } else { "button" };
    let title =
        tr::case::Decision { day: &dates::date_of(decision.issued_at), number: &decision.number }
            .text();
    view! {
        <Notice tone=tone title=title>
            {line(why)}
            {line(own)}
            {line(advice)}
            {result(decision.title, decision.result)}
            <p class="decision">
                <a class=class href=api::applications::document(&id, "decision.pdf") download rel="external">
                    {tr::case::download()}
                </a>
            </p>
            {entitled(decision.entitles)}
            {appeal}
            {code.map(|code| view! { <p class="muted">{code}</p> })}
        </Notice>
    }
    .into_any()
}

/// Until when one can appeal.
pub(super) fn appeal_term(appeal: &Appeal) -> String {
    let day = dates::day_and_year(appeal.until);
    match u32::try_from(appeal.days_left) {
        Ok(0) => tr::case::appeal_today(&day),
        Ok(days) => tr::case::appeal_left(days, &day),
        Err(_) => tr::case::appeal_over(&day),
    }
}
