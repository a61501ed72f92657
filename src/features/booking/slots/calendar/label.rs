//! Labels of days and months.

use super::Look;
use crate::i18n::dates;
use crate::i18n::letters;
use crate::i18n::tr;
use chrono::{Datelike as _, NaiveDate};
use domain::booking::{Closed, Holiday};
use domain::wire::institution::Day;
use std::cell::RefCell;

/// `24 ноября 2026, вторник, 5 свободных мест`; the reason why a day is unavailable comes first.
pub(super) fn of_day(look: Look<'_>) -> String {
    let date = dates::full_day(look.day.day);
    let date = if look.is_today { tr::calendar::today(&date) } else { date };
    let label = match reason(look.day) {
        Some(reason) => format!("{reason}, {}", letters::in_sentence(&date)),
        None => format!("{date}, {}", free(look.day.free)),
    };
    let label = if look.is_booked { tr::calendar::own(&label) } else { label };
    match look.chosen {
        None => label,
        Some("") => tr::calendar::chosen(&label),
        Some(time) => tr::calendar::ChosenAt { label: &label, time }.text(),
    }
}

/// Why nothing can be booked on the day; `None` when something can.
pub(super) fn reason(day: &Day) -> Option<String> {
    let Some(closed) = day.closed else {
        return (day.free == 0).then(tr::calendar::full);
    };
    Some(match closed {
        Closed::Weekend => tr::calendar::weekend(),
        Closed::Holiday(holiday) => self::holiday(holiday),
        Closed::RegionalHoliday => tr::calendar::regional_holiday(),
        Closed::MovedDayOff => tr::calendar::moved_day_off(),
        Closed::NoReception => tr::calendar::no_reception(),
        Closed::TooSoon => tr::calendar::too_soon(),
        Closed::UnknownYear | Closed::TooFar => tr::calendar::not_open_yet(),
    })
}

/// «Декабрь 2026, свободных дней: 12», or where the next free day is.
pub(super) fn of_month(month: NaiveDate, free_days: usize, next: Option<NaiveDate>) -> String {
    match (free_days, next) {
        (0, Some(next)) => {
            tr::calendar::NoneInMonth { day: &dates::day_and_year(next), month: &in_month(month) }
                .text()
        }
        (0, None) => tr::calendar::none_at_all(&in_month(month)),
        _ => tr::calendar::Month {
            days: &free_days.to_string(),
            month: &letters::capitalized(&dates::month(month)),
        }
        .text(),
    }
}

/// «В декабре».
pub(super) fn in_month(month: NaiveDate) -> String {
    tr::calendar::in_months().split('|').nth(month.month0() as usize).unwrap_or_default().to_owned()
}

fn holiday(holiday: Holiday) -> String {
    match holiday {
        Holiday::NewYear => tr::calendar::new_year(),
        Holiday::Christmas => tr::calendar::christmas(),
        Holiday::Defender => tr::calendar::defender(),
        Holiday::Women => tr::calendar::women(),
        Holiday::Labour => tr::calendar::labour(),
        Holiday::Victory => tr::calendar::victory(),
        Holiday::Russia => tr::calendar::russia(),
        Holiday::Unity => tr::calendar::unity(),
    }
}

/// `5 свободных мест`. Cached by number: asking the browser for the plural form takes longer than the rest of the label,
/// and the days of a month share a few numbers.
fn free(free: u32) -> String {
    thread_local! {
        static WORDS: RefCell<Vec<(u32, String)>> = const { RefCell::new(Vec::new()) };
    }
    WORDS.with_borrow_mut(|words| {
        if let Some((_, known)) = words.iter().find(|(known, _)| *known == free) {
            return known.clone();
        }
        let new = tr::calendar::free(free);
        words.push((free, new.clone()));
        new
    })
}
