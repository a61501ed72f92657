use crate::i18n::tr;
use domain::case::CaseState;

/// What the state of a case is called (M-24, C-09). `section`: section of the service, because МСЭ and operations call the same state
/// differently.
pub(crate) fn name(state: CaseState, section: &str) -> String {
    match state {
        CaseState::Submitted => tr::status::submitted(),
        CaseState::InReview if section == OPERATIONS => tr::status::in_work(),
        CaseState::InReview => tr::status::in_review(),
        CaseState::NeedsInfo => tr::status::needs_info(),
        CaseState::Approved => tr::status::approved(),
        CaseState::Rejected => tr::status::rejected(),
        CaseState::Withdrawn => tr::status::withdrawn(),
    }
}

/// The section of special operations.
const OPERATIONS: &str = "so";
