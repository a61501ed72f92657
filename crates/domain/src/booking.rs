//! Rules of booking: when an institution receives visitors, which applications can book, until when a booking can be moved,
//! what cancelling costs, how long a slot is held, and who can wait for an earlier slot. The browser and the server share them
//! (S-17, S-25, S-26, C-19).

mod change;
mod hold;
mod holiday;
mod local;
mod nearest;
mod schedule;
mod transfer;
mod visit;
mod waiting;

pub use change::{BookingState, CancelCost, ChangeLock, Standing, move_until};
pub use hold::{
    HOLD_MINUTES, PROLONGATIONS, WARNING_SECONDS, hold_until, left_until, prolonged_until,
};
pub use holiday::Holiday;
pub use local::{UtcOffset, from_moscow, local, local_day, to_utc};
pub use nearest::nearest;
pub use schedule::{Closed, Hours, Schedule, WorkingDays};
pub use transfer::TransferState;
pub use visit::{NotBookable, Visit};
pub use waiting::{NOTICES, may_notify, may_wait};

#[cfg(test)]
mod tests;
