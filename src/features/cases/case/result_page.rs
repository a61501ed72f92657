//! «Просмотреть результат»: all that was decided, and what came of it (M-27, M-30, S-28).

use super::decision::decision;
use super::drawn::drawn;
use super::facts::line;
use super::needs::repeat;
use super::report::report;
use super::result::Depth;
use super::{announce, follow, opened};
use crate::i18n::tr;
use crate::paths;
use crate::shell::live_pause::LivePause;
use crate::shell::page::Page;
use crate::state::fetched::Fetched;
use crate::state::live::Known;
use crate::ui::copy::Copy;
use crate::ui::link::Link;
use domain::case::CaseState;
use domain::wire::application::{Application, Summary};
use leptos::prelude::*;

#[component]
pub(in crate::features::cases) fn ResultPage() -> impl IntoView {
    let (case, known) = opened();
    case.live_page(tr::case::failed, move |shown| {
        view! { <Result case=shown source=case known=known.clone()/> }.into_any()
    })
}

#[component]
fn Result(case: Memo<Application>, source: Fetched<Application>, known: Known) -> impl IntoView {
    let Application { summary, .. } = case.get_untracked();
    announce(case, summary.section);
    follow(case, source, known);
    let back = paths::application(&summary.id);
    view! {
        <Page
            name=tr::result::name(&summary.title)
            title=tr::result::title()
            above=move || view! { <Link href=back.clone() class="back" text=summary.title.clone()/> }
        >
            <LivePause/>
            <p class="case-number">
                <span class="muted">{tr::case::number()}</span> " " <Copy text=summary.number/>
            </p>
            {report(case, Depth::Whole)}
            {decision(case, Depth::Whole)}
            {drawn(case, repeats, again)}
            {drawn(case, missing, line)}
        </Page>
    }
}

/// Id, service and state of an application that can be sent again.
fn repeats(case: &Application) -> Option<(String, String, CaseState)> {
    let Summary { id, service, state, .. } = &case.summary;
    case.can_repeat.then(|| (id.clone(), service.clone(), *state))
}

fn again(found: Option<(String, String, CaseState)>) -> AnyView {
    let draw =
        |(id, service, state)| repeat(StoredValue::new(id), StoredValue::new(service), state);
    found.map(draw).into_any()
}

/// Why there is none. Who has the address from elsewhere may be early.
fn missing(case: &Application) -> Option<String> {
    let why = match case.summary.state {
        CaseState::Withdrawn => tr::result::withdrawn(),
        _ => tr::result::none(),
    };
    case.decision.is_none().then_some(why)
}
