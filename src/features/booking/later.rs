//! An examination after the term of its application: the bureau cannot decide without it, so the decision comes later (W5).

use crate::i18n::dates;
use crate::i18n::tr;
use crate::platform::clock;
use crate::ui::link::Link;
use crate::ui::notice::{Notice, Tone};
use chrono::{DateTime, NaiveDate, Utc};
use domain::booking::{UtcOffset, local_day};
use leptos::prelude::*;

/// Before which day an examination is in time, while there is such a day. `due`: [`domain::wire::booking::Booking::decision_by`].
pub(super) fn in_time(due: Option<NaiveDate>, offset: UtcOffset) -> Option<AnyView> {
    let due = due.filter(|due| *due > local_day(clock::server(), offset))?;
    Some(view! { <p>{tr::confirm::in_time(&dates::day_and_year(due))}</p> }.into_any())
}

/// What a visit at `starts_at` means for the decision, if it is too late for the term.
pub(super) fn words(
    due: Option<NaiveDate>,
    starts_at: DateTime<Utc>,
    offset: UtcOffset,
) -> Option<String> {
    let due = due.filter(|due| local_day(starts_at, offset) >= *due)?;
    Some(tr::confirm::later(&dates::day_and_year(due)))
}

/// [`words`] as a warning, with a link to the calendar.
pub(super) fn warning(
    due: Option<NaiveDate>,
    starts_at: DateTime<Utc>,
    offset: UtcOffset,
    calendar: String,
) -> Option<AnyView> {
    let text = words(due, starts_at, offset)?;
    let earlier = due.filter(|due| *due > local_day(clock::server(), offset)).map(|due| {
        let text = tr::confirm::later_days(&dates::day_and_year(due));
        view! { <p><Link href=calendar text=text/></p> }
    });
    Some(view! { <Notice tone=Tone::Warn><p>{text}</p> {earlier}</Notice> }.into_any())
}
