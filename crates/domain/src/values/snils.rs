//! СНИЛС, the number of a person's pension account: nine digits and two check digits.

use super::digits::{all_zero, count, digits, remainder, swapped, text, weighted};
use serde::{Deserialize, Serialize};

/// Numbers up to this one have no checksum.
const UNCHECKED_UP_TO: u32 = 1_001_998;

/// `112-233-445 95`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Snils(String);

/// Why a text is no СНИЛС.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SnilsError {
    /// Anything but digits, spaces and dashes.
    Characters,
    /// `found` digits instead of eleven.
    Length { found: u8 },
    /// Account number 000-000-000: no such account exists, though the check digits 00 fit.
    Zeros,
    /// The last two digits do not fit; `swapped` if swapping two neighbouring digits would make them fit.
    Checksum { swapped: bool },
}

text_value!(Snils);

impl Snils {
    pub fn parse(typed: &str) -> Result<Self, SnilsError> {
        let digits = digits(typed).ok_or(SnilsError::Characters)?;
        let [a, b, c, d, e, f, g, h, i, check @ ..] = digits.as_slice() else {
            return Err(SnilsError::Length { found: count(&digits) });
        };
        if check.len() != 2 {
            return Err(SnilsError::Length { found: count(&digits) });
        }
        let number = [*a, *b, *c, *d, *e, *f, *g, *h, *i];
        if all_zero(&number) {
            return Err(SnilsError::Zeros);
        }
        if is_checked(&number) && !sum_fits(&number, check) {
            return Err(SnilsError::Checksum { swapped: swapped(&digits, is_right) });
        }
        let (region, middle, tail) =
            (text(&[*a, *b, *c]), text(&[*d, *e, *f]), text(&[*g, *h, *i]));
        Ok(Self(format!("{region}-{middle}-{tail} {}", text(check))))
    }
}

fn is_checked(number: &[u8]) -> bool {
    remainder(number, 1_000_000_000) > UNCHECKED_UP_TO
}

fn sum_fits(number: &[u8], check: &[u8]) -> bool {
    weighted(number, &[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100 == remainder(check, 100)
}

/// Whether the number has a checksum and it fits. An old number is accepted without one, so it proves nothing about a swap.
fn is_right(digits: &[u8]) -> bool {
    digits
        .split_at_checked(9)
        .is_some_and(|(number, check)| is_checked(number) && sum_fits(number, check))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn canonical(text: &str) -> Result<String, SnilsError> {
        Snils::parse(text).map(|s| s.to_string())
    }

    #[test]
    fn valid_vectors() {
        for snils in [
            "112-233-445 95",
            "087-654-303 00",
            "123-456-789 64",
            "001-019-989 00",
            "001-029-985 00",
            "003-998-986 00",
            "003-999-798 01",
            "079-999-799 00",
            "001-001-999 65",
        ] {
            assert_eq!(canonical(snils).as_deref(), Ok(snils));
        }
    }

    #[test]
    fn old_numbers_are_accepted_by_format() {
        assert_eq!(canonical("001-001-998 00").as_deref(), Ok("001-001-998 00"));
        assert_eq!(canonical("000-000-001 99").as_deref(), Ok("000-000-001 99"));
    }

    #[test]
    fn invalid_vectors() {
        assert!(matches!(canonical("112-233-445 96"), Err(SnilsError::Checksum { .. })));
        assert!(matches!(canonical("001-001-999 00"), Err(SnilsError::Checksum { .. })));
        assert_eq!(canonical("000-000-000 00"), Err(SnilsError::Zeros));
        assert_eq!(canonical("000-000-000 12"), Err(SnilsError::Zeros));
    }

    #[test]
    fn forgives_spaces_and_dashes() {
        for text in ["11223344595", "112 233 445 95", "112–233–445\u{A0}95", " 112-233-445-95 "]
        {
            assert_eq!(canonical(text).as_deref(), Ok("112-233-445 95"), "{text:?}");
        }
    }

    #[test]
    fn names_what_is_wrong() {
        assert_eq!(canonical("112-233-445 9Б"), Err(SnilsError::Characters));
        assert_eq!(canonical("112-233-445"), Err(SnilsError::Length { found: 9 }));
        assert_eq!(canonical("112-233-445 9"), Err(SnilsError::Length { found: 10 }));
        assert_eq!(canonical("112-233-445 955"), Err(SnilsError::Length { found: 12 }));
        assert_eq!(canonical(""), Err(SnilsError::Length { found: 0 }));
        assert_eq!(canonical("121-233-445 95"), Err(SnilsError::Checksum { swapped: true }));
        assert_eq!(canonical("112-233-445 59"), Err(SnilsError::Checksum { swapped: true }));
        assert_eq!(canonical("777-777-777 77"), Err(SnilsError::Checksum { swapped: false }));
    }

    #[test]
    fn debug_hides_the_number() {
        assert_eq!(format!("{:?}", Snils::parse("112-233-445 95")), "Ok(Snils(…))");
    }

    fn any_valid() -> impl Strategy<Value = String> {
        (UNCHECKED_UP_TO + 1..1_000_000_000).prop_map(|number| {
            let number = format!("{number:09}");
            let sum: u32 =
                number.bytes().zip((1..=9).rev()).map(|(b, w)| u32::from(b - b'0') * w).sum();
            format!("{number}{:02}", sum % 101 % 100)
        })
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            let _ = Snils::parse(&text);
        }

        #[test]
        fn never_panics_on_digits(text in "[0-9 -]{0,20}") {
            let _ = Snils::parse(&text);
        }

        #[test]
        fn canonical_parses_to_itself(digits in any_valid()) {
            let snils = Snils::parse(&digits).expect("valid by construction");
            prop_assert_eq!(Snils::parse(snils.as_str()), Ok(snils.clone()));
            prop_assert_eq!(snils.as_str().replace(['-', ' '], ""), digits);
        }

        /// One wrong digit changes the sum by 1–81, never by a multiple of 101. Only the sums 100 and 0 look the same.
        #[test]
        fn one_wrong_digit_is_seen(digits in any_valid(), at in 0..11_usize, plus in 1..10_u8) {
            prop_assume!(!digits.ends_with("00"));
            let mut wrong = digits.into_bytes();
            wrong[at] = b'0' + (wrong[at] - b'0' + plus) % 10;
            let wrong = String::from_utf8(wrong).expect("ASCII");
            prop_assume!(wrong[..9].parse::<u32>().expect("digits") > UNCHECKED_UP_TO);
            let is_seen = matches!(canonical(&wrong), Err(SnilsError::Checksum { .. }));
            prop_assert!(is_seen);
        }

        #[test]
        fn a_swap_of_neighbours_is_named(digits in any_valid(), at in 0..10_usize) {
            let mut wrong = digits.into_bytes();
            wrong.swap(at, at + 1);
            if let Err(error) = canonical(&String::from_utf8(wrong).expect("ASCII")) {
                prop_assert_eq!(error, SnilsError::Checksum { swapped: true });
            }
        }
    }
}
