//! ИНН, the taxpayer's number: 12 digits for a person, 10 for an organisation. The last digits
//! are weighted sums of the others.

use super::digits::{all_zero, count, digits, swapped, text, weighted};
use serde::{Deserialize, Serialize};

/// A person's ИНН, 12 digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PersonInn(String);

/// An organisation's ИНН, 10 digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct OrganisationInn(String);

/// Why a text is no ИНН of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InnError {
    /// Anything but digits, spaces and dashes.
    Characters,
    Length {
        found: u8,
        expected: u8,
    },
    /// Ten digits: the ИНН of an organisation instead of a person (requirement C-04).
    Organisation,
    /// Twelve digits: the ИНН of a person instead of an organisation.
    Person,
    /// All zeros: the checksum fits, but no such number exists.
    Zeros,
    /// The check digits do not fit; `swapped` if swapping two neighbouring digits would make them fit.
    Checksum {
        swapped: bool,
    },
}

text_value!(PersonInn);
text_value!(OrganisationInn);

impl PersonInn {
    pub fn parse(text: &str) -> Result<Self, InnError> {
        inn(text, 12, (10, InnError::Organisation), is_person).map(Self)
    }
}

impl OrganisationInn {
    pub fn parse(text: &str) -> Result<Self, InnError> {
        inn(text, 10, (12, InnError::Person), is_organisation).map(Self)
    }
}

fn inn(
    typed: &str,
    expected: u8,
    other: (u8, InnError),
    is_right: fn(&[u8]) -> bool,
) -> Result<String, InnError> {
    let digits = digits(typed).ok_or(InnError::Characters)?;
    let found = count(&digits);
    if found == other.0 {
        return Err(other.1);
    }
    if found != expected {
        return Err(InnError::Length { found, expected });
    }
    if all_zero(&digits) {
        return Err(InnError::Zeros);
    }
    if !is_right(&digits) {
        return Err(InnError::Checksum { swapped: swapped(&digits, is_right) });
    }
    Ok(text(&digits))
}

fn is_organisation(digits: &[u8]) -> bool {
    ends_with_check(digits, &[2, 4, 10, 3, 5, 9, 4, 6, 8])
}

fn is_person(digits: &[u8]) -> bool {
    digits
        .split_last()
        .is_some_and(|(_, first)| ends_with_check(first, &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]))
        && ends_with_check(digits, &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
}

