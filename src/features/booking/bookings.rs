//! The citizen's bookings, updated live: «Мои записи», «Мои операции».

mod list;
mod live;
mod operations;
mod rows;

pub(super) use list::List;
pub(super) use operations::Operations;
