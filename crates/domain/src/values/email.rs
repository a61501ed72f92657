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
