//! Working days by the production calendar (ТК РФ, ст. 112 and the Government's yearly decree on transfers). A year without a
//! published calendar is unknown; Monday to Friday is never assumed for it.

mod count;
mod year;

pub use count::{Calendars, Due, UnknownYear};
pub use year::WorkingCalendar;

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod vectors;
