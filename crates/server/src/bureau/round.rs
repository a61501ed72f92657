//! What a round of the bureau needs.

use super::parts::Bureau;
use crate::fail::{Fail, Result};
use domain::wire::problem::ProblemCode;
use std::time::Duration;

/// Largest number of cases per round and state.
pub(super) const MANY: i64 = 20;

/// So long before now, in Unix milliseconds.
pub(super) fn ago(bureau: &Bureau, time: Duration) -> i64 {
    bureau.base.clock.now_ms().saturating_sub(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
}

/// A case that fails does not keep the others waiting. That the citizen or a clerk has moved it in between is no failure.
pub(super) fn log<T>(done: Result<T>) {
    match done {
        Ok(_) | Err(Fail::Code(ProblemCode::NotAllowed | ProblemCode::NotFound)) => {}
        Err(error) => tracing::error!(%error, "a case of the bureau"),
    }
}
