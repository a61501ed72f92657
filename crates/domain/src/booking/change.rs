use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BookingState {
    Booked,
    Cancelled,
    /// The visit has begun or is over.
    Past,
}

/// What decides whether a booking can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub state: BookingState,
    pub starts_at: DateTime<Utc>,
    /// The institution cannot keep the time: it has proposed another one, and the citizen has not accepted that (S-26).
    pub must_move: bool,
}

/// Why a booking cannot be moved or cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChangeLock {
    Cancelled,
    /// The visit has begun or is over.
    Past,
    /// Less than 24 hours are left: the booking can be cancelled, but not moved (S-17, C-19).
    LessThanDay,
}

/// What cancelling costs (S-25).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CancelCost {
    Free,
    /// Less than 24 hours before the visit: the rules of the service may set a penalty.
    Late,
}

/// A booking can be moved, or cancelled without a warning, until this many hours before the visit. Counts instants, not
/// calendar days.
const HOURS: i64 = 24;

/// The last instant at which a booking can be moved.
#[must_use]
pub fn move_until(starts_at: DateTime<Utc>) -> DateTime<Utc> {
    starts_at.checked_sub_signed(TimeDelta::hours(HOURS)).unwrap_or(starts_at)
}

impl Standing {
    /// Whether the visit is still to come.
    #[must_use]
    pub fn is_ahead(&self, now: DateTime<Utc>) -> bool {
        self.may_change(now).is_ok()
    }

    /// Whether the booking can be moved now. If the institution cannot keep the time, this is possible until the visit begins.
    ///
    /// # Errors
    /// The reason why it cannot.
    pub fn may_move(&self, now: DateTime<Utc>) -> Result<(), ChangeLock> {
        self.may_change(now)?;
        if now > move_until(self.starts_at) && !self.must_move {
            return Err(ChangeLock::LessThanDay);
        }
        Ok(())
    }

    /// Whether an earlier slot would help: the citizen can move, and does not have to choose among all times anyway.
    #[must_use]
    pub fn can_use_earlier(&self, now: DateTime<Utc>) -> bool {
        !self.must_move && self.may_move(now).is_ok()
    }

    /// What cancelling costs now; it is possible until the visit begins.
    ///
    /// # Errors
    /// The reason why it cannot be cancelled.
    pub fn may_cancel(&self, now: DateTime<Utc>) -> Result<CancelCost, ChangeLock> {
        self.may_change(now)?;
        let is_late = now > move_until(self.starts_at) && !self.must_move;
        Ok(if is_late { CancelCost::Late } else { CancelCost::Free })
    }

    fn may_change(&self, now: DateTime<Utc>) -> Result<(), ChangeLock> {
        match self.state {
            BookingState::Cancelled => Err(ChangeLock::Cancelled),
            BookingState::Past => Err(ChangeLock::Past),
            BookingState::Booked if now >= self.starts_at => Err(ChangeLock::Past),
            BookingState::Booked => Ok(()),
        }
    }
}
