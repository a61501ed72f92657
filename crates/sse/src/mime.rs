/// Whether a `Content-Type` header names `text/event-stream`, with any parameters or none (WHATWG HTML, 9.2.3).
#[must_use]
pub fn is_event_stream(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim_matches([' ', '\t', '\r', '\n']).eq_ignore_ascii_case("text/event-stream")
}

#[cfg(test)]
mod tests {
    use super::is_event_stream;

    #[test]
    fn only_the_essence_counts() {
        for right in [
            "text/event-stream",
            "text/event-stream;",
            "Text/Event-Stream; charset=utf-8",
            " text/event-stream ;charset=windows-1252",
        ] {
            assert!(is_event_stream(right), "{right:?}");
        }
        for wrong in ["", "x bogus", "text/x-bogus", "text/html", "text/event-streams"] {
            assert!(!is_event_stream(wrong), "{wrong:?}");
        }
    }
}
