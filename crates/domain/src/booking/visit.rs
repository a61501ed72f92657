use crate::case::CaseState;
use serde::{Deserialize, Serialize};

/// What a visit is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Visit {
    /// A medico-social examination at a bureau (M-04). The citizen chooses the date while the case is open.
    Examination,
    /// A special operation at a hospital (S-17). The citizen chooses the date once the documents are approved: «готово к
    /// планированию» (S-06).
    Operation,
}

/// Why no date can be chosen for an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NotBookable {
    /// The documents are not approved yet.
    NotApproved,
    /// The citizen has to answer a request first.
    NeedsInfo,
    /// The decision is made, so an examination is no longer needed.
    Decided,
    Refused,
    Withdrawn,
}

impl Visit {
    /// Whether a date can be chosen while the application is in `state`.
    ///
    /// # Errors
    /// The reason why it cannot.
    pub fn may_book(self, state: CaseState) -> Result<(), NotBookable> {
        match (self, state) {
            (_, CaseState::Withdrawn) => Err(NotBookable::Withdrawn),
            (_, CaseState::Rejected) => Err(NotBookable::Refused),
            (_, CaseState::NeedsInfo) => Err(NotBookable::NeedsInfo),
            (Self::Examination, CaseState::Approved) => Err(NotBookable::Decided),
            (Self::Examination, CaseState::Submitted | CaseState::InReview)
            | (Self::Operation, CaseState::Approved) => Ok(()),
            (Self::Operation, CaseState::Submitted | CaseState::InReview) => {
                Err(NotBookable::NotApproved)
            }
        }
    }
}
