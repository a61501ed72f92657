use super::network::{Institution, Line};
use super::occupancy::{self, Occupancy};
use super::parts::InstitutionStore;
use super::seed::SeededSlots;
use crate::fail::Result;
use chrono::{DateTime, NaiveDate, Utc};
use domain::booking::WorkingDays;
use domain::wire::institution::{Day, Slot};
use std::sync::Arc;

/// The days and slots of an appointment book as they are now, as one application sees them.
#[derive(Debug)]
pub(crate) struct SlotCalendar<'a> {
    line: &'a Line,
    days: WorkingDays<'a>,
    seeded: SeededSlots,
    occupancy: Arc<Occupancy>,
    application: Option<&'a str>,
    pub(crate) now: DateTime<Utc>,
}

impl<'a> SlotCalendar<'a> {
    /// Reads the book for `application`. A slot that it holds stays offered and free for it until the hold ends, even if
    /// the schedule has stopped offering the slot at midnight.
    pub(crate) async fn read(
        institutions: &'a InstitutionStore,
        institution: &'a Institution,
        line: &'a Line,
        application: &'a str,
    ) -> Result<Self> {
        let now = institutions.base.clock.now().timestamp_millis();
        let names = (institution.id.as_str(), line.id.as_str());
        let occupancy = occupancy::of_line(institutions.base.db.read(), names, now).await?;
        Ok(Self::new(institutions, (institution, line), Arc::new(occupancy), Some(application)))
    }

    /// The book with these taken slots, for `application`; `None` for whoever has no application.
    pub(crate) fn new(
        institutions: &'a InstitutionStore,
        (institution, line): (&'a Institution, &'a Line),
        occupancy: Arc<Occupancy>,
        application: Option<&'a str>,
    ) -> Self {
        let (days, seeded) =
            (institutions.working_days(&institution.region), institutions.seed.slots());
        let now = institutions.base.clock.now();
        Self { line, days, seeded, occupancy, application, now }
    }

    /// The first and the last day of the calendar.
    pub(crate) fn range(&self) -> (NaiveDate, NaiveDate) {
        self.line.schedule.range(self.now)
    }

    pub(crate) fn day(&self, day: NaiveDate) -> Day {
        let free = self.free(day);
        let closed = self.line.schedule.closed(day, self.now, self.days).filter(|_| free == 0);
        Day { day, free, closed }
    }

    pub(crate) fn slots(&self, day: NaiveDate) -> Vec<Slot> {
        let starts = self.starts(day).into_iter();
        starts.map(|starts_at| Slot { starts_at, free: self.is_open(starts_at) }).collect()
    }

    /// Number of free slots of a day.
    pub(crate) fn free(&self, day: NaiveDate) -> u32 {
        let starts = self.starts(day).into_iter();
        u32::try_from(starts.filter(|at| self.is_open(*at)).count()).unwrap_or(u32::MAX)
    }

    /// Whether the slot is offered and nobody else has it.
    pub(crate) fn is_free(&self, starts_at: DateTime<Utc>) -> bool {
        let offers = || self.line.schedule.offers(starts_at, self.now, self.days);
        self.is_open(starts_at) && (self.held_ahead().any(|held| held == starts_at) || offers())
    }

    /// The first day with a free slot.
    pub(super) fn nearest(&self) -> Option<NaiveDate> {
        let (first, last) = self.range();
        let mut days = first.iter_days().take_while(|day| *day <= last);
        days.find(|day| {
            let starts = self.line.schedule.starts(*day, self.now, self.days);
            starts.into_iter().any(|at| self.is_open(at))
        })
    }

    /// Starts of the day's slots, the earliest first: those of the schedule, and those that the application holds.
    fn starts(&self, day: NaiveDate) -> Vec<DateTime<Utc>> {
        let mut starts = self.line.schedule.starts(day, self.now, self.days);
        let held = self.held_ahead().filter(|at| self.line.schedule.today(*at) == day);
        let held: Vec<_> = held.filter(|at| !starts.contains(at)).collect();
        if !held.is_empty() {
            starts.extend(held);
            starts.sort_unstable();
        }
        starts
    }

    /// Slots that the application holds and that have not begun.
    fn held_ahead(&self) -> impl Iterator<Item = DateTime<Utc>> {
        let held = self.occupancy.held(self.application);
        held.filter(|at| *at > self.now && self.is_open(*at))
    }

    /// Whether nobody else has the slot. Does not check that it is offered.
    fn is_open(&self, starts_at: DateTime<Utc>) -> bool {
        self.occupancy.is_free(self.line, self.seeded, starts_at, self.application)
    }
}
