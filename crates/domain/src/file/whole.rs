//! Detects files that were cut off and PDFs that are encrypted.

use super::{FileType, HEAD, TAIL};

/// How many first and last bytes of a document are searched for its markers.
const FIRST: usize = 4096;
const LAST: usize = 2048;

/// Whether the end of the file is missing. DOC has no end marker, so a DOC always counts as complete.
pub(super) fn is_truncated(kind: FileType, head: &[u8], tail: &[u8]) -> bool {
    let all = tail.get(tail.len().saturating_sub(TAIL)..).unwrap_or(tail);
    let tail = last(tail);
    let ends = match kind {
        FileType::Pdf => contains(tail, b"%%EOF"),
        // The marker cannot occur inside a picture, and some cameras pad the file after it, so the whole tail is searched.
        FileType::Jpeg => contains(all, b"\xFF\xD9") || has_moving_part(head, tail),
        FileType::Png => contains(tail, b"IEND\xAE\x42\x60\x82"),
        FileType::Docx => contains(tail, b"PK\x05\x06"),
        FileType::Doc => true,
    };
    !ends
}

/// Whether a PDF is encrypted (ISO 32000-2, 7.5.5 and 7.6). An empty password counts too: later programs cannot stamp or merge
/// such a file. The trailer is at the end; in a linearised file there is one near the beginning too.
pub(super) fn is_encrypted(kind: FileType, head: &[u8], tail: &[u8]) -> bool {
    kind == FileType::Pdf && [first(head), last(tail)].into_iter().any(names_encryption)
}

/// Whether a phone has appended a few seconds of video to the photograph. Samsung marks this in the last bytes of the file,
/// Google in its metadata, which may come after an embedded preview.
fn has_moving_part(head: &[u8], tail: &[u8]) -> bool {
    let head = head.get(..HEAD).unwrap_or(head);
    tail.ends_with(b"SEFT") || contains(head, b"MotionPhoto") || contains(head, b"MicroVideo")
}

/// Finds `/Encrypt` as a whole name, not as the beginning of `/EncryptMetadata`.
fn names_encryption(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    bytes.windows(KEY.len() + 1).any(|window| {
        window
            .strip_prefix(KEY)
            .and_then(<[u8]>::first)
            .is_some_and(|next| !next.is_ascii_alphanumeric())
    })
}

fn contains(bytes: &[u8], sign: &[u8]) -> bool {
    bytes.windows(sign.len()).any(|window| window == sign)
}

fn first(bytes: &[u8]) -> &[u8] {
    bytes.get(..FIRST).unwrap_or(bytes)
}

fn last(bytes: &[u8]) -> &[u8] {
    bytes.get(bytes.len().saturating_sub(LAST)..).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_has_its_end() {
        let ends: [(FileType, &[u8]); 4] = [
            (FileType::Pdf, b"startxref\n9\n%%EOF\n"),
            (FileType::Jpeg, b"\x12\xFF\xD9"),
            (FileType::Png, b"\0\0\0\0IEND\xAE\x42\x60\x82"),
            (FileType::Docx, b"PK\x05\x06\0\0"),
        ];
        for (kind, end) in ends {
            assert!(!is_truncated(kind, b"", end), "{kind:?}");
            assert!(
                !is_truncated(kind, b"", &[end, &[0; 100]].concat()),
                "{kind:?} with a trailer"
            );
            assert!(is_truncated(kind, b"", &end[..end.len() / 2]), "{kind:?}");
            assert!(is_truncated(kind, b"", b""), "{kind:?}");
            assert!(
                is_truncated(kind, b"", &[end, &[0; TAIL]].concat()),
                "{kind:?} too far from the end"
            );
        }
        assert!(!is_truncated(FileType::Doc, b"", b""));
    }

    #[test]
    fn photographs_with_film_are_whole() {
        assert!(!is_truncated(FileType::Jpeg, b"", b"\0\0SEFT"));
        assert!(!is_truncated(FileType::Jpeg, b"<x GCamera:MotionPhoto=\"1\">", b"mdat"));
        assert!(!is_truncated(FileType::Jpeg, b"GCamera:MicroVideo", b"mdat"));
        let behind_a_preview = [&[0; 100 * 1024], b"GCamera:MotionPhoto".as_slice()].concat();
        assert!(!is_truncated(FileType::Jpeg, &behind_a_preview, b"mdat"));
    }

    #[test]
    fn a_padded_photograph_is_whole() {
        assert!(!is_truncated(FileType::Jpeg, b"", &[b"\xFF\xD9".as_slice(), &[0; 8192]].concat()));
    }

    #[test]
    fn encryption_is_a_name_of_its_own() {
        let encrypted = |tail: &[u8]| is_encrypted(FileType::Pdf, b"%PDF-1.7", tail);
        assert!(encrypted(b"trailer<</Root 1 0 R/Encrypt 9 0 R>>"));
        assert!(encrypted(b"/Encrypt<</Filter/Standard>>"));
        assert!(!encrypted(b"/EncryptMetadata false"));
        assert!(!encrypted(b"trailer<</Root 1 0 R>>"));
        assert!(is_encrypted(FileType::Pdf, b"%PDF-1.7 /Encrypt 9 0 R", b""), "linearised");
        assert!(!is_encrypted(FileType::Docx, b"", b"/Encrypt 9 0 R"));
    }
}
