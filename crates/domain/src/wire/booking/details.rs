use crate::form::{FieldError, Issue, plain};
use crate::values::Phone;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the institution should know about the visit.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VisitDetails {
    /// Phone number at which the institution reaches the citizen on the day, in any form that `domain::values::Phone` accepts.
    pub phone: String,
    #[serde(default)]
    pub needs: Vec<Need>,
    /// Anything else, 500 characters at most.
    #[serde(default)]
    pub comment: String,
}

impl VisitDetails {
    /// The same details with the phone in its canonical form, each need once, and a trimmed comment.
    ///
    /// # Errors
    /// What is wrong, at `/phone` and `/comment`.
    pub fn checked(&self) -> Result<Self, Vec<Issue>> {
        let comment = plain(self.comment.trim(), COMMENT_CHARACTERS);
        match (Phone::parse(&self.phone), comment) {
            (Ok(phone), Ok(comment)) => {
                let needs: BTreeSet<Need> = self.needs.iter().copied().collect();
                let needs = needs.into_iter().collect();
                Ok(Self { phone: phone.to_string(), needs, comment })
            }
            (phone, comment) => {
                let phone = phone.err().map(|error| {
                    let missing = self.phone.trim().is_empty();
                    ("/phone", if missing { FieldError::Missing } else { error.into() })
                });
                let comment = comment.err().map(|error| ("/comment", error));
                let issue =
                    |(pointer, error): (&str, _)| Issue { pointer: pointer.to_owned(), error };
                Err(phone.into_iter().chain(comment).map(issue).collect())
            }
        }
    }
}

impl std::fmt::Debug for VisitDetails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VisitDetails(…)")
    }
}

/// Longest comment, in characters.
pub const COMMENT_CHARACTERS: u32 = 500;

/// Help that makes a visit possible or easier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// A ramp, a lift, a wide door.
    Wheelchair,
    /// An interpreter of Russian sign language.
    SignLanguage,
    /// Somebody of the staff who meets the visitor and shows the way.
    Escort,
    /// The visitor comes with a companion.
    Companion,
}

impl Need {
    pub const ALL: [Self; 4] =
        [Self::Wheelchair, Self::SignLanguage, Self::Escort, Self::Companion];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_brought_to_one_form() {
        let details = VisitDetails {
            phone: "8 (912) 345-67-89".to_owned(),
            needs: vec![Need::Escort, Need::Wheelchair, Need::Escort],
            comment: "  Приду с сыном. ".to_owned(),
        };
        let checked = details.checked().expect("right");
        assert_eq!(checked.phone, "+79123456789");
        assert_eq!(checked.needs, [Need::Wheelchair, Need::Escort]);
        assert_eq!(checked.comment, "Приду с сыном.");
        assert_eq!(checked.checked(), Ok(checked));
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let wrong = |phone: &str, comment: &str| {
            let (phone, comment) = (phone.to_owned(), comment.to_owned());
            let issues = VisitDetails { phone, needs: Vec::new(), comment }.checked();
            issues.expect_err("wrong").into_iter().map(|i| (i.pointer, i.error)).collect::<Vec<_>>()
        };
        let long = "я".repeat(502);
        let too_long = ("/comment".to_owned(), FieldError::TooLong { limit: 500, by: 2 });
        assert_eq!(wrong("89123456789", &long), std::slice::from_ref(&too_long));
        assert_eq!(wrong(" ", &long), [("/phone".to_owned(), FieldError::Missing), too_long]);
        assert_eq!(wrong("112", "\u{202E}").len(), 2);
    }
}
