//! Who works on the case, and who operates when (S-11).

use super::facts::Fact;
use super::situation::Situation;
use crate::features::cases::visit::booking;
use crate::i18n::dates;
use crate::i18n::tr;
use domain::booking::local_day;
use domain::wire::application::Application;

pub(super) fn people(case: &Application) -> Vec<Fact> {
    let executor = case.executor.as_ref().map(|executor| {
        let mut fact = Fact::new(tr::people::label(), executor.name.clone());
        fact.notes.push(tr::people::since(&dates::date_of(executor.since)));
        fact
    });
    // An API that tells the place in the queue tells that nobody has taken the case.
    let nobody = case.queue.filter(|_| executor.is_none());
    let nobody = nobody.map(|_| Fact::new(tr::people::label(), tr::people::none()));
    executor.into_iter().chain(nobody).chain(operation(case)).collect()
}

fn operation(case: &Application) -> Vec<Fact> {
    let Some(plan) = &case.plan else { return Vec::new() };
    let surgeon = plan.surgeon.clone().unwrap_or_else(tr::people::surgeon_none);
    let day = match booking(case) {
        Some(booking) => Some(local_day(booking.starts_at, booking.utc_offset)),
        None => plan.planned_on,
    };
    let day = day.filter(|_| {
        !matches!(Situation::of(case), Situation::AfterOperation | Situation::Reported)
    });
    let day = day.map(|day| Fact::new(tr::people::date(), dates::full_day(day)));
    std::iter::once(Fact::new(tr::people::surgeon(), surgeon)).chain(day).collect()
}
