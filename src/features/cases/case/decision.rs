use crate::api;
use crate::i18n::dates;
use crate::i18n::{self, tr};
use crate::paths;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::wire::application::Decision;
use leptos::prelude::*;

#[component]
pub(super) fn DecisionView(id: String, decision: Decision, primary: bool) -> impl IntoView {
    let language = i18n::language();
    let refusal = decision.refusal.map(|refusal| {
        view! {
            <p>{tr::case::Refusal { code: &refusal.code, reason: refusal.reason.get(language) }.text()}</p>
            <p>{refusal.recommendation.get(language).to_owned()}</p>
        }
    });
    let appeal = decision.appeal.map(|appeal| {
        let day = dates::day_and_year(appeal.until);
        let left = match u32::try_from(appeal.days_left) {
            Ok(0) => tr::case::appeal_today(&day),
            Ok(days) => tr::case::appeal_left(days, &day),
            Err(_) => tr::case::appeal_over(&day),
        };
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
            <p class="decision">
                <a class=class href=api::applications::document(&id, "decision.pdf") download rel="external">
                    {tr::case::download()}
                </a>
            </p>
            {appeal}
        </Notice>
    }
}
