//! Decisions that expire and have to be renewed (M-45).

use super::parts::BookingStore;
use crate::cases::Case;
use crate::clock::office_day;
use crate::fail::Result;
use crate::http::Language;
use crate::visits;
use chrono::{Months, NaiveDate};
use domain::case::CaseState;
use domain::wire::booking::Renewal;

/// Decisions that are still valid and not renewed yet, the first to expire first.
pub(super) fn due(
    bookings: &BookingStore,
    cases: &[Case],
    language: Language,
) -> Result<Vec<Renewal>> {
    let today = bookings.base.clock.today();
    let mut renewals = Vec::new();
    for case in cases {
        let Some(until) = until(bookings, case)?.filter(|until| *until >= today) else { continue };
        let service = renewing(bookings, case);
        if !is_renewed(bookings, case, &service, cases)? {
            renewals.push(Renewal {
                application: case.id.clone(),
                number: case.number.clone(),
                title: case.title()?.get(language.0).to_owned(),
                until,
                service,
            });
        }
    }
    renewals.sort_by(|a, b| (a.until, &a.number).cmp(&(b.until, &b.number)));
    Ok(renewals)
}

/// Last day on which the decision is valid; `None` for one that does not expire, and without an approval.
pub(super) fn until(bookings: &BookingStore, case: &Case) -> Result<Option<NaiveDate>> {
    if case.state() != CaseState::Approved {
        return Ok(None);
    }
    let months = bookings.catalogue.office(&case.service).and_then(|office| office.valid_months);
    let decision = case.decision();
    Ok(months
        .zip(decision)
        .and_then(|(months, decision)| last_day(office_day(decision.issued_at), months)))
}

/// A term of months ends on the same day of its last month or, if there is no such day, on the month's last day (ГК РФ,
/// ст. 192).
fn last_day(decided: NaiveDate, months: u16) -> Option<NaiveDate> {
    decided.checked_add_months(Months::new(months.into()))
}

/// Id of the service that renews the decision.
fn renewing(bookings: &BookingStore, case: &Case) -> String {
    let office = bookings.catalogue.office(&case.service);
    office.and_then(|office| office.renews.clone()).unwrap_or_else(|| case.service.clone())
}

/// Whether a later approval for the same patient has replaced the decision.
fn is_renewed(bookings: &BookingStore, case: &Case, service: &str, cases: &[Case]) -> Result<bool> {
    let (Some(decision), Some(facts)) =
        (case.decision(), visits::facts_of(&bookings.visits, case)?)
    else {
        return Ok(false);
    };
    for later in cases.iter().filter(|later| later.service == service && later.id != case.id) {
        let is_later = later.state() == CaseState::Approved
            && later.decision().is_some_and(|later| later.issued_at > decision.issued_at);
        if is_later
            && visits::facts_of(&bookings.visits, later)?
                .is_some_and(|later| later.patient == facts.patient)
        {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_of_months_ends_on_the_same_day_or_the_last() {
        let last = |day: &str, months| last_day(day.parse().unwrap(), months).unwrap().to_string();
        assert_eq!(last("2026-11-22", 12), "2027-11-22");
        assert_eq!(last("2026-08-31", 6), "2027-02-28");
        assert_eq!(last("2027-08-31", 6), "2028-02-29");
    }
}
