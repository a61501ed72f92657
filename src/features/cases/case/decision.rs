use super::drawn::drawn;
use super::facts::line;
use super::need::asked;
use super::result::{Depth, entitled, named, told};
use crate::api;
use crate::i18n::dates;
use crate::i18n::{self, tr};
use crate::paths;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use domain::wire::application::{Appeal, Application, Decision};
use leptos::prelude::*;

/// Nothing before there is one. What it says is drawn once, so that nobody is disturbed who reads it.
pub(super) fn decision(case: Memo<Application>, depth: Depth) -> AnyView {
    // Another decision has another number.
    let number =
        |case: &Application| case.decision.as_ref().map(|decision| decision.number.clone());
    let draw = move |_| {
        let decision = case.with_untracked(|case| case.decision.clone());
        decision.map(|decision| draw(case, decision, depth)).into_any()
    };
    drawn(case, number, draw)
}

fn draw(case: Memo<Application>, decision: Decision, depth: Depth) -> AnyView {
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
    let has_more = depth == Depth::Gist && !decision.result.is_empty();
    view! {
        <Notice tone=tone title=title>
            {line(why)}
            {line(own)}
            {line(advice)}
            {named(decision.title, depth)}
            {told(decision.result, depth)}
            {entitled(decision.entitles)}
            {drawn(case, move |case| offered(case, has_more), offer)}
            {code.map(|code| view! { <p class="muted">{code}</p> })}
        </Notice>
    }
    .into_any()
}

/// What is done with the decision: it is read, kept, and appealed against.
#[derive(Hash)]
struct Offered {
    id: String,
    /// The citizen has nothing to do, which would have the main button of the page.
    is_main: bool,
    /// Not all of it stands here.
    has_more: bool,
    appeal: Option<Appeal>,
}

fn offered(case: &Application, has_more: bool) -> Offered {
    Offered {
        id: case.summary.id.clone(),
        is_main: case.report.is_none() && asked(case).is_empty(),
        // Both are read on one page.
        has_more: has_more && case.report.is_none(),
        appeal: case.decision.as_ref().and_then(|decision| decision.appeal.clone()),
    }
}

fn offer(Offered { id, is_main, has_more, appeal }: Offered) -> AnyView {
    let appeal = appeal.map(|appeal| {
        let href = paths::service_from(&appeal.service, &id);
        view! { <p>{appeal_term(&appeal)} " " <Link href=href text=tr::case::appeal()/></p> }
    });
    view! {
        {keep(&id, "decision.pdf", tr::case::download(), is_main, has_more)}
        {appeal}
    }
    .into_any()
}

/// Opens the result if there is more of it than here, and downloads its document.
pub(super) fn keep(
    id: &str,
    document: &str,
    text: String,
    is_main: bool,
    has_more: bool,
) -> AnyView {
    let class = |is_main| if is_main { "button button--primary" } else { "button" };
    let more = has_more.then(|| {
        let href = paths::result(id);
        view! { <Link href=href class=class(is_main) text=tr::case::result()/> }
    });
    let href = api::applications::document(id, document);
    view! {
        <p class="decision">
            {more}
            <a class=class(is_main && !has_more) href=href download rel="external">{text}</a>
        </p>
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
