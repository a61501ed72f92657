//! An e-mail address: enough of RFC 5321 to catch typos. Only a delivered letter proves that an address works.

use super::cyrillic::{is_invisible, is_space, lower};
use serde::{Deserialize, Serialize};

/// RFC 5321, 4.5.3.1: octets before the @ and in the whole address.
const NAME_LIMIT: usize = 64;
const LIMIT: usize = 254;
/// RFC 1035, 2.3.4.
const LABEL_LIMIT: usize = 63;

/// `name@domain`, the domain in lower case and possibly Cyrillic.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// Why a text is no e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EmailError {
    NoAt,
    ManyAt,
    /// Nothing before the @, or something that no mailbox name has (control characters, brackets, commas, stray dots).
    NoName,
    /// No dot in the domain, an empty label, or a character that no domain has.
    Domain,
    /// A space inside.
    Space,
    TooLong,
}

text_value!(Email);

impl Email {
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let visible: String = text.chars().filter(|&c| !is_invisible(c)).collect();
        let trimmed = visible.trim_matches(is_space);
        let (name, domain) = trimmed.split_once('@').ok_or(EmailError::NoAt)?;
        if domain.contains('@') {
            return Err(EmailError::ManyAt);
        }
        if trimmed.contains(is_space) {
            return Err(EmailError::Space);
        }
        if !is_name(name) {
            return Err(EmailError::NoName);
        }
        if !is_domain(domain) {
            return Err(EmailError::Domain);
        }
        if name.len() > NAME_LIMIT || trimmed.len() > LIMIT {
            return Err(EmailError::TooLong);
        }
        Ok(Self(format!("{name}@{}", domain.chars().map(lower).collect::<String>())))
    }
}

/// A dot-atom (RFC 5322, 3.2.3) with Cyrillic letters (RFC 6532). Quoted names are not accepted: nobody uses them.
fn is_name(name: &str) -> bool {
    name.split('.').all(|atom| {
        let mut rest = atom.chars();
        !atom.is_empty()
            && rest.all(|c| {
                c.is_ascii_alphanumeric() || is_cyrillic(c) || "!#$%&'*+-/=?^_`{|}~".contains(c)
            })
    })
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= LABEL_LIMIT
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || is_cyrillic(c))
    };
    let Some((_, zone)) = domain.rsplit_once('.') else { return false };
    domain.split('.').all(is_label)
        && zone.chars().count() > 1
        && !zone.starts_with(|c: char| c.is_ascii_digit())
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}')
}

/// Where most mailboxes are.
const USUAL: [&str; 8] = [
    "gmail.com",
    "yandex.ru",
    "mail.ru",
    "rambler.ru",
    "inbox.ru",
    "icloud.com",
    "outlook.com",
    "hotmail.com",
];
/// Others that are one letter away from these.
const REAL: [&str; 3] = ["mail.com", "ymail.com", "email.ru"];

/// The address that was meant, if one letter of a usual domain seems to be wrong: advice only, since any domain may exist.
#[must_use]
pub fn suggested_email(typed: &str) -> Option<String> {
    let email = Email::parse(typed).ok()?;
    let (name, domain) = email.as_str().split_once('@')?;
    if USUAL.contains(&domain) || REAL.contains(&domain) {
        return None;
    }
    let meant = if domain == "gmail.ru" { Some("gmail.com") } else { None };
    let meant = meant.or_else(|| USUAL.into_iter().find(|usual| is_one_slip(domain, usual)))?;
    Some(format!("{name}@{meant}"))
}

