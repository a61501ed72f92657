use crate::base::Base;
use crate::fail::Result;
use crate::files::FileRow;
use domain::form::{Answer, Answers, Kind, Service};
use std::fmt::Write as _;

/// The XML that a citizen signs: the checked answers except signatures, and the SHA-256 of every file. The same draft
/// always gives the same bytes, so that a signature can be verified against it.
pub(crate) fn statement(
    base: &Base,
    draft: &str,
    service: &Service,
    answers: &Answers,
    files: &[FileRow],
) -> Result<String> {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing into a string cannot fail.
    let _ = writeln!(
        xml,
        "<statement xmlns=\"urn:okno:statement:1\" draft=\"{}\" service=\"{}\" version=\"{}\">",
        escaped(draft),
        escaped(&service.id),
        service.version
    );
    for (path, answer) in answers.iter().filter(|(path, _)| !is_signature(service, path)) {
        let values: Vec<&str> = match answer {
            Answer::Flag(ticked) => vec![if *ticked { "true" } else { "false" }],
            Answer::Text(text) => vec![text],
            Answer::Many(values) => values.iter().map(String::as_str).collect(),
        };
        for value in values {
            let (path, value) = (escaped(path), escaped(value));
            let _ = writeln!(xml, "<answer path=\"{path}\">{value}</answer>");
        }
    }
    let mut lines = files.iter().map(|file| line(base, file)).collect::<Result<Vec<_>>>()?;
    lines.sort();
    xml.extend(lines);
    xml.push_str("</statement>\n");
    Ok(xml)
}

fn line(base: &Base, file: &FileRow) -> Result<String> {
    let (slot, name) = (escaped(&file.slot), escaped(&file.meta(&base.keys)?.name));
    let (bytes, sum) = (file.bytes(), file.sha256.as_deref().unwrap_or_default());
    Ok(format!("<file slot=\"{slot}\" name=\"{name}\" bytes=\"{bytes}\" sha256=\"{sum}\"/>\n"))
}

/// Whether `path` is a field for a signature.
pub(super) fn is_signature(service: &Service, path: &str) -> bool {
    service.field_at(path).is_some_and(|field| matches!(field.kind, Kind::Signature))
}

/// Escapes text for XML 1.0. White space that a reader would change is written by its number; characters that XML does
/// not allow become �.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                // Writing into a string cannot fail.
                let _ = write!(escaped, "&#{};", u32::from(c));
            }
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}
