use super::super::row::BookingRow;
use crate::fail::Result;
use chrono::{DateTime, Utc};
use domain::wire::booking::{AnswerTransfer, Transfer};
use domain::wire::problem::ProblemCode;

/// The proposal that the citizen answers, open or closed. 412 when another time or none is proposed.
pub(super) fn answered_proposal(
    row: &BookingRow,
    answer: &AnswerTransfer,
    now: DateTime<Utc>,
) -> Result<Transfer> {
    let same = |transfer: &Transfer| transfer.starts_at == answer.starts_at;
    Ok(row.transfer(now).filter(same).ok_or(ProblemCode::Conflict)?)
}
