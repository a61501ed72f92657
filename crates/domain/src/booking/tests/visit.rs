use crate::booking::{NotBookable, Visit};
use crate::case::CaseState;

#[test]
fn every_state_of_a_case_says_whether_its_date_can_be_chosen() {
    use CaseState::{Approved, InReview, NeedsInfo, Rejected, Submitted, Withdrawn};
    let table = [
        (Submitted, Ok(()), Err(NotBookable::NotApproved)),
        (InReview, Ok(()), Err(NotBookable::NotApproved)),
        (NeedsInfo, Err(NotBookable::NeedsInfo), Err(NotBookable::NeedsInfo)),
        (Approved, Err(NotBookable::Decided), Ok(())),
        (Rejected, Err(NotBookable::Refused), Err(NotBookable::Refused)),
        (Withdrawn, Err(NotBookable::Withdrawn), Err(NotBookable::Withdrawn)),
    ];
    assert_eq!(table.map(|row| row.0), CaseState::ALL);
    for (state, examination, operation) in table {
        assert_eq!(Visit::Examination.may_book(state), examination, "{state:?}");
        assert_eq!(Visit::Operation.may_book(state), operation, "{state:?}");
    }
}
