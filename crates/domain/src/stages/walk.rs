//! Goes through the journal, line by line.

use super::Facts;
use crate::booking::Visit;
use crate::case::CaseState;
use crate::wire::application::{By, JournalEntry, StageKind};
use crate::wire::event::Change;
use chrono::{DateTime, Utc};

/// What the journal says about the stages.
#[derive(Debug)]
pub(super) struct Walk {
    /// Each line with its stage.
    pub(super) lines: Vec<(StageKind, i64)>,
    /// Stages in the order in which the case came to them, with the time.
    entered: Vec<(StageKind, DateTime<Utc>)>,
    /// Where the case is after the last line.
    pub(super) here: StageKind,
    /// The line that sent the case back to where it is.
    pub(super) returned: Option<i64>,
    state: CaseState,
    was_in_review: bool,
}

impl Walk {
    pub(super) fn through(facts: &Facts<'_>) -> Self {
        let mut walk = Self {
            lines: Vec::new(),
            entered: Vec::new(),
            here: StageKind::Sent,
            returned: None,
            state: CaseState::Submitted,
            was_in_review: false,
        };
        for (index, line) in facts.journal.iter().enumerate() {
            if let Some(at) = facts.examined_at()
                && at <= line.at
                && walk.state == CaseState::InReview
                && walk.here == StageKind::Review
            {
                walk.enter(StageKind::Decision, at);
            }
            let stage = match line.kind {
                _ if index == 0 => walk.sent(line),
                Change::State if line.state != walk.state => walk.moved(facts, line),
                Change::Visit => walk.visited(facts, line),
                _ => walk.here,
            };
            walk.lines.push((stage, line.id));
        }
        if let (CaseState::InReview, StageKind::Review, Some(at)) =
            (walk.state, walk.here, facts.examined_at())
        {
            walk.enter(StageKind::Decision, at);
        }
        walk
    }

    /// Since when the case has been, or was, at this stage.
    pub(super) fn since(&self, kind: StageKind) -> Option<DateTime<Utc>> {
        self.entered.iter().rev().find(|(entered, _)| *entered == kind).map(|(_, at)| *at)
    }

    pub(super) fn has_lines(&self, kind: StageKind) -> bool {
        self.lines.iter().any(|(stage, _)| *stage == kind)
    }

    pub(super) fn lines_of(&self, kind: StageKind) -> Vec<i64> {
        let lines = self.lines.iter().filter(|(stage, _)| *stage == kind);
        lines.map(|(_, line)| *line).collect()
    }

    fn enter(&mut self, kind: StageKind, at: DateTime<Utc>) {
        self.here = kind;
        self.returned = None;
        self.entered.push((kind, at));
    }

    fn sent(&mut self, line: &JournalEntry) -> StageKind {
        self.enter(StageKind::Sent, line.at);
        self.enter(StageKind::Check, line.at);
        self.state = CaseState::Submitted;
        StageKind::Sent
    }

    fn moved(&mut self, facts: &Facts<'_>, line: &JournalEntry) -> StageKind {
        self.state = line.state;
        let stage = match line.state {
            CaseState::Submitted => StageKind::Check,
            CaseState::InReview => StageKind::Review,
            CaseState::NeedsInfo if self.was_in_review && line.by != Some(By::System) => {
                StageKind::Review
            }
            CaseState::NeedsInfo => StageKind::Check,
            CaseState::Approved | CaseState::Rejected => StageKind::Decision,
            CaseState::Withdrawn => StageKind::Withdrawn,
        };
        self.was_in_review |= line.state == CaseState::InReview;
        self.enter(stage, line.at);
        if line.state == CaseState::NeedsInfo {
            self.returned = Some(line.id);
        }
        if line.state == CaseState::Approved && facts.visit == Some(Visit::Operation) {
            self.enter(StageKind::Planning, line.at);
        }
        stage
    }

    /// A line about the booking of the visit. The date of an operation that is cancelled has to be chosen again.
    fn visited(&mut self, facts: &Facts<'_>, line: &JournalEntry) -> StageKind {
        match facts.visit {
            None => self.here,
            Some(Visit::Examination) => StageKind::Visit,
            Some(Visit::Operation) if self.state != CaseState::Approved => self.here,
            Some(Visit::Operation) => {
                let booking =
                    facts.booking.filter(|booking| line.subject.as_deref() == Some(booking.id));
                match booking {
                    Some(_) if self.here == StageKind::Operation => {}
                    Some(_) => self.enter(StageKind::Operation, line.at),
                    None => {
                        self.enter(StageKind::Planning, line.at);
                        self.returned = Some(line.id);
                    }
                }
                self.here
            }
        }
    }
}