/// Whether the last digit is the weighted sum of the digits before it, modulo 11, modulo 10.
fn ends_with_check(digits: &[u8], weights: &[u32]) -> bool {
    digits
        .split_last()
        .is_some_and(|(&check, body)| weighted(body, weights) % 11 % 10 == u32::from(check))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn person(text: &str) -> Result<String, InnError> {
        PersonInn::parse(text).map(|i| i.to_string())
    }

    fn organisation(text: &str) -> Result<String, InnError> {
        OrganisationInn::parse(text).map(|i| i.to_string())
    }

    #[test]
    fn vectors_of_persons() {
        for inn in ["123456789047", "500100732259", "771234567859", "770000000220", "770000000300"]
        {
            assert_eq!(person(inn).as_deref(), Ok(inn));
            assert_eq!(organisation(inn), Err(InnError::Person));
        }
        for inn in ["123456789037", "500100732258"] {
            assert!(matches!(person(inn), Err(InnError::Checksum { .. })), "{inn}");
        }
    }

    #[test]
    fn vectors_of_organisations() {
        for inn in ["1234567894", "5001007329", "7700000070"] {
            assert_eq!(organisation(inn).as_deref(), Ok(inn));
            assert_eq!(person(inn), Err(InnError::Organisation));
        }
        for inn in ["1234567895", "7700000071"] {
            assert!(matches!(organisation(inn), Err(InnError::Checksum { .. })), "{inn}");
        }
    }

    #[test]
    fn forgives_spaces_and_dashes() {
        assert_eq!(person(" 1234 5678-9047\u{A0}").as_deref(), Ok("123456789047"));
    }

    #[test]
    fn names_what_is_wrong() {
        assert_eq!(person("12345678904a"), Err(InnError::Characters));
        assert_eq!(person("12345678904"), Err(InnError::Length { found: 11, expected: 12 }));
        assert_eq!(organisation("123"), Err(InnError::Length { found: 3, expected: 10 }));
        assert_eq!(person(""), Err(InnError::Length { found: 0, expected: 12 }));
        assert_eq!(person("000000000000"), Err(InnError::Zeros));
        assert_eq!(organisation("0000000000"), Err(InnError::Zeros));
    }

    #[test]
    fn a_swap_of_neighbours_is_named() {
        assert_eq!(person("213456789047"), Err(InnError::Checksum { swapped: true }));
        assert_eq!(person("123456789074"), Err(InnError::Checksum { swapped: true }));
        assert_eq!(person("123456789037"), Err(InnError::Checksum { swapped: false }));
    }

    #[test]
    fn debug_hides_the_number() {
        assert_eq!(format!("{:?}", PersonInn::parse("123456789047")), "Ok(PersonInn(…))");
        assert_eq!(format!("{:?}", OrganisationInn::parse("1234567894")), "Ok(OrganisationInn(…))");
    }

    fn with_check(mut body: Vec<u8>, weights: &[u32]) -> Vec<u8> {
        body.push(u8::try_from(weighted(&body, weights) % 11 % 10).expect("a digit"));
        body
    }

    fn any_person() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(0..10_u8, 10).prop_filter("not all zeros", |d| !all_zero(d)).prop_map(
            |body| {
                let eleven = with_check(body, &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
                with_check(eleven, &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
            },
        )
    }

    fn any_organisation() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(0..10_u8, 9)
            .prop_filter("not all zeros", |d| !all_zero(d))
            .prop_map(|body| with_check(body, &[2, 4, 10, 3, 5, 9, 4, 6, 8]))
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            let _ = (PersonInn::parse(&text), OrganisationInn::parse(&text));
        }

        #[test]
        fn never_panics_on_digits(text in "[0-9 -]{0,40}") {
            let _ = (PersonInn::parse(&text), OrganisationInn::parse(&text));
        }

        #[test]
        fn canonical_parses_to_itself(digits in any_person(), tens in any_organisation()) {
            prop_assert_eq!(person(&text(&digits)), Ok(text(&digits)));
            prop_assert_eq!(organisation(&text(&tens)), Ok(text(&tens)));
        }

        /// Modulo 11 detects any one wrong digit. Only the final modulo 10 misses some: the remainders 0 and 10 both give 0.
        #[test]
        fn one_wrong_digit_is_seen(digits in any_person(), at in 0..12_usize, plus in 1..10_u8) {
            prop_assume!(digits[10] != 0);
            let mut wrong = digits;
            wrong[at] = (wrong[at] + plus) % 10;
            let is_seen = matches!(person(&text(&wrong)), Err(InnError::Checksum { .. }));
            prop_assert!(is_seen);
        }

        #[test]
        fn one_wrong_digit_of_an_organisation_is_seen(digits in any_organisation(), at in 0..10_usize, plus in 1..10_u8) {
            prop_assume!(digits[9] != 0);
            let mut wrong = digits;
            wrong[at] = (wrong[at] + plus) % 10;
            let is_seen = matches!(organisation(&text(&wrong)), Err(InnError::Checksum { .. }));
            prop_assert!(is_seen);
        }

        #[test]
        fn a_swap_of_neighbours_is_seen(digits in any_person(), at in 0..11_usize) {
            let mut wrong = digits;
            wrong.swap(at, at + 1);
            if person(&text(&wrong)).is_err() {
                prop_assert_eq!(person(&text(&wrong)), Err(InnError::Checksum { swapped: true }));
            }
        }
    }
}
