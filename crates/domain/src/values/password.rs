//! What a new password has to have (S-01). One that is there already is never judged: the rule may have changed since.

use super::lower;
use serde::{Deserialize, Serialize};

/// Fewest characters.
const SHORTEST: usize = 8;

/// Something that a password lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PasswordNeed {
    /// Eight characters.
    Length,
    /// A small letter, Latin or Cyrillic.
    Small,
    /// A capital letter, Latin or Cyrillic.
    Capital,
    Digit,
    /// A character that is neither letter nor digit; a space counts.
    Special,
}

/// What `password` lacks; empty if it is good enough.
#[must_use]
pub fn password_needs(password: &str) -> Vec<PasswordNeed> {
    let is_letter = |c: char| c.is_ascii_alphabetic() || matches!(c, '\u{400}'..='\u{52F}');
    let is_small = |c: char| is_letter(c) && lower(c) == c;
    let is_capital = |c: char| is_letter(c) && lower(c) != c;
    let has = |is: &dyn Fn(char) -> bool| password.chars().any(is);
    let there = [
        (PasswordNeed::Length, password.chars().count() >= SHORTEST),
        (PasswordNeed::Small, has(&is_small)),
        (PasswordNeed::Capital, has(&is_capital)),
        (PasswordNeed::Digit, has(&|c| c.is_ascii_digit())),
        (PasswordNeed::Special, has(&|c| !is_letter(c) && !c.is_ascii_digit())),
    ];
    there.into_iter().filter(|(_, is_there)| !is_there).map(|(need, _)| need).collect()
}

#[cfg(test)]
mod tests {
    use super::PasswordNeed::{Capital, Digit, Length, Small, Special};
    use super::password_needs as needs;

    #[test]
    fn a_good_password_lacks_nothing() {
        for good in ["Okno-2026!", "Пароль-17", "Моя кошка 9", "aB3 5678", "aB3😀5678"]
        {
            assert_eq!(needs(good), [], "{good}");
        }
    }

    #[test]
    fn each_lack_is_named() {
        assert_eq!(needs(""), [Length, Small, Capital, Digit, Special]);
        assert_eq!(needs("aB3-567"), [Length]);
        assert_eq!(needs("AB3-5678"), [Small]);
        assert_eq!(needs("ab3-5678"), [Capital]);
        assert_eq!(needs("пароль-17"), [Capital]);
        assert_eq!(needs("aBc-defg"), [Digit]);
        assert_eq!(needs("aB345678"), [Special]);
        assert_eq!(needs("Ёлка1234"), [Special]);
        assert_eq!(needs("ёлка-1234"), [Capital]);
    }
}
