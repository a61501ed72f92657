//! «Документы»: what is kept for the citizen (M-15, S-18), and what was sent.

use super::drawn::drawn;
use crate::api;
use crate::i18n::dates;
use crate::i18n::tr;
use domain::wire::application::Application;
use domain::wire::file::{FileInfo, FileMark, MarkKind};
use leptos::prelude::*;

#[derive(Hash)]
struct Papers {
    id: String,
    copy: String,
    /// Name of the decision.
    decision: Option<String>,
    /// What was sent, with what is known about it.
    files: Vec<(String, String)>,
}

pub(super) fn papers(case: Memo<Application>) -> AnyView {
    drawn(case, read, draw)
}

fn read(case: &Application) -> Papers {
    Papers {
        id: case.summary.id.clone(),
        copy: tr::case::copy(&case.copy_title),
        decision: case.decision.as_ref().map(|decision| tr::papers::decision(&decision.number)),
        files: case.files.iter().map(|file| (file.name.clone(), state(file))).collect(),
    }
}

fn draw(papers: Papers) -> AnyView {
    let paper = |name: &str, text: String| {
        let href = api::applications::document(&papers.id, name);
        view! { <li><a href=href download rel="external">{text}</a></li> }.into_any()
    };
    let file =
        |(name, state)| view! { <li>{name} " " <span class="muted">{state}</span></li> }.into_any();
    let files: Vec<_> = papers.files.into_iter().map(file).collect();
    let sent = (!files.is_empty()).then(|| {
        view! {
            <h3>{tr::papers::yours()}</h3>
            <ul class="papers">{files}</ul>
        }
    });
    view! {
        <h2>{tr::papers::title()}</h2>
        <h3>{tr::papers::archive()}</h3>
        <p>{tr::papers::text()}</p>
        <ul class="papers">
            {paper("copy.pdf", papers.copy)}
            {paper("act.pdf", tr::case::act())}
            {papers.decision.map(|text| paper("decision.pdf", text))}
        </ul>
        {sent}
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
