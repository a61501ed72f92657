//! One part of a person's name: surname, given name or patronymic.

mod capitals;

use super::cyrillic::{composed, is_dash, is_invisible, is_russian, is_space};
use capitals::tidied;
use serde::{Deserialize, Serialize};

/// Longest part of a name, in characters.
const LIMIT: u16 = 100;

/// A surname, given name or patronymic in Russian letters: 1–100 characters that start with a letter.
///
/// The alphabet is the one that the tax service accepts: Cyrillic with ё, capital Latin I and V (numerals in names), hyphen,
/// space, dot, comma, apostrophes `'` and `’`, parentheses.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct NamePart(String);

/// Why a text is no part of a name. The first wrong character decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NameError {
    /// A Latin letter other than capital I and V: often the keyboard was not switched.
    Latin,
    Digit,
    /// Any other character outside the alphabet.
    Forbidden {
        found: char,
    },
    /// Does not start with a letter.
    Start,
    /// More than `limit` characters.
    TooLong {
        limit: u16,
    },
}

text_value!(NamePart);

impl NamePart {
    /// Trims the text, makes several spaces one and any dash a hyphen, composes й and ё, and mends what Caps Lock has made of
    /// capitals.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let mut name = String::with_capacity(text.len());
        for c in composed(text).chars().filter(|&c| !is_invisible(c)) {
            match c {
                // A double name has no spaces around its hyphen.
                _ if is_space(c) => {
                    if !name.is_empty() && !name.ends_with([' ', '-']) {
                        name.push(' ');
                    }
                }
                _ if is_dash(c) => {
                    name.truncate(name.trim_end_matches(' ').len());
                    name.push('-');
                }
                'I' | 'V' | '.' | ',' | '\'' | '’' | '(' | ')' => name.push(c),
                _ if is_russian(c) => name.push(c),
                'A'..='Z' | 'a'..='z' => return Err(NameError::Latin),
                '0'..='9' => return Err(NameError::Digit),
                _ => return Err(NameError::Forbidden { found: c }),
            }
        }
        name.truncate(name.trim_end_matches(' ').len());
        if !name.starts_with(|c| is_russian(c) || c == 'I' || c == 'V') {
            return Err(NameError::Start);
        }
        if name.chars().count() > usize::from(LIMIT) {
            return Err(NameError::TooLong { limit: LIMIT });
        }
        Ok(Self(tidied(&name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn canonical(text: &str) -> Result<String, NameError> {
        NamePart::parse(text).map(|n| n.to_string())
    }

    #[test]
    fn accepts_what_passports_hold() {
        for name in [
            "Ли",
            "Ё",
            "О",
            "Салтыков-Щедрин",
            "О’Коннор",
            "О'Коннор",
            "Мамед оглы",
            "Пётр I",
            "Тер-Петросян (мл.)",
        ] {
            assert_eq!(canonical(name).as_deref(), Ok(name));
        }
    }

    #[test]
    fn forgives_spaces_dashes_and_two_piece_letters() {
        assert_eq!(canonical("  Анна \u{A0} Мария\t").as_deref(), Ok("Анна Мария"));
        assert_eq!(canonical("Римский–Корсаков").as_deref(), Ok("Римский-Корсаков"));
        assert_eq!(canonical("Римский - Корсаков").as_deref(), Ok("Римский-Корсаков"));
        assert_eq!(canonical("Андреи\u{306}").as_deref(), Ok("Андрей"));
        assert_eq!(canonical("Королe\u{308}в"), Err(NameError::Latin));
        assert_eq!(canonical("Соловье\u{308}в").as_deref(), Ok("Соловьёв"));
        assert_eq!(canonical("Ива\u{AD}нов\u{200B}").as_deref(), Ok("Иванов"));
    }

    #[test]
    fn mends_capitals() {
        for (typed, name) in [
            ("иВАНОВ", "Иванов"),
            ("ИВАНОВ", "Иванов"),
            ("иванов", "Иванов"),
            ("МАМИН - СИБИРЯК", "Мамин-Сибиряк"),
            ("мамин-сибиряк", "Мамин-Сибиряк"),
            ("МАМЕД ОГЛЫ", "Мамед оглы"),
            ("МАМЕД-ОГЛЫ", "Мамед-оглы"),
            ("ДЕ ЛА КРУЗ", "Де ла Круз"),
            ("О'КОННОР", "О'Коннор"),
            ("ЁЛКИНА", "Ёлкина"),
            ("ли", "Ли"),
        ] {
            assert_eq!(canonical(typed).as_deref(), Ok(name));
        }
    }

    #[test]
    fn leaves_capitals_that_somebody_may_mean() {
        for name in [
            "Мамед оглы",
            "де ла Круз",
            "МакДональд",
            "Ким Чен-ир",
            "Пётр IV",
            "Тер-Петросян (мл.)",
            "О",
        ] {
            assert_eq!(canonical(name).as_deref(), Ok(name));
        }
    }

    #[test]
    fn names_what_is_wrong() {
        assert_eq!(canonical("Ivanov"), Err(NameError::Latin));
        assert_eq!(canonical("Иванoв"), Err(NameError::Latin));
        assert_eq!(canonical("Иванов2"), Err(NameError::Digit));
        assert_eq!(canonical("Иванов@"), Err(NameError::Forbidden { found: '@' }));
        assert_eq!(canonical("Їжак"), Err(NameError::Forbidden { found: 'Ї' }));
        assert_eq!(canonical("-Иванов"), Err(NameError::Start));
        assert_eq!(canonical("(Иванов)"), Err(NameError::Start));
        assert_eq!(canonical(""), Err(NameError::Start));
        assert_eq!(canonical(" \u{A0}"), Err(NameError::Start));
    }

    #[test]
    fn length_counts_characters() {
        assert!(canonical(&"я".repeat(100)).is_ok());
        assert_eq!(canonical(&"я".repeat(101)), Err(NameError::TooLong { limit: 100 }));
        assert!(canonical(&"и\u{306}".repeat(100)).is_ok());
    }

    #[test]
    fn debug_hides_the_name() {
        assert_eq!(format!("{:?}", NamePart::parse("Иванов")), "Ok(NamePart(…))");
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            let _ = NamePart::parse(&text);
        }

        #[test]
        fn canonical_parses_to_itself(text in "[А-Яа-яЁёIV][А-Яа-яЁёIV .,'’()–-]{0,120}[ \u{A0}]{0,3}") {
            if let Ok(name) = NamePart::parse(&text) {
                prop_assert_eq!(NamePart::parse(name.as_str()), Ok(name.clone()));
                prop_assert!(!name.as_str().contains("  "));
            }
        }
    }
}
