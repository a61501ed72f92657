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
    let refusal = decision.refusal.map(|refusal| {
        view! {
            <p>{tr::case::Refusal { code: &refusal.code, reason: refusal.reason.get(language) }.text()}</p>
            <p>{refusal.recommendation.get(language).to_owned()}</p>
        }
    });
    let words = decision.words.map(|words| words.get(language).to_owned());
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
        <Notice tone=if refusal.is_some() { Tone::Bad } else { Tone::Good } title=title>
            {refusal}
            {words.map(|words| view! { <p>{words}</p> })}
            <p class="decision">
                <a class=class href=api::applications::document(&id, "decision.pdf") download rel="external">
                    {tr::case::download()}
                </a>
            </p>
            {appeal}
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
