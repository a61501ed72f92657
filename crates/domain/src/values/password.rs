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

/// Words that are tried first, with keys in the other layout: «gfhjkm» is «пароль».
const WORDS: [&str; 11] = [
    "password",
    "parol",
    "gfhjkm",
    "пароль",
    "admin",
    "welcome",
    "qazwsx",
    "iloveyou",
    "люблю",
    "россия",
    "москва",
];

/// Neighbours on a keyboard.
const ROWS: [&str; 7] = [
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
    "1234567890",
];

/// Characters that are no news: with so few others a password is guessed soon.
const FEW: usize = 4;

/// Whether a password is easy to guess, although it may lack nothing: it has one of `logins` in it (phones and e-mails), consists of a
/// word that everybody takes, or of characters that repeat or follow each other.
#[must_use]
pub fn password_is_common(password: &str, logins: &[&str]) -> bool {
    let signs: Vec<char> = password.chars().map(lower).collect();
    let follows =
        |pair: &[char]| matches!(pair, [before, after] if are_neighbours(*before, *after));
    let news = signs.len() - signs.windows(2).filter(|pair| follows(pair)).count();
    let plain: String = signs.iter().collect();
    let letters = signs.iter().filter(|sign| sign.is_alphabetic()).count();
    let is_word = |word: &&str| plain.contains(*word) && letters < word.chars().count() + FEW;
    news <= FEW || WORDS.iter().any(is_word) || logins.iter().any(|login| has_login(&plain, login))
}

fn are_neighbours(before: char, after: char) -> bool {
    let is_next = |one: char, other: char| {
        let mut row = ROWS.iter().flat_map(|row| row.chars().zip(row.chars().skip(1)));
        u32::from(one) + 1 == u32::from(other) || row.any(|pair| pair == (one, other))
    };
    before == after || is_next(before, after) || is_next(after, before)
}

/// Whether `plain`, in small letters, has the name of an e-mail in it or the end of a phone number.
fn has_login(plain: &str, login: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    match login.trim().split_once('@') {
        Some((name, _)) => {
            name.chars().count() >= FEW
                && plain.contains(&name.chars().map(lower).collect::<String>())
        }
        None => {
            digits(login).get(5..).is_some_and(|end| end.len() > FEW && digits(plain).contains(end))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PasswordNeed::{Capital, Digit, Length, Small, Special};
    use super::password_is_common as is_common;
    use super::password_needs as needs;

    #[test]
    fn what_everybody_takes_is_common() {
        let common = [
            "Qwerty1!",
            "qwertyuiop",
            "Пароль1!",
            "Parol-2026",
            "Aaaaaa1!",
            "Abcdef1!",
            "Йцукен1!",
            "12345678Aa!",
            "Gfhjkm-17",
            "Россия2026!",
            "PASSWORD#1",
            "87654321Qq!",
        ];
        for common in common {
            assert!(is_common(common, &[]), "{common}");
        }
    }

    #[test]
    fn what_somebody_made_up_is_not() {
        for good in
            ["Okno-2026!", "Снег в мае 7", "Моя кошка 9", "Мой пароль от дачи 7!", "tR7-kq2B", ""]
        {
            assert!(
                good.is_empty() || !is_common(good, &["+79123456789", "an@okno.example", ""]),
                "{good}"
            );
        }
    }

    #[test]
    fn the_login_is_known_to_others() {
        assert!(is_common("Tel-4567890!Z", &["8 (912) 456-78-90"]));
        assert!(is_common("Olga.S-2026!", &["+79125550102", "olga.s@okno.example"]));
        assert!(!is_common("Tel-4567891!Z", &["8 (912) 456-78-90"]));
    }

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
