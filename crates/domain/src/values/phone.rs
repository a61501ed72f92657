//! A telephone number with the country code 7.

use super::cyrillic::{is_dash, is_invisible, is_space};
use super::digits;
use serde::{Deserialize, Serialize};

/// `+7` and ten digits (requirement C-08). Other countries share the code: `+76…` and `+77…` are Kazakhstan.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// Why a text is no telephone number with the country code 7.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PhoneError {
    /// The text has `found` digits. With the country code a number has eleven, a mobile number without it ten.
    Length { found: u8 },
    /// A country code other than 7.
    Country,
    /// Anything but digits, a leading plus, spaces, dashes, dots and parentheses.
    Characters,
}

text_value!(Phone);

impl Phone {
    /// Accepts `+7…`, `7…`, `8…` and ten digits that start with 9.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let mut plus = false;
        let mut found: Vec<u8> = Vec::with_capacity(11);
        for c in text.chars() {
            match c {
                '0'..='9' => found.push(c as u8 - b'0'),
                '+' if found.is_empty() && !plus => plus = true,
                '(' | ')' | '.' => {}
                _ if is_space(c) || is_dash(c) || is_invisible(c) => {}
                _ => return Err(PhoneError::Characters),
            }
        }
        let national = match (plus, found.as_slice()) {
            (true, [7, rest @ ..]) | (false, [7 | 8, rest @ ..]) if rest.len() == 10 => rest,
            (false, rest @ [9, ..]) if rest.len() == 10 => rest,
            (true, [first, ..]) if *first != 7 => return Err(PhoneError::Country),
            (false, all) if all.len() == 11 => return Err(PhoneError::Country),
            (_, all) => return Err(PhoneError::Length { found: digits::count(all) }),
        };
        Ok(Self(format!("+7{}", digits::text(national))))
    }

    /// Whether the number can receive text messages: Russian mobile numbers only.
    #[must_use]
    pub fn takes_sms(&self) -> bool {
        self.0.starts_with("+79")
    }

    /// `+7 912 345-67-89` with no-break spaces.
    #[must_use]
    pub fn pretty(&self) -> String {
        let part = |range| self.0.get(range).unwrap_or_default();
        format!("+7\u{A0}{}\u{A0}{}-{}-{}", part(2..5), part(5..8), part(8..10), part(10..12))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn canonical(text: &str) -> Result<String, PhoneError> {
        Phone::parse(text).map(|p| p.to_string())
    }

    #[test]
    fn accepts_every_usual_way_of_typing() {
        for text in [
            "+79123456789",
            "89123456789",
            "79123456789",
            "9123456789",
            "+7 (912) 345-67-89",
            "8 912 345 67 89",
            "8-912-345-67-89",
            "8.912.345.67.89",
            " +7\u{A0}912\u{A0}345–67–89 ",
            "+ 7 912 3456789",
        ] {
            assert_eq!(canonical(text).as_deref(), Ok("+79123456789"), "{text:?}");
        }
    }

    #[test]
    fn names_what_is_wrong() {
        assert_eq!(canonical("+7912345678"), Err(PhoneError::Length { found: 10 }));
        assert_eq!(canonical("891234567890"), Err(PhoneError::Length { found: 12 }));
        assert_eq!(canonical("4951234567"), Err(PhoneError::Length { found: 10 }));
        assert_eq!(canonical("+"), Err(PhoneError::Length { found: 0 }));
        assert_eq!(canonical(""), Err(PhoneError::Length { found: 0 }));
        assert_eq!(canonical(&"7".repeat(999)), Err(PhoneError::Length { found: 255 }));
        assert_eq!(canonical("+380501234567"), Err(PhoneError::Country));
        assert_eq!(canonical("+89123456789"), Err(PhoneError::Country));
        assert_eq!(canonical("19123456789"), Err(PhoneError::Country));
        assert_eq!(canonical("8 912 345-67-89 доб. 2"), Err(PhoneError::Characters));
        assert_eq!(canonical("8+9123456789"), Err(PhoneError::Characters));
        assert_eq!(canonical("++79123456789"), Err(PhoneError::Characters));
    }

    #[test]
    fn only_russian_mobiles_take_messages() {
        let takes = |text| Phone::parse(text).map(|p| p.takes_sms());
        assert_eq!(takes("+79123456789"), Ok(true));
        assert_eq!(takes("+77012345678"), Ok(false));
        assert_eq!(takes("+74951234567"), Ok(false));
    }

    #[test]
    fn shown_in_groups() {
        let phone = Phone::parse("89123456789").expect("valid");
        assert_eq!(phone.pretty(), "+7\u{A0}912\u{A0}345-67-89");
        assert_eq!(format!("{phone:?}"), "Phone(…)");
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            let _ = Phone::parse(&text);
        }

        #[test]
        fn canonical_and_pretty_parse_back(national in "[0-9]{10}") {
            let phone = Phone::parse(&format!("+7{national}")).expect("ten digits after the code");
            prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
            prop_assert_eq!(Phone::parse(&phone.pretty()), Ok(phone.clone()));
            prop_assert_eq!(Phone::parse(&format!("8{national}")), Ok(phone));
        }
    }
}