/// Whether a letter is missing, added or wrong, or two neighbours are swapped.
fn is_one_slip(typed: &str, meant: &str) -> bool {
    let (mut typed, mut meant) = (typed.as_bytes(), meant.as_bytes());
    while let ([a, one @ ..], [b, other @ ..]) = (typed, meant)
        && a == b
    {
        (typed, meant) = (one, other);
    }
    while let ([one @ .., a], [other @ .., b]) = (typed, meant)
        && a == b
    {
        (typed, meant) = (one, other);
    }
    match (typed, meant) {
        ([a, b], [c, d]) => a == d && b == c,
        (typed, meant) => typed.len() <= 1 && meant.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn canonical(text: &str) -> Result<String, EmailError> {
        Email::parse(text).map(|e| e.to_string())
    }

    #[test]
    fn accepts_latin_and_cyrillic() {
        assert_eq!(canonical("ivan@example.ru").as_deref(), Ok("ivan@example.ru"));
        assert_eq!(
            canonical(" Ivan.Petrov+gos@Mail.Example.RU\u{A0}").as_deref(),
            Ok("Ivan.Petrov+gos@mail.example.ru")
        );
        assert_eq!(canonical("иван@Почта.РФ").as_deref(), Ok("иван@почта.рф"));
        assert_eq!(canonical("a@xn--e1afmkfd.xn--p1ai").as_deref(), Ok("a@xn--e1afmkfd.xn--p1ai"));
        assert_eq!(canonical("o'brien_1@a-b.co").as_deref(), Ok("o'brien_1@a-b.co"));
        assert_eq!(canonical("\u{200B}ivan@example.ru\u{FEFF}").as_deref(), Ok("ivan@example.ru"));
    }

    #[test]
    fn names_what_is_wrong() {
        for text in ["ivan.example.ru", "", " "] {
            assert_eq!(canonical(text), Err(EmailError::NoAt), "{text:?}");
        }
        for text in ["a@b.ru, c@d.ru", "a@@b.ru", "@@"] {
            assert_eq!(canonical(text), Err(EmailError::ManyAt), "{text:?}");
        }
        for text in ["iv an@example.ru", "ivan@example .ru", "ivan @example.ru"] {
            assert_eq!(canonical(text), Err(EmailError::Space), "{text:?}");
        }
        for text in [
            "@example.ru",
            ".a@example.ru",
            "a..b@example.ru",
            "a.@example.ru",
            "a,b@example.ru",
            "<a@example.ru",
            "a\0@b.ru",
        ] {
            assert_eq!(canonical(text), Err(EmailError::NoName), "{text:?}");
        }
        for text in [
            "a@",
            "a@localhost",
            "a@b.",
            "a@.ru",
            "a@b..ru",
            "a@-b.ru",
            "a@b-.ru",
            "a@b.r",
            "a@b_c.ru",
            "a@b.ru>",
            "a@1.2.3.4",
        ] {
            assert_eq!(canonical(text), Err(EmailError::Domain), "{text:?}");
        }
    }

    #[test]
    fn length_is_limited() {
        assert!(canonical(&format!("{}@b.ru", "a".repeat(64))).is_ok());
        assert_eq!(canonical(&format!("{}@b.ru", "a".repeat(65))), Err(EmailError::TooLong));
        let label = "b".repeat(60);
        assert_eq!(
            canonical(&format!("a@{label}.{label}.{label}.{label}.{label}.ru")),
            Err(EmailError::TooLong)
        );
        assert_eq!(canonical(&format!("a@{}.ru", "b".repeat(64))), Err(EmailError::Domain));
    }

    #[test]
    fn a_slip_in_a_usual_domain_is_seen() {
        for (typed, meant) in [
            ("gmial.com", "gmail.com"),
            ("gmal.com", "gmail.com"),
            ("gmail.con", "gmail.com"),
            ("gmail.co", "gmail.com"),
            ("gmail.ru", "gmail.com"),
            ("gmaill.com", "gmail.com"),
            ("yandex.ry", "yandex.ru"),
            ("yandx.ru", "yandex.ru"),
            ("mail.ri", "mail.ru"),
            ("MAIL.RY", "mail.ru"),
            ("maul.ru", "mail.ru"),
            ("rambler.tu", "rambler.ru"),
        ] {
            let found = suggested_email(&format!(" Olga.S@{typed}"));
            assert_eq!(found, Some(format!("Olga.S@{meant}")), "{typed}");
        }
        for right in [
            "gmail.com",
            "yandex.ru",
            "mail.ru",
            "ya.ru",
            "bk.ru",
            "list.ru",
            "mail.com",
            "yandex.by",
            "yandex.kz",
            "okno.example",
            "почта.рф",
            "маил.ру",
        ] {
            assert_eq!(suggested_email(&format!("olga@{right}")), None, "{right}");
        }
        assert_eq!(suggested_email("olga"), None);
    }

    #[test]
    fn debug_hides_the_address() {
        assert_eq!(format!("{:?}", Email::parse("a@b.ru")), "Ok(Email(…))");
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            let _ = Email::parse(&text);
        }

        #[test]
        fn canonical_parses_to_itself(text in "[a-zA-Zа-яА-Я0-9._-]{1,9}@[a-zA-Zа-яА-ЯЁё0-9-]{1,9}\\.[a-zA-Zа-яЁ]{1,5}") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
            }
        }
    }
}
