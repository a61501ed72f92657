use super::line_news::LineReaders;
use super::network::Network;
use super::seed::Seed;
use crate::base::Base;
use crate::wake::Wake;
use domain::booking::WorkingDays;
use domain::calendar::Calendars;
use std::sync::Arc;

/// Shared state of the functions of `institutions`.
#[derive(Debug)]
pub(crate) struct InstitutionStore {
    pub(crate) base: Base,
    pub(crate) network: Network,
    pub(crate) seed: Seed,
    pub(crate) calendars: Arc<Calendars>,
    /// To be woken when slots have changed: the streams of calendars are told.
    pub(crate) slots: Wake,
    pub(crate) readers: LineReaders,
}

impl InstitutionStore {
    /// The working days of institutions in this region.
    pub(crate) fn working_days(&self, region: &str) -> WorkingDays<'_> {
        let regional = self.network.region(region).and_then(|region| region.calendars());
        WorkingDays { regional: regional.unwrap_or(&self.calendars), federal: &self.calendars }
    }
}
