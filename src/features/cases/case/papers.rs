//! «Документы»: what is kept for the citizen (M-15, S-18), and what was sent.

use crate::api;
use crate::i18n::dates;
use crate::i18n::tr;
use domain::wire::application::Application;
use domain::wire::file::{FileInfo, FileMark, MarkKind};
use leptos::prelude::*;

pub(super) fn papers(case: Memo<Application>) -> AnyView {
    let (id, copy) = case.with_untracked(|case| (case.summary.id.clone(), case.copy_title.clone()));
    let decision = Memo::new(move |_| {
        case.with(|case| case.decision.as_ref().map(|decision| decision.number.clone()))
    });
    let files = Memo::new(move |_| case.with(|case| case.files.clone()));
    let paper = {
        let id = id.clone();
        move |name: &str, text: String| {
            let href = api::applications::document(&id, name);
            view! { <li><a href=href download rel="external">{text}</a></li> }.into_any()
        }
    };
    let sent = move || {
        let items: Vec<_> = files.get().into_iter().map(file).collect();
        (!items.is_empty()).then(|| {
            view! {
                <h3>{tr::papers::yours()}</h3>
                <ul class="papers">{items}</ul>
            }
        })
    };
    let decided = {
        let paper = paper.clone();
        move || decision.get().map(|number| paper("decision.pdf", tr::papers::decision(&number)))
    };
    view! {
        <h2>{tr::papers::title()}</h2>
        <h3>{tr::papers::archive()}</h3>
        <p>{tr::papers::text()}</p>
        <ul class="papers">
            {paper("copy.pdf", tr::case::copy(&copy))}
            {paper("act.pdf", tr::case::act())}
            {decided}
        </ul>
        {sent}
    }
    .into_any()
}

fn file(file: FileInfo) -> AnyView {
    let state = state(&file);
    view! { <li>{file.name} " " <span class="muted">{state}</span></li> }.into_any()
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
