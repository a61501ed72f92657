use super::network::Network;
use super::seed::Seed;
use crate::base::Base;
use crate::wake::Wake;
use domain::booking::WorkingDays;
use domain::calendar::Calendars;
use std::sync::Arc;

/// What the network of institutions needs.
#[derive(Debug)]
pub(crate) struct InstitutionStore {
    pub(crate) base: Base,
    pub(crate) network: Network,
    pub(crate) seed: Seed,
    pub(crate) calendars: Arc<Calendars>,
    /// For those who wait for a change of a slot.
    pub(crate) slots: Wake,
}

impl InstitutionStore {
    /// The working days where an institution of this region is.
    pub(crate) fn working_days(&self, region: &str) -> WorkingDays<'_> {
        let regional = self.network.region(region).and_then(|region| region.calendars());
        WorkingDays { regional: regional.unwrap_or(&self.calendars), federal: &self.calendars }
    }
}
