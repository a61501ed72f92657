//! The states of a case and the moves between them (requirements C-09, M-16, M-20, M-24).

use serde::{Deserialize, Serialize};

/// State of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// «Принято»: the case is registered and checked automatically; nobody at the bureau has taken it yet.
    Submitted,
    /// «На проверке», «В работе».
    InReview,
    /// The case waits for the citizen; its term pauses (requirement C-10).
    NeedsInfo,
    /// «Одобрено».
    Approved,
    /// «Отклонено».
    Rejected,
    /// The citizen has withdrawn the application.
    Withdrawn,
}

/// An action on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// The automatic check finds the package complete. The state does not change; the journal gets an entry (M-18).
    AutoCheckPassed,
    /// The automatic check finds a defect that the citizen can correct (M-16).
    AutoCheckFailed,
    /// The bureau starts the review.
    Take,
    /// The bureau asks the citizen for something.
    Ask,
    /// The citizen answers or corrects; the review goes on without another confirmation (M-16).
    Answer,
    Approve,
    /// Also possible without a review (a forged signature, M-20), or because the citizen has not answered.
    Reject,
    Withdraw,
}

/// Work of the office that moves no case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// On an application that is not decided yet.
    Open,
    /// The preparation of an operation.
    Plan,
    /// What came of what was approved.
    Report,
}

/// The state does not allow the action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NotAllowed {
    pub state: CaseState,
    pub action: Action,
}

impl CaseState {
    pub const ALL: [Self; 6] = [
        Self::Submitted,
        Self::InReview,
        Self::NeedsInfo,
        Self::Approved,
        Self::Rejected,
        Self::Withdrawn,
    ];

    /// The state after `action`.
    pub fn after(self, action: Action) -> Result<Self, NotAllowed> {
        let found = self.moves().iter().find(|(possible, _)| *possible == action);
        found.map(|&(_, next)| next).ok_or(NotAllowed { state: self, action })
    }

    /// Whether no action is allowed any more.
    #[must_use]
    pub fn is_final(self) -> bool {
        self.moves().is_empty()
    }

    /// The actions that this state allows.
    pub fn allowed(self) -> impl Iterator<Item = Action> {
        self.moves().iter().map(|&(action, _)| action)
    }

    /// Whether the office may do this now.
    #[must_use]
    pub fn permits(self, work: Work) -> bool {
        match work {
            Work::Open => matches!(self, Self::Submitted | Self::InReview | Self::NeedsInfo),
            Work::Plan => matches!(self, Self::InReview | Self::Approved),
            Work::Report => self == Self::Approved,
        }
    }

    fn moves(self) -> &'static [(Action, Self)] {
        use Action::{
            Answer, Approve, Ask, AutoCheckFailed, AutoCheckPassed, Reject, Take, Withdraw,
        };
        match self {
            Self::Submitted => &[
                (AutoCheckPassed, Self::Submitted),
                (AutoCheckFailed, Self::NeedsInfo),
                (Take, Self::InReview),
                (Reject, Self::Rejected),
                (Withdraw, Self::Withdrawn),
            ],
            Self::InReview => &[
                (AutoCheckPassed, Self::InReview),
                (AutoCheckFailed, Self::NeedsInfo),
                (Ask, Self::NeedsInfo),
                (Approve, Self::Approved),
                (Reject, Self::Rejected),
                (Withdraw, Self::Withdrawn),
            ],
            Self::NeedsInfo => {
                &[(Answer, Self::InReview), (Reject, Self::Rejected), (Withdraw, Self::Withdrawn)]
            }
            Self::Approved | Self::Rejected | Self::Withdrawn => &[],
        }
    }
}

impl Action {
    pub const ALL: [Self; 8] = [
        Self::AutoCheckPassed,
        Self::AutoCheckFailed,
        Self::Take,
        Self::Ask,
        Self::Answer,
        Self::Approve,
        Self::Reject,
        Self::Withdraw,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A row per state, a column per action in the order of `Action::ALL`; `.` is not allowed.
    const TABLE: [(CaseState, &str); 6] = [
        (CaseState::Submitted, "S N I . . . R W"),
        (CaseState::InReview, "I N . N . A R W"),
        (CaseState::NeedsInfo, ". . . . I . R W"),
        (CaseState::Approved, ". . . . . . . ."),
        (CaseState::Rejected, ". . . . . . . ."),
        (CaseState::Withdrawn, ". . . . . . . ."),
    ];

    fn named(letter: &str) -> Option<CaseState> {
        let letters = ["S", "I", "N", "A", "R", "W"];
        letters.iter().position(|l| *l == letter).map(|at| CaseState::ALL[at])
    }

    #[test]
    fn every_pair_of_state_and_action() {
        assert_eq!(TABLE.map(|(state, _)| state), CaseState::ALL);
        for (state, row) in TABLE {
            let expected: Vec<_> = row.split(' ').map(named).collect();
            assert_eq!(expected.len(), Action::ALL.len());
            for (action, next) in Action::ALL.into_iter().zip(expected) {
                assert_eq!(
                    state.after(action),
                    next.ok_or(NotAllowed { state, action }),
                    "{state:?} {action:?}"
                );
            }
        }
    }

    #[test]
    fn allowed_says_what_after_does() {
        for state in CaseState::ALL {
            let allowed: Vec<_> = state.allowed().collect();
            for action in Action::ALL {
                assert_eq!(allowed.contains(&action), state.after(action).is_ok());
            }
            assert_eq!(state.is_final(), allowed.is_empty());
        }
    }

    #[test]
    fn which_work_each_state_permits() {
        let permitted = CaseState::ALL
            .map(|state| [Work::Open, Work::Plan, Work::Report].map(|work| state.permits(work)));
        assert_eq!(
            permitted,
            [
                [true, false, false],
                [true, true, false],
                [true, false, false],
                [false, true, true],
                [false, false, false],
                [false, false, false]
            ]
        );
        for state in CaseState::ALL {
            assert_eq!(state.permits(Work::Open), !state.is_final(), "{state:?}");
        }
    }

    #[test]
    fn on_the_wire_in_snake_case() {
        assert_eq!(
            serde_json::to_string(&CaseState::InReview).expect("serialises"),
            r#""in_review""#
        );
        assert_eq!(
            serde_json::to_string(&Action::AutoCheckFailed).expect("serialises"),
            r#""auto_check_failed""#
        );
    }

    proptest! {
        #[test]
        fn nothing_moves_a_final_case(actions in prop::collection::vec(prop::sample::select(&Action::ALL), 0..40)) {
            let mut state = CaseState::Submitted;
            for action in actions {
                let next = state.after(action);
                prop_assert!(!state.is_final() || next.is_err());
                state = next.unwrap_or(state);
            }
        }
    }
}
