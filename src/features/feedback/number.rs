//! The number of an application, as people type it.

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberError {
    /// It is the number of a decision.
    Decision,
    Other,
}

/// `МСЭ-2026-000123`, without the spaces that were typed; `None` for an empty text.
pub(super) fn read(text: &str) -> Result<Option<String>, NumberError> {
    let number: String = text.split_whitespace().collect();
    let number = number.trim_start_matches('№').replace(['–', '—'], "-");
    if number.is_empty() {
        return Ok(None);
    }
    let mut parts = number.split('-');
    let (prefix, year, count) = (parts.next(), parts.next(), parts.next());
    let has_digits = |part: Option<&str>, length: usize| {
        part.is_some_and(|part| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let prefix = prefix.unwrap_or_default();
    let is_word = !prefix.is_empty() && !prefix.bytes().any(|b| b.is_ascii_digit());
    if parts.next().is_some() || !is_word || !has_digits(year, 4) || !has_digits(count, 6) {
        return Err(NumberError::Other);
    }
    // Cyrillic or Latin.
    if matches!(prefix, "Р" | "р" | "P" | "p") {
        return Err(NumberError::Decision);
    }
    Ok(Some(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        let read = |text: &str| super::read(text).map(Option::unwrap_or_default);
        assert_eq!(read(" "), Ok(String::new()));
        assert_eq!(read(" № МСЭ-2026 - 000123 ").as_deref(), Ok("МСЭ-2026-000123"));
        assert_eq!(read("МСЭ–2026–000123").as_deref(), Ok("МСЭ-2026-000123"));
        assert_eq!(read("Р-2026-000001"), Err(NumberError::Decision));
        assert_eq!(read("p-2026-000001"), Err(NumberError::Decision));
        for wrong in
            ["123", "МСЭ-26-000123", "МСЭ-2026-123", "2026-2026-000123", "МСЭ-2026-000123-1"]
        {
            assert_eq!(read(wrong), Err(NumberError::Other), "{wrong}");
        }
    }
}
