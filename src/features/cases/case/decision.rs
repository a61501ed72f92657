use super::drawn::drawn;
use super::facts::line;
use super::need::asked;
use super::result::{entitled, result};
use crate::api;
use crate::i18n::dates;
use crate::i18n::{self, tr};
use crate::paths;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::wire::application::{Appeal, Application, Decision};
use leptos::prelude::*;

/// Nothing before there is one. What is read in it stays open while other things of the case change.
pub(super) fn decision(case: Memo<Application>) -> AnyView {
    // What a decision says is told once: another one has another number.
    let number =
        |case: &Application| case.decision.as_ref().map(|decision| decision.number.clone());
    let draw = move |_| {
        let decision = case.with_untracked(|case| case.decision.clone());
        decision.map(|decision| draw(case, decision)).into_any()
    };
    drawn(case, number, draw)
}

fn draw(case: Memo<Application>, decision: Decision) -> AnyView {
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
    let title =
        tr::case::Decision { day: &dates::date_of(decision.issued_at), number: &decision.number }
            .text();
    view! {
        <Notice tone=tone title=title>
            {line(why)}
            {line(own)}
            {line(advice)}
            {result(decision.title, decision.result)}
            {entitled(decision.entitles)}
            {drawn(case, offered, offer)}
            {code.map(|code| view! { <p class="muted">{code}</p> })}
        </Notice>
    }
    .into_any()
}

/// What is done with the decision: it is kept, and appealed against.
#[derive(Hash)]
struct Offered {
    id: String,
    /// The citizen has nothing to do, which would have the main button of the page.
    is_main: bool,
    appeal: Option<Appeal>,
}

fn offered(case: &Application) -> Offered {
    Offered {
        id: case.summary.id.clone(),
        is_main: asked(case).is_empty(),
        appeal: case.decision.as_ref().and_then(|decision| decision.appeal.clone()),
    }
}

fn offer(Offered { id, is_main, appeal }: Offered) -> AnyView {
    let appeal = appeal.map(|appeal| {
        let href = paths::service_from(&appeal.service, &id);
        view! { <p>{appeal_term(&appeal)} " " <Link href=href text=tr::case::appeal()/></p> }
    });
    let class = if is_main { "button button--primary" } else { "button" };
    view! {
        <p class="decision">
            <a class=class href=api::applications::document(&id, "decision.pdf") download rel="external">
                {tr::case::download()}
            </a>
        </p>
        {appeal}
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
