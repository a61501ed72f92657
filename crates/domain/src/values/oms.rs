//! ЕНП, the number of a health insurance policy (приказ ФФОМС 79). Its HL7 Mod10 check is the same as Luhn's formula. HL7
//! doubles the number made of every other digit; a carry is always one and goes into an even digit, so the digits have the same
//! sum.

use super::digits::{all_zero, count, digits, swapped, text};
use serde::{Deserialize, Serialize};

const LENGTH: u8 = 16;

/// Sixteen digits. Only the last one is checked: the meaning of the others (birth date, sex) is not confirmed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct OmsPolicy(String);

/// Why a text is no policy number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OmsError {
    /// Anything but digits, spaces and dashes.
    Characters,
    /// `found` digits instead of sixteen.
    Length {
        found: u8,
    },
    Zeros,
    /// The last digit does not fit; `swapped` if swapping two neighbouring digits would make it fit.
    Checksum {
        swapped: bool,
    },
}

text_value!(OmsPolicy);

impl OmsPolicy {
    pub fn parse(typed: &str) -> Result<Self, OmsError> {
        let digits = digits(typed).ok_or(OmsError::Characters)?;
        let found = count(&digits);
        if found != LENGTH {
            return Err(OmsError::Length { found });
        }
        if all_zero(&digits) {
            return Err(OmsError::Zeros);
        }
        if !is_luhn(&digits) {
            return Err(OmsError::Checksum { swapped: swapped(&digits, is_luhn) });
        }
        Ok(Self(text(&digits)))
    }
}

fn is_luhn(digits: &[u8]) -> bool {
    let counted = |(i, &d): (usize, &u8)| match (i % 2, u32::from(d) * 2) {
        (0, _) => u32::from(d),
        (_, doubled) => doubled / 10 + doubled % 10,
    };
    digits.iter().rev().enumerate().map(counted).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn canonical(text: &str) -> Result<String, OmsError> {
        OmsPolicy::parse(text).map(|o| o.to_string())
    }

    #[test]
    fn vectors() {
        for policy in
            ["7798500000123455", "5000000000000017", "1234567890123452", "1655840897000126"]
        {
            assert_eq!(canonical(policy).as_deref(), Ok(policy));
        }
        assert!(matches!(canonical("7798500000123456"), Err(OmsError::Checksum { .. })));
    }

    #[test]
    fn forgives_spaces_and_dashes() {
        assert_eq!(canonical(" 1234 5678\u{A0}9012-3452 ").as_deref(), Ok("1234567890123452"));
    }

    #[test]
    fn names_what_is_wrong() {
        assert_eq!(canonical("77 АА 123456"), Err(OmsError::Characters));
        assert_eq!(canonical("123456789"), Err(OmsError::Length { found: 9 }));
        assert_eq!(canonical(""), Err(OmsError::Length { found: 0 }));
        assert_eq!(canonical("0000000000000000"), Err(OmsError::Zeros));
        assert_eq!(canonical("2134567890123452"), Err(OmsError::Checksum { swapped: true }));
        assert_eq!(canonical("7777777777777777"), Err(OmsError::Checksum { swapped: false }));
    }

    #[test]
    fn debug_hides_the_number() {
        assert_eq!(format!("{:?}", OmsPolicy::parse("1234567890123452")), "Ok(OmsPolicy(…))");
    }

    fn any_valid() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(0..10_u8, 15).prop_filter("not all zeros", |d| !all_zero(d)).prop_map(
            |body| {
                (0..10)
                    .map(|check| [body.as_slice(), &[check]].concat())
                    .find(|all| is_luhn(all))
                    .expect("one of ten fits")
            },
        )
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            let _ = OmsPolicy::parse(&text);
        }

        #[test]
        fn canonical_parses_to_itself(digits in any_valid()) {
            prop_assert_eq!(canonical(&text(&digits)), Ok(text(&digits)));
        }

        #[test]
        fn one_wrong_digit_is_seen(digits in any_valid(), at in 0..16_usize, plus in 1..10_u8) {
            let mut wrong = digits;
            wrong[at] = (wrong[at] + plus) % 10;
            prop_assert!(canonical(&text(&wrong)).is_err());
        }

        /// The only swap of neighbours that Luhn's formula misses is 09 and 90.
        #[test]
        fn a_swap_of_neighbours_is_named(digits in any_valid(), at in 0..15_usize) {
            let mut wrong = digits;
            wrong.swap(at, at + 1);
            let pair = (wrong[at].min(wrong[at + 1]), wrong[at].max(wrong[at + 1]));
            if pair.0 != pair.1 && pair != (0, 9) {
                prop_assert_eq!(canonical(&text(&wrong)), Err(OmsError::Checksum { swapped: true }));
            }
        }
    }
}
