//! The wire types of `/office/v1`, the API of the office's own systems. The app never reads them.

mod act;
mod audit;
mod case;
mod load;
mod message;
mod question;
mod service;
mod staff;
mod statistics;
mod visits;

pub use act::{Act, ActKind, MarkFile};
pub use audit::{Audit, AuditLine};
pub use case::{Contact, OfficeCase, OfficeCaseSummary, OfficeCases, OfficeExecutor};
pub use load::Load;
pub use message::{NewAction, NewOfficeMessage};
pub use question::{Asker, OfficeQuestion, OfficeQuestions};
pub use service::{OfficeService, OfficeServices};
pub use staff::{Colleague, Staff};
pub use statistics::{ServiceCount, Statistics};
pub use visits::{ProposeTransfer, RegisterSlot, TransferProposed};

use serde::{Deserialize, Serialize};

/// What somebody does at the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Receives applications and hands them out.
    Intake,
    /// Decides on applications.
    Expert,
    /// Answers questions.
    Support,
    Management,
    /// Counts, and sees no case.
    Analytics,
}

/// What a role may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ability {
    /// See cases, their files, and what the decisions of each service hold.
    Read,
    /// Take a case, ask for corrections, wait, mark files, write to citizens.
    Work,
    /// Extend and categorise a term, plan, refer, approve, refuse.
    Decide,
    /// Give a case to somebody else.
    Assign,
    Questions,
    /// Visits and slots.
    Visits,
    Statistics,
    /// See who did and read what.
    Audit,
    /// See how busy the server is.
    Load,
}

impl Role {
    pub const ALL: [Self; 5] =
        [Self::Intake, Self::Expert, Self::Support, Self::Management, Self::Analytics];

    #[must_use]
    pub fn may(self, what: Ability) -> bool {
        use Ability::{Assign, Decide, Load, Questions, Read, Statistics, Visits, Work};
        match self {
            Self::Intake => matches!(what, Read | Work | Assign | Visits),
            Self::Expert => matches!(what, Read | Work | Decide | Visits),
            Self::Support => matches!(what, Questions | Load),
            Self::Management => true,
            Self::Analytics => what == Statistics,
        }
    }
}

impl Ability {
    pub const ALL: [Self; 9] = [
        Self::Read,
        Self::Work,
        Self::Decide,
        Self::Assign,
        Self::Questions,
        Self::Visits,
        Self::Statistics,
        Self::Audit,
        Self::Load,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row per role; a column per ability in the order of `Ability::ALL`.
    const MATRIX: [(Role, &str); 5] = [
        (Role::Intake, "+ + - + - + - - -"),
        (Role::Expert, "+ + + - - + - - -"),
        (Role::Support, "- - - - + - - - +"),
        (Role::Management, "+ + + + + + + + +"),
        (Role::Analytics, "- - - - - - + - -"),
    ];

    #[test]
    fn what_each_role_may() {
        assert_eq!(MATRIX.map(|(role, _)| role), Role::ALL);
        for (role, row) in MATRIX {
            let row: Vec<_> = row.split(' ').collect();
            assert_eq!(row.len(), Ability::ALL.len());
            for (what, mark) in Ability::ALL.into_iter().zip(row) {
                assert_eq!(role.may(what), mark == "+", "{role:?} {what:?}");
            }
        }
    }
}
