//! Where a case stands, in as many words as the page has sentences for.

use crate::features::cases::visit::is_ahead;
use domain::booking::Visit;
use domain::case::CaseState;
use domain::wire::application::{Application, WaitsFor};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Situation {
    Check,
    /// The examination has no date yet.
    NoDate,
    BeforeExamination,
    AfterExamination,
    /// Doctors decide whether the operation is planned.
    Doctors,
    /// In review, and there is no visit.
    Papers,
    /// The office waits for somebody else.
    Outside(WaitsFor),
    /// The office waits for the citizen.
    Waits,
    Approved,
    /// The operation can be planned.
    Ready,
    BeforeOperation,
    AfterOperation,
    /// The hospital has told how it went.
    Reported,
    PapersApproved,
    Rejected,
    Withdrawn,
}

impl Situation {
    pub(super) fn of(case: &Application) -> Self {
        let visit = case.visit.as_ref();
        let booking = visit.and_then(|visit| visit.booking.as_ref());
        let (kind, ahead) = (visit.map(|visit| visit.visit), booking.map(is_ahead));
        match (case.summary.state, kind, ahead) {
            (CaseState::Rejected, ..) => Self::Rejected,
            (CaseState::Withdrawn, ..) => Self::Withdrawn,
            (CaseState::NeedsInfo, ..) => Self::Waits,
            (CaseState::Submitted | CaseState::InReview, ..) if case.waits_for.is_some() => {
                Self::Outside(case.waits_for.unwrap_or(WaitsFor::Other))
            }
            (CaseState::Submitted, ..) => Self::Check,
            (CaseState::InReview, None, _) => Self::Papers,
            (CaseState::InReview, Some(Visit::Operation), _) => Self::Doctors,
            (CaseState::InReview, Some(Visit::Examination), None) => Self::NoDate,
            (CaseState::InReview, Some(Visit::Examination), Some(true)) => Self::BeforeExamination,
            (CaseState::InReview, Some(Visit::Examination), Some(false)) => Self::AfterExamination,
            (CaseState::Approved, ..) if case.report.is_some() => Self::Reported,
            (CaseState::Approved, None, _) => Self::PapersApproved,
            (CaseState::Approved, Some(Visit::Examination), _) => Self::Approved,
            (CaseState::Approved, Some(Visit::Operation), None) => Self::Ready,
            (CaseState::Approved, Some(Visit::Operation), Some(true)) => Self::BeforeOperation,
            (CaseState::Approved, Some(Visit::Operation), Some(false)) => Self::AfterOperation,
        }
    }

    /// Whether nothing is done about the case any more.
    pub(super) fn is_over(self) -> bool {
        use Situation::{Approved, PapersApproved, Rejected, Reported, Withdrawn};
        matches!(self, Approved | Reported | PapersApproved | Rejected | Withdrawn)
    }
}
