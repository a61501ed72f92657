//! What came of an operation (S-28).

use super::decision::keep;
use super::drawn::drawn;
use super::need::asked;
use super::result::{Depth, entitled, told};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::ui::notice::{Notice, Tone};
use domain::wire::application::{Application, Decision};
use leptos::prelude::*;

/// Nothing before it is told.
pub(super) fn report(case: Memo<Application>, depth: Depth) -> AnyView {
    let number = |case: &Application| case.report.as_ref().map(|report| report.number.clone());
    let draw = move |_| {
        let report = case.with_untracked(|case| case.report.clone());
        report.map(|report| draw(case, report, depth)).into_any()
    };
    drawn(case, number, draw)
}

fn draw(case: Memo<Application>, report: Decision, depth: Depth) -> AnyView {
    let title = tr::case::Reported {
        day: &dates::date_of(report.issued_at),
        number: &report.number,
        title: report.title.as_deref().unwrap_or_default(),
    }
    .text();
    let has_more = depth == Depth::Gist;
    let read = |case: &Application| (case.summary.id.clone(), asked(case).is_empty());
    let offer = move |(id, is_main): (String, bool)| {
        keep(&id, "report.pdf", tr::case::download_report(), is_main, has_more)
    };
    view! {
        <Notice tone=Tone::Info title=title>
            {told(report.result, depth)}
            {entitled(report.entitles)}
            {drawn(case, read, offer)}
        </Notice>
    }
    .into_any()
}
