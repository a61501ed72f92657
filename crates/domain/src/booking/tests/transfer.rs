use super::at;
use crate::booking::*;

#[test]
fn a_proposal_can_be_answered_until_its_term() {
    use TransferState::{Declined, Proposed};
    let term = at("2026-11-23T10:00:00Z");
    for (state, now, stands) in [
        (Proposed, "2026-11-20T00:00:00Z", Proposed),
        (Proposed, "2026-11-23T09:59:59.999Z", Proposed),
        (Proposed, "2026-11-23T10:00:00Z", Declined),
        (Proposed, "2026-12-01T00:00:00Z", Declined),
        (Declined, "2026-11-20T00:00:00Z", Declined),
        (Declined, "2026-12-01T00:00:00Z", Declined),
    ] {
        assert_eq!(state.at(term, at(now)), stands, "{state:?} at {now}");
    }
}
