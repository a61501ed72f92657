//! Where the office of a case can be reached: the institution of its visit (M-28).

use super::parts::BookingStore;
use super::store;
use crate::fail::Result;
use crate::http::Language;
use domain::values::Phone;
use domain::wire::application::{CaseVisit, OfficeContact};

/// `None` until the citizen has chosen an institution.
pub(crate) async fn office(
    bookings: &BookingStore,
    visit: Option<&CaseVisit>,
    Language(language): Language,
) -> Result<Option<OfficeContact>> {
    let Some(booking) = visit.and_then(|visit| visit.booking.as_ref()) else { return Ok(None) };
    let row = store::by_id(bookings.base.db.read(), &booking.id).await?;
    let Some(institution) = bookings.institutions.network.institution(&row.institution) else {
        return Ok(None);
    };
    let phone = Phone::parse(&institution.phone).map(|phone| phone.pretty());
    let [city, address] = [&institution.city, &institution.address].map(|text| text.get(language));
    Ok(Some(OfficeContact {
        name: institution.name.get(language).to_owned(),
        address: Some(format!("{city}, {address}")),
        phone: Some(phone.unwrap_or_else(|_| institution.phone.clone())),
        hours: None,
    }))
}
