use crate::values::{composed, is_invisible, is_space};

/// Longest name shown, in characters.
const LIMIT: usize = 120;
/// Longest extension. Anything longer is the rest of a sentence with a dot in it.
const EXTENSION_LIMIT: usize = 16;

/// A file name that is safe to show and to store: without its path, control characters and direction overrides (which show
/// `fdp.exe` as `exe.pdf`), with й and ё composed, and at most 120 characters long with its extension. It can be empty.
#[must_use]
pub fn display_name(name: &str) -> String {
    let shown: String = composed(name)
        .chars()
        .filter(|&c| !is_invisible(c) && (!c.is_control() || is_space(c)))
        .map(|c| if is_space(c) { ' ' } else { c })
        .collect();
    let is_edge = |c: char| c == ' ' || c == '.';
    let last = shown
        .split(['/', '\\'])
        .rev()
        .map(|part| part.trim_matches(is_edge))
        .find(|part| !part.is_empty());
    shortened(last.unwrap_or_default())
}

/// Text after the last dot, if it can be an extension. «Иванов И.И. Паспорт», «12.05.2024» and «pdf (1)» have no extension.
pub(super) fn extension(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    let is_short = (1..=EXTENSION_LIMIT).contains(&extension.len());
    let is_word = extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && extension.bytes().any(|byte| byte.is_ascii_alphabetic());
    (!stem.is_empty() && is_short && is_word).then_some(extension)
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= LIMIT {
        return name.to_owned();
    }
    let ending = extension(name).map(|e| format!(".{e}")).unwrap_or_default();
    let stem = name.strip_suffix(&ending).unwrap_or(name);
    let room = LIMIT - 1 - ending.chars().count();
    let kept: String = stem.chars().take(room).collect();
    format!("{}…{ending}", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn path_and_invisible_marks_go() {
        assert_eq!(display_name("C:\\Users\\Я\\паспорт.pdf"), "паспорт.pdf");
        assert_eq!(display_name("../../etc/passwd"), "passwd");
        assert_eq!(display_name("scans/"), "scans");
        assert_eq!(display_name("invoice\u{202E}fdp.exe"), "invoicefdp.exe");
        assert_eq!(display_name("a\0b\u{7}\u{200B}.pdf"), "ab.pdf");
        assert_eq!(display_name("  спра\nвка .pdf. "), "спра вка .pdf");
        assert_eq!(display_name("Заи\u{306}м.pdf"), "Займ.pdf");
    }

    #[test]
    fn nothing_may_be_left() {
        for name in ["", "..", "/", "\u{202E}", " . "] {
            assert_eq!(display_name(name), "", "{name:?}");
        }
        assert_eq!(display_name("../.."), "");
    }

    #[test]
    fn long_names_keep_their_extension() {
        let short = display_name(&format!("{}.docx", "я".repeat(300)));
        assert_eq!(short.chars().count(), 120);
        assert!(short.ends_with("я….docx"));
        assert_eq!(display_name(&"я".repeat(120)), "я".repeat(120));
        let sentence = display_name(&format!("{}. {}", "я".repeat(100), "ю".repeat(100)));
        assert_eq!(sentence.chars().count(), 120);
        assert!(sentence.ends_with('…'));
    }

    #[test]
    fn what_an_extension_is() {
        assert_eq!(extension("a.b.PDF"), Some("PDF"));
        assert_eq!(extension("pdf"), None);
        assert_eq!(extension(".pdf"), None);
        assert_eq!(extension("a."), None);
        for name in [
            "Справка. О составе семьи гражданина",
            "Паспорт И.И. Иванов",
            "Паспорт Иванов И.И",
            "Скан 12.05.2024",
            "справка.pdf (1)",
        ] {
            assert_eq!(extension(name), None, "{name}");
        }
    }

    proptest! {
        #[test]
        fn shown_names_are_safe(name in ".*", tail in "[а-я.]{0,200}") {
            let shown = display_name(&format!("{name}{tail}"));
            prop_assert!(shown.chars().count() <= LIMIT);
            prop_assert!(!shown.chars().any(|c| c.is_control() || is_invisible(c) || c == '/' || c == '\\'));
            prop_assert_eq!(display_name(&shown), shown);
        }
    }
}
