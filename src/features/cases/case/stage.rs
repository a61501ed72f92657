//! One stage of the way of a case.

use super::decision::appeal_term;
use super::drawn::drawn;
use super::facts::line;
use super::log::log;
use super::way::stages;
use crate::features::cases::status;
use crate::features::cases::visit::{appointment, booking};
use crate::i18n::dates;
use crate::i18n::{self, tr};
use domain::case::CaseState;
use domain::wire::application::{Application, Progress, Stage, StageKind};
use leptos::prelude::*;

/// What is shown of a stage besides its journal.
#[derive(Hash)]
struct Shown {
    progress: Progress,
    word: String,
    date: Option<String>,
    texts: Vec<String>,
}

pub(super) fn stage(case: Memo<Application>, kind: StageKind) -> AnyView {
    let progress = Memo::new(move |_| {
        case.with(|case| find(case, kind).map_or(Progress::Other, |stage| stage.progress))
    });
    let current = Signal::derive(move || (progress.get() == Progress::Current).then_some("step"));
    let read = move |case: &Application| find(case, kind).map(|stage| shown(case, &stage));
    view! {
        <li class="stage" aria-current=current>
            {drawn(case, read, move |shown| shown.map_or_else(|| ().into_any(), |shown| draw(kind, shown)))}
            {log(case, kind, progress)}
        </li>
    }
    .into_any()
}

fn find(case: &Application, kind: StageKind) -> Option<Stage> {
    stages(case).into_iter().find(|stage| stage.kind == kind)
}

fn draw(kind: StageKind, shown: Shown) -> AnyView {
    let (class, mark) = match shown.progress {
        Progress::Done => ("stage__mark stage__mark--done", "✓"),
        Progress::Current => ("stage__mark stage__mark--current", "●"),
        Progress::Skipped => ("stage__mark", "–"),
        Progress::Ahead | Progress::Other => ("stage__mark", ""),
    };
    let head = title(kind).map(|title| {
        view! { <h3 class="stage__title">{title} " " <span class="stage__word">{shown.word}</span></h3> }
    });
    let texts: Vec<_> = shown.texts.into_iter().map(|text| line(Some(text))).collect();
    view! {
        <span class=class aria-hidden="true">{mark}</span>
        {head}
        {shown.date.map(|date| view! { <p class="stage__date">{date}</p> })}
        {texts}
    }
    .into_any()
}

/// `None` for a stage that this app does not know.
fn title(kind: StageKind) -> Option<String> {
    Some(match kind {
        StageKind::Sent => tr::stage::sent(),
        StageKind::Check => tr::stage::check(),
        StageKind::Review => tr::stage::review(),
        StageKind::Visit => tr::stage::visit(),
        StageKind::Decision => tr::stage::decision(),
        StageKind::Planning => tr::stage::planning(),
        StageKind::Operation => tr::stage::operation(),
        StageKind::Appeal => tr::stage::appeal(),
        StageKind::Withdrawn => tr::status::withdrawn(),
        StageKind::Other => return None,
    })
}

fn shown(case: &Application, stage: &Stage) -> Shown {
    let is_current = stage.progress == Progress::Current;
    let date = stage.since.map(|since| {
        if is_current { tr::status::since(&dates::moment(since)) } else { dates::date_of(since) }
    });
    Shown { progress: stage.progress, word: word(case, stage), date, texts: texts(case, stage) }
}

fn word(case: &Application, stage: &Stage) -> String {
    let (state, section) = (case.summary.state, &case.summary.section);
    let is_decided = matches!(state, CaseState::Approved | CaseState::Rejected);
    match stage.progress {
        Progress::Done if stage.kind == StageKind::Decision && is_decided => {
            status::name(state, section)
        }
        Progress::Done if stage.kind == StageKind::Withdrawn => String::new(),
        Progress::Done => tr::stage::done(),
        // The check of the documents waits for nobody, though a date can be chosen already.
        Progress::Current if !case.needs.is_empty() && state != CaseState::Submitted => {
            tr::stage::waiting()
        }
        Progress::Current => tr::stage::current(),
        Progress::Ahead => tr::stage::ahead(),
        Progress::Skipped => tr::stage::skipped(),
        Progress::Other if stage.kind == StageKind::Appeal => tr::stage::optional(),
        Progress::Other => String::new(),
    }
}

fn texts(case: &Application, stage: &Stage) -> Vec<String> {
    let mut texts = Vec::new();
    let line = stage.returned.and_then(|id| case.journal.iter().find(|line| line.id == id));
    if let Some(line) = line {
        let reason = line.comment.as_ref().map(|comment| comment.get(i18n::language()));
        texts.extend(match case.summary.state {
            // What is missing stands among the needs.
            CaseState::NeedsInfo => Some(tr::stage::returned(&dates::moment(line.at))),
            _ => reason.map(tr::stage::reason),
        });
    }
    let ahead = stage.progress == Progress::Ahead;
    match stage.kind {
        StageKind::Visit | StageKind::Operation => match (booking(case), stage.kind) {
            (Some(booking), _) => texts.push(appointment(booking)),
            (None, StageKind::Visit) if ahead => texts.push(tr::stage::visit_ahead()),
            (None, _) if ahead => texts.push(tr::stage::operation_ahead()),
            _ => {}
        },
        StageKind::Decision if case.decision.is_none() => texts.push(tr::stage::decision_ahead()),
        StageKind::Appeal => {
            let appeal = case.decision.as_ref().and_then(|decision| decision.appeal.as_ref());
            texts.push(appeal.map_or_else(tr::stage::appeal_ahead, appeal_term));
        }
        StageKind::Check if ahead => texts.push(tr::stage::check_ahead()),
        StageKind::Review if ahead => texts.push(tr::stage::review_ahead()),
        StageKind::Planning if ahead => texts.push(tr::stage::planning_ahead()),
        _ => {}
    }
    texts
}
