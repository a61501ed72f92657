//! By when a decision is due that a visit can delay.

use crate::fail::Result;
use chrono::NaiveDate;
use domain::booking::Visit;
use domain::case::CaseState;

/// The last day of the term, while a decision is due that an examination can delay. `due`: of the case, which is in `state`.
pub(super) fn decision_by(
    visit: Visit,
    state: CaseState,
    due: impl FnOnce() -> Result<NaiveDate>,
) -> Result<Option<NaiveDate>> {
    let can_delay = visit == Visit::Examination && !state.is_final();
    can_delay.then(due).transpose()
}
