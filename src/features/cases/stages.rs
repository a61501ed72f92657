use super::{status, visit};
use crate::i18n::dates;
use crate::i18n::tr;
use crate::ui::timeline::{Progression, Stage};
use domain::case::CaseState;
use domain::wire::application::{Application, JournalEntry};

/// Stages of a case: received, under review, decided; including those ahead.
pub(super) fn stages(case: &Application) -> Vec<Stage> {
    let (state, section) = (case.summary.state, case.summary.section.as_str());
    let reached = match state {
        CaseState::Submitted => 0,
        CaseState::InReview | CaseState::NeedsInfo => 1,
        CaseState::Approved | CaseState::Rejected | CaseState::Withdrawn => 2,
    };
    let names = [
        status::name(CaseState::Submitted, section),
        if state == CaseState::NeedsInfo {
            status::name(state, section)
        } else {
            status::name(CaseState::InReview, section)
        },
        if reached == 2 { status::name(state, section) } else { tr::status::decision() },
    ];
    let since = [
        entered(&case.journal, &[CaseState::Submitted]),
        entered(&case.journal, &[CaseState::InReview, CaseState::NeedsInfo]),
        entered(&case.journal, &[CaseState::Approved, CaseState::Rejected, CaseState::Withdrawn]),
    ];
    let wanted = case.visit.as_ref().and_then(visit::wanted);
    let stages = names.into_iter().zip(since).enumerate();
    stages
        // A case withdrawn or refused at once was never under review.
        .filter(|(index, (_, since))| *index != 1 || reached < 2 || since.is_some())
        .map(|(index, (title, since))| Stage {
            title,
            progression: progression(index, reached),
            since: since.map(|entry| tr::status::since(&dates::moment(entry.at))),
            text: (index == reached).then(|| status::explained(state, wanted)),
        })
        .collect()
}

fn progression(index: usize, reached: usize) -> Progression {
    match index.cmp(&reached) {
        std::cmp::Ordering::Less => Progression::Done,
        std::cmp::Ordering::Equal if reached == 2 => Progression::Done,
        std::cmp::Ordering::Equal => Progression::Current,
        std::cmp::Ordering::Greater => Progression::Ahead,
    }
}

fn entered<'a>(journal: &'a [JournalEntry], states: &[CaseState]) -> Option<&'a JournalEntry> {
    journal.iter().find(|entry| states.contains(&entry.state))
}
