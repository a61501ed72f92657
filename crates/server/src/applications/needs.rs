//! What a case needs of the citizen.

use chrono::{DateTime, Utc};
use domain::case::CaseState;
use domain::wire::application::{CaseBooking, CaseVisit, Need, NeedKind};

/// The needs at `now`, the first one first.
pub(super) fn needs(state: CaseState, visit: Option<&CaseVisit>, now: DateTime<Utc>) -> Vec<Need> {
    let correct = (state == CaseState::NeedsInfo).then_some(Need {
        kind: NeedKind::Correct,
        text: None,
        id: None,
        until: None,
    });
    correct.into_iter().chain(visit.and_then(|visit| of_visit(visit, now))).collect()
}

fn of_visit(visit: &CaseVisit, now: DateTime<Utc>) -> Option<Need> {
    let Some(booking) = &visit.booking else {
        let choose = Need { kind: NeedKind::ChooseDate, text: None, id: None, until: None };
        return visit.lock.is_none().then_some(choose);
    };
    moving(booking, now)
}

/// The institution cannot keep the time of the booking.
fn moving(booking: &CaseBooking, now: DateTime<Utc>) -> Option<Need> {
    let transfer = booking.transfer.as_ref().filter(|_| booking.is_ahead(now))?;
    let awaits = transfer.awaits(now);
    Some(Need {
        kind: if awaits { NeedKind::AnswerTransfer } else { NeedKind::OtherTime },
        text: None,
        id: Some(booking.id.clone()),
        until: awaits.then_some(transfer.answer_by),
    })
}
