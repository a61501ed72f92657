//! What a case needs of the citizen.

use super::parts::ApplicationStore;
use crate::cases::Case;
use crate::fail::Result;
use crate::messages::{self, Open};
use chrono::{DateTime, Utc};
use domain::case::CaseState;
use domain::wire::application::{CaseBooking, CaseVisit, Need, NeedKind};
use domain::wire::message::ActionKind;

/// The needs at `now`, the first one first: what the office asked for, the oldest question first, and then the visit.
pub(super) async fn needs(
    applications: &ApplicationStore,
    case: &Case,
    visit: Option<&CaseVisit>,
    now: DateTime<Utc>,
) -> Result<Vec<Need>> {
    let mut needs = Vec::new();
    if case.state() == CaseState::NeedsInfo {
        needs.push(Need { kind: NeedKind::Correct, text: None, id: None, until: None });
    }
    if !case.is_closed() {
        let open = messages::open_actions(&applications.messages, &case.id).await?;
        needs.extend(open.into_iter().map(of_message));
    }
    needs.extend(visit.and_then(|visit| of_visit(visit, now)));
    Ok(needs)
}

fn of_message(Open { kind, message, text }: Open) -> Need {
    let kind = match kind {
        ActionKind::Confirm => NeedKind::Confirm,
        ActionKind::Upload => NeedKind::Upload,
        ActionKind::Answer => NeedKind::Answer,
        ActionKind::Other => NeedKind::Other,
    };
    Need { kind, text: Some(text), id: Some(message), until: None }
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
