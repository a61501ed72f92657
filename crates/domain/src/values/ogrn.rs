//! ОГРН of an organisation (13 digits) and ОГРНИП of an entrepreneur (15).

use super::digits::{all_zero, count, digits, remainder, text};
use serde::{Deserialize, Serialize};

/// Thirteen digits starting with 1 or 5, or fifteen starting with 3.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Ogrn(String);

/// Why a text is neither ОГРН nor ОГРНИП.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OgrnError {
    /// Anything but digits, spaces and dashes.
    Characters,
    /// `found` digits instead of thirteen or fifteen.
    Length {
        found: u8,
    },
    /// The first digit is not one of a main number. Other first digits belong to records or to other registers.
    FirstDigit,
    Zeros,
    Checksum,
}

text_value!(Ogrn);

impl Ogrn {
    pub fn parse(typed: &str) -> Result<Self, OgrnError> {
        let digits = digits(typed).ok_or(OgrnError::Characters)?;
        let (modulus, first) = match digits.len() {
            13 => (11, [1, 5]),
            15 => (13, [3, 3]),
            _ => return Err(OgrnError::Length { found: count(&digits) }),
        };
        if all_zero(&digits) {
            return Err(OgrnError::Zeros);
        }
        if !digits.first().is_some_and(|digit| first.contains(digit)) {
            return Err(OgrnError::FirstDigit);
        }
        // The remainder may be 10–12; only its last digit counts («младший разряд»).
        let fits = |(check, body): (&u8, &[u8])| remainder(body, modulus) % 10 == u32::from(*check);
        if !digits.split_last().is_some_and(fits) {
            return Err(OgrnError::Checksum);
        }
        Ok(Self(text(&digits)))
    }

    /// Whether the number is an entrepreneur's (ОГРНИП).
    #[must_use]
    pub fn is_entrepreneur(&self) -> bool {
        self.0.len() == 15
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn canonical(text: &str) -> Result<String, OgrnError> {
        Ogrn::parse(text).map(|o| o.to_string())
    }

    #[test]
    fn valid_vectors() {
        for ogrn in [
            "1177746123455",
            "5037401000016",
            "1027700130040",
            "304500116000157",
            "319774600000127",
            "319774600000020",
            "319774600000031",
            "319774600000042",
        ] {
            assert_eq!(canonical(ogrn).as_deref(), Ok(ogrn));
        }
        assert_eq!(Ogrn::parse("304500116000157").map(|o| o.is_entrepreneur()), Ok(true));
        assert_eq!(Ogrn::parse("1177746123455").map(|o| o.is_entrepreneur()), Ok(false));
    }

    #[test]
    fn invalid_vectors() {
        assert_eq!(canonical("1177746123456"), Err(OgrnError::Checksum));
        assert_eq!(canonical("319774600000021"), Err(OgrnError::Checksum));
    }

    #[test]
    fn names_what_is_wrong() {
        assert_eq!(canonical("11777461234x5"), Err(OgrnError::Characters));
        assert_eq!(canonical("11777461234551"), Err(OgrnError::Length { found: 14 }));
        assert_eq!(canonical(""), Err(OgrnError::Length { found: 0 }));
        assert_eq!(canonical("0000000000000"), Err(OgrnError::Zeros));
        assert_eq!(canonical("000000000000000"), Err(OgrnError::Zeros));
        assert_eq!(canonical("2177746123455"), Err(OgrnError::FirstDigit));
        assert_eq!(canonical("419774600000127"), Err(OgrnError::FirstDigit));
        assert_eq!(canonical("3177746123455"), Err(OgrnError::FirstDigit));
    }

    #[test]
    fn forgives_spaces_and_dashes() {
        assert_eq!(canonical("1-17-77-46-12345-5").as_deref(), Ok("1177746123455"));
        assert_eq!(format!("{:?}", Ogrn::parse("1177746123455")), "Ok(Ogrn(…))");
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            let _ = Ogrn::parse(&text);
        }

        #[test]
        fn exactly_one_check_digit_fits(first in prop::sample::select(vec!["1", "5"]), body in "[0-9]{11}") {
            let fitting = (0..10).filter(|check| canonical(&format!("{first}{body}{check}")).is_ok()).count();
            prop_assert_eq!(fitting, 1);
        }

        #[test]
        fn exactly_one_check_digit_fits_an_entrepreneur(body in "[0-9]{13}") {
            let fitting = (0..10).filter(|check| canonical(&format!("3{body}{check}")).is_ok()).count();
            prop_assert_eq!(fitting, 1);
        }
    }
}
