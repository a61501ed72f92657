//! The internal passport: number, issuing department, and whether it can still be valid.

use super::date::anniversary;
use super::digits::{all_zero, count, digits, text};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Age of the first passport, years.
const FIRST_AT: u32 = 14;
/// Ages at which the passport is replaced, years.
const REPLACED_AT: [u32; 2] = [20, 45];
/// How long the old passport stays valid after such a birthday.
const GRACE: Days = Days::new(90);

/// Series and number: `4509 123456`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PassportNumber(String);

/// Код подразделения: `770-001`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DepartmentCode(String);

/// Why passport data are not acceptable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PassportError {
    /// Anything but digits, spaces, dashes and «№».
    Characters,
    Length {
        found: u8,
        expected: u8,
    },
    /// The series, the number or the department code is all zeros.
    Zeros,
    IssuedBeforeFourteen,
    IssuedInFuture,
    /// The passport had to be replaced at 20 or 45; it is not valid from `since` on.
    Expired {
        #[serde(with = "crate::wire::time::day")]
        since: NaiveDate,
    },
}

text_value!(PassportNumber);
text_value!(DepartmentCode);

impl PassportNumber {
    pub fn parse(typed: &str) -> Result<Self, PassportError> {
        let (series, number) = halves(typed, 4, 10)?;
        if all_zero(&series) || all_zero(&number) {
            return Err(PassportError::Zeros);
        }
        Ok(Self(format!("{} {}", text(&series), text(&number))))
    }
}

impl DepartmentCode {
    pub fn parse(typed: &str) -> Result<Self, PassportError> {
        let (region, department) = halves(typed, 3, 6)?;
        if all_zero(&region) && all_zero(&department) {
            return Err(PassportError::Zeros);
        }
        Ok(Self(format!("{}-{}", text(&region), text(&department))))
    }
}

/// Whether a passport issued on `issued` to someone born on `born` can be valid on `today`. It cannot be issued before the 14th
/// birthday, and must be replaced within 90 days of the 20th and the 45th. The document shows no expiry date.
pub fn check_issue(
    born: NaiveDate,
    issued: NaiveDate,
    today: NaiveDate,
) -> Result<(), PassportError> {
    if issued > today {
        return Err(PassportError::IssuedInFuture);
    }
    if issued < anniversary(born, FIRST_AT) {
        return Err(PassportError::IssuedBeforeFourteen);
    }
    let replaced = REPLACED_AT
        .map(|age| anniversary(born, age))
        .into_iter()
        .find(|&birthday| issued < birthday);
    let last_day = replaced.and_then(|birthday| birthday.checked_add_days(GRACE));
    match last_day.and_then(|day| day.succ_opt()) {
        Some(since) if today >= since => Err(PassportError::Expired { since }),
        _ => Ok(()),
    }
}

fn halves(typed: &str, first: usize, expected: u8) -> Result<(Vec<u8>, Vec<u8>), PassportError> {
    let digits = digits(&typed.replace('№', " ")).ok_or(PassportError::Characters)?;
    let found = count(&digits);
    match digits.split_at_checked(first) {
        Some((head, tail)) if found == expected => Ok((head.to_vec(), tail.to_vec())),
        _ => Err(PassportError::Length { found, expected }),
    }
}

#[cfg(test)]
mod tests;
