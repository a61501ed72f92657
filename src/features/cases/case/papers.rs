//! «Документы»: what is kept for the citizen (M-15, S-18), and what was sent.

use super::drawn::drawn;
use super::referral::referral;
use crate::api;
use crate::i18n::dates;
use crate::i18n::tr;
use crate::state::fetched::Fetched;
use domain::case::CaseState;
use domain::wire::application::Application;
use domain::wire::file::{FileInfo, FileMark, MarkKind};
use leptos::prelude::*;

#[derive(Hash)]
struct Papers {
    id: String,
    copy: String,
    /// Name of the decision.
    decision: Option<String>,
    /// Name of what came of it.
    report: Option<String>,
    /// Whether there are instructions for an operation (S-27).
    has_instructions: bool,
}

pub(super) fn papers(case: Memo<Application>, source: Fetched<Application>) -> AnyView {
    view! {
        {drawn(case, read, draw)}
        {referral(case, source)}
        {drawn(case, files, sent)}
    }
    .into_any()
}

fn read(case: &Application) -> Papers {
    Papers {
        id: case.summary.id.clone(),
        copy: tr::case::copy(&case.copy_title),
        decision: case.decision.as_ref().map(|decision| tr::papers::decision(&decision.number)),
        report: case.report.as_ref().map(|report| {
            let title = report.title.as_deref().unwrap_or_default();
            tr::papers::Report { title, number: &report.number }.text()
        }),
        has_instructions: case.plan.is_some() && case.summary.state == CaseState::Approved,
    }
}

fn files(case: &Application) -> Vec<(String, String)> {
    case.files.iter().map(|file| (file.name.clone(), state(file))).collect()
}

fn draw(papers: Papers) -> AnyView {
    let paper = |name: &str, text: String| {
        let href = api::applications::document(&papers.id, name);
        view! { <li><a href=href download rel="external">{text}</a></li> }.into_any()
    };
    view! {
        <h2>{tr::papers::title()}</h2>
        <h3>{tr::papers::archive()}</h3>
        <p>{tr::papers::text()}</p>
        <ul class="papers">
            {paper("copy.pdf", papers.copy)}
            {paper("act.pdf", tr::case::act())}
            {papers.decision.map(|text| paper("decision.pdf", text))}
            {papers.report.map(|text| paper("report.pdf", text))}
            {papers.has_instructions.then(|| paper("preparation.pdf", tr::papers::instructions()))}
        </ul>
    }
    .into_any()
}

/// What was sent, with what is known about it.
fn sent(files: Vec<(String, String)>) -> AnyView {
    if files.is_empty() {
        return ().into_any();
    }
    let file =
        |(name, state)| view! { <li>{name} " " <span class="muted">{state}</span></li> }.into_any();
    let files: Vec<_> = files.into_iter().map(file).collect();
    view! {
        <h3>{tr::papers::yours()}</h3>
        <ul class="papers">{files}</ul>
    }
    .into_any()
}

/// The last thing that is known about the file.
fn state(file: &FileInfo) -> String {
    match (&file.mark, file.opened_at, file.received_at) {
        (Some(FileMark { kind: MarkKind::Accepted, .. }), ..) => tr::papers::file_accepted(),
        (Some(FileMark { kind: MarkKind::Refused, reason, .. }), ..) => {
            tr::papers::file_refused(reason.as_deref().unwrap_or_default())
        }
        (_, Some(opened), _) => tr::papers::file_opened(&dates::moment(opened)),
        (_, _, Some(received)) => tr::papers::file_received(&dates::moment(received)),
        _ => tr::papers::file_accepted(),
    }
}
