use super::FileType;

/// How many first bytes are read to find the type.
const FIRST: usize = 4096;

const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const PNG: &[u8] = b"\x89PNG\r\n\x1A\n";
const ZIP_ENTRY: &[u8] = b"PK\x03\x04";
/// Offsets of the name's length and of the name in a local file header (PKZIP APPNOTE 4.3.7).
const NAME_LENGTH_AT: usize = 26;
const NAME_AT: usize = 30;

/// File type according to the first bytes of a file. The first 4 KiB are enough; more are ignored.
///
/// Two limits. Every old Microsoft document begins like a DOC (MS-CFB 2.2), so a spreadsheet named `.doc` passes. DOCX is a ZIP
/// archive that is recognised by the names of its first entries (ECMA-376 part 2): one under `word/`, or `[Content_Types].xml`
/// without entries of a spreadsheet or a presentation.
#[must_use]
pub fn sniff(head: &[u8]) -> Option<FileType> {
    let head = head.get(..FIRST).unwrap_or(head);
    if is_pdf(head) {
        Some(FileType::Pdf)
    } else if head.starts_with(b"\xFF\xD8\xFF") {
        Some(FileType::Jpeg)
    } else if head.starts_with(PNG) {
        Some(FileType::Png)
    } else if head.starts_with(OLE) {
        Some(FileType::Doc)
    } else if head.starts_with(ZIP_ENTRY) && is_docx(head) {
        Some(FileType::Docx)
    } else {
        None
    }
}

/// ISO 32000-2, 7.5.2. Some scanners put a byte order mark or blank lines before the header.
fn is_pdf(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    head.trim_ascii_start().starts_with(b"%PDF-")
}

fn is_docx(head: &[u8]) -> bool {
    let mut typed = false;
    for name in entry_names(head) {
        if name.starts_with(b"word/") {
            return true;
        }
        if [b"xl/".as_slice(), b"ppt/", b"visio/"].iter().any(|other| name.starts_with(other)) {
            return false;
        }
        typed |= name == b"[Content_Types].xml";
    }
    typed
}

fn entry_names(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    let headers =
        (0..head.len()).filter_map(|at| head.get(at..)).filter(|rest| rest.starts_with(ZIP_ENTRY));
    headers.filter_map(|header| {
        let length = header.get(NAME_LENGTH_AT..)?.first_chunk::<2>()?;
        header.get(NAME_AT..)?.get(..usize::from(u16::from_le_bytes(*length)))
    })
}

#[cfg(test)]
pub(super) fn zip_entry(name: &str, content: &[u8]) -> Vec<u8> {
    let mut entry = ZIP_ENTRY.to_vec();
    entry.resize(NAME_LENGTH_AT, 0);
    entry.extend(u16::try_from(name.len()).expect("a short name").to_le_bytes());
    entry.extend([0, 0]);
    entry.extend(name.as_bytes());
    entry.extend(content);
    entry
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn first_bytes_tell() {
        assert_eq!(sniff(b"%PDF-1.7\n"), Some(FileType::Pdf));
        assert_eq!(sniff(b"\xEF\xBB\xBF\r\n %PDF-1.4"), Some(FileType::Pdf));
        assert_eq!(sniff(b"\xFF\xD8\xFF\xE0\0\x10JFIF"), Some(FileType::Jpeg));
        assert_eq!(sniff(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), Some(FileType::Png));
        assert_eq!(sniff(OLE), Some(FileType::Doc));
    }

    #[test]
    fn docx_is_told_from_other_archives() {
        let of = |names: &[&str]| {
            sniff(&names.iter().flat_map(|name| zip_entry(name, b"xl/ word/")).collect::<Vec<_>>())
        };
        assert_eq!(
            of(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]),
            Some(FileType::Docx)
        );
        assert_eq!(of(&["word/numbering.xml"]), Some(FileType::Docx));
        assert_eq!(
            of(&["_rels/.rels", "docProps/app.xml", "word/document.xml"]),
            Some(FileType::Docx)
        );
        assert_eq!(of(&["[Content_Types].xml"]), Some(FileType::Docx));
        assert_eq!(of(&["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"]), None);
        assert_eq!(of(&["[Content_Types].xml", "ppt/presentation.xml"]), None);
        assert_eq!(of(&["photos/word/1.txt"]), None);
        assert_eq!(of(&["mimetype"]), None);
    }

    #[test]
    fn others_are_unknown() {
        for head in [
            b"".as_slice(),
            b"%PD",
            b"GIF89a",
            b"PK\x03\x04",
            b"\xFF\xD8",
            b"MZ\x90",
            b"<html>%PDF-",
            b"\0\0\0\x18ftypheic",
        ] {
            assert_eq!(sniff(head), None, "{head:?}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(head in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = sniff(&head);
            let _ = sniff(&[ZIP_ENTRY, &head].concat());
        }

        #[test]
        fn only_the_head_counts(more in prop::collection::vec(any::<u8>(), 0..50)) {
            let head = [zip_entry("a", &[0; FIRST]), zip_entry("word/document.xml", &more)].concat();
            prop_assert_eq!(sniff(&head), None);
        }
    }
}
