//! The way of a case in stages (nh-5): which there are, where the case stands, and which lines of its journal belong to which.

mod walk;

#[cfg(test)]
mod tests;

use crate::booking::Visit;
use crate::case::CaseState;
use crate::wire::application::{JournalEntry, Progress, Stage, StageKind};
use chrono::{DateTime, Utc};
use walk::Walk;

/// What decides the stages of a case.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    pub state: CaseState,
    /// Whether the service includes an examination or an operation.
    pub visit: Option<Visit>,
    /// The active booking, or else the last past one.
    pub booking: Option<Booked<'a>>,
    /// The whole journal, the oldest line first.
    pub journal: &'a [JournalEntry],
}

/// A booking of the case that is not cancelled.
#[derive(Debug, Clone, Copy)]
pub struct Booked<'a> {
    pub id: &'a str,
    pub starts_at: DateTime<Utc>,
    /// Whether the visit is still to come.
    pub is_ahead: bool,
}

impl Facts<'_> {
    /// When the examination was, if it is over.
    fn examined_at(&self) -> Option<DateTime<Utc>> {
        let examination = self.booking.filter(|_| self.visit == Some(Visit::Examination));
        examination.filter(|booking| !booking.is_ahead).map(|booking| booking.starts_at)
    }

    fn visit_stage(&self) -> Option<StageKind> {
        match self.visit? {
            Visit::Examination => Some(StageKind::Visit),
            Visit::Operation => Some(StageKind::Operation),
        }
    }
}

/// All stages, from the first to the last. Every line of the journal is in exactly one of them; at most one is the current one.
#[must_use]
pub fn stages(facts: &Facts<'_>) -> Vec<Stage> {
    let walk = Walk::through(facts);
    let current = current(facts, &walk);
    let way = way(facts, &walk);
    let here = current.and_then(|current| way.iter().position(|kind| *kind == current));
    let mut stages: Vec<_> = way
        .iter()
        .enumerate()
        .map(|(index, &kind)| {
            let progress = match here {
                Some(here) if index > here => Progress::Ahead,
                Some(here) if index == here => Progress::Current,
                _ => Progress::Done,
            };
            let is_current = progress == Progress::Current;
            let is_visit = facts.visit_stage() == Some(kind);
            Stage {
                kind,
                progress: if is_visit { visited(facts, progress) } else { progress },
                since: walk.since(kind).filter(|_| progress != Progress::Ahead),
                at: facts.booking.filter(|_| is_visit).map(|booking| booking.starts_at),
                returned: walk.returned.filter(|_| is_current && walk.here == kind),
                lines: walk.lines_of(kind),
                link: None,
            }
        })
        .collect();
    // A line of a stage that is not on the way belongs to the last one.
    let elsewhere =
        walk.lines.iter().filter(|(kind, _)| !way.contains(kind)).map(|(_, line)| *line);
    if let Some(last) = stages.last_mut() {
        last.lines.extend(elsewhere);
        last.lines.sort_unstable();
    }
    stages
}

/// An examination can be over before the review is, and a case can go on without it.
fn visited(facts: &Facts<'_>, progress: Progress) -> Progress {
    match facts.booking {
        Some(booking) if !booking.is_ahead => Progress::Done,
        None if progress == Progress::Done => Progress::Skipped,
        _ => progress,
    }
}

/// Where the case stands; `None` once nothing is left to do.
fn current(facts: &Facts<'_>, walk: &Walk) -> Option<StageKind> {
    match facts.state {
        CaseState::Submitted => Some(StageKind::Check),
        CaseState::NeedsInfo => Some(walk.here),
        CaseState::InReview if facts.examined_at().is_some() => Some(StageKind::Decision),
        CaseState::InReview => Some(StageKind::Review),
        CaseState::Approved if facts.visit == Some(Visit::Operation) => match facts.booking {
            None => Some(StageKind::Planning),
            Some(booking) => booking.is_ahead.then_some(StageKind::Operation),
        },
        CaseState::Approved | CaseState::Rejected | CaseState::Withdrawn => None,
    }
}

fn way(facts: &Facts<'_>, walk: &Walk) -> Vec<StageKind> {
    use StageKind::{Check, Decision, Operation, Planning, Review, Sent, Withdrawn};
    let mut way = vec![Sent, Check, Review];
    way.extend(facts.visit_stage().filter(|kind| *kind == StageKind::Visit));
    way.push(Decision);
    let is_reached = |kind: &StageKind| walk.since(*kind).is_some() || walk.has_lines(*kind);
    match facts.state {
        CaseState::Withdrawn => {
            way.retain(|kind| [Sent, Check].contains(kind) || is_reached(kind));
            way.push(Withdrawn);
        }
        CaseState::Rejected => way.retain(|kind| *kind != Review || is_reached(kind)),
        _ if facts.visit == Some(Visit::Operation) => way.extend([Planning, Operation]),
        _ => {}
    }
    way
}
