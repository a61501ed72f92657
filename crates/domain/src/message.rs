//! What citizen and office write to each other. The same for every service: a message is no form.

use crate::file::{FilePolicy, FileType};
use crate::form::{FieldError, plain};
use crate::values::is_invisible;

/// Longest text, in characters.
pub const TEXT_CHARACTERS: u32 = 4_000;

/// Most files of a message.
pub const FILES: u8 = 5;

/// The slot of files that are attached to messages.
pub const SLOT: &str = "message";

/// Which files can be attached.
#[must_use]
pub fn policy() -> FilePolicy {
    FilePolicy {
        max_count: FILES,
        ..FilePolicy::new(&[FileType::Pdf, FileType::Jpeg, FileType::Png])
    }
}

/// The text of a message, trimmed. It may be empty if there are files.
///
/// # Errors
/// `Missing`, `TooLong`, `Unprintable`
pub fn checked_text(text: &str, has_files: bool) -> Result<String, FieldError> {
    let text = text.trim();
    let is_blank = text.chars().all(|c| c.is_whitespace() || is_invisible(c));
    match (is_blank, has_files) {
        (true, true) => Ok(String::new()),
        (true, false) => Err(FieldError::Missing),
        (false, _) => plain(text, TEXT_CHARACTERS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_or_brings_something() {
        assert_eq!(checked_text(" \n", false), Err(FieldError::Missing));
        assert_eq!(checked_text(" \n", true).as_deref(), Ok(""));
        // Invisible characters say nothing.
        assert_eq!(checked_text("\u{200B} \u{2060}\u{FEFF}", false), Err(FieldError::Missing));
        assert_eq!(checked_text("\u{200B}", true).as_deref(), Ok(""));
        assert_eq!(checked_text("👨\u{200D}👩", false).as_deref(), Ok("👨\u{200D}👩"));
        assert_eq!(
            checked_text(" Спасибо!\nДо встречи. ", false).as_deref(),
            Ok("Спасибо!\nДо встречи.")
        );
        assert_eq!(checked_text("a\u{202E}b", false), Err(FieldError::Unprintable));
        let longest = "я".repeat(4_000);
        assert_eq!(checked_text(&longest, false), Ok(longest.clone()));
        let too_long = Err(FieldError::TooLong { limit: 4_000, by: 1 });
        assert_eq!(checked_text(&format!("{longest}я"), true), too_long);
    }

    #[test]
    fn what_can_be_attached() {
        let policy = policy();
        assert_eq!((policy.max_bytes, policy.max_count), (5_242_880, 5));
        assert!(!policy.types.contains(&FileType::Docx));
    }
}
