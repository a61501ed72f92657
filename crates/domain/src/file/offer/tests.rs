use super::*;
use crate::file::sniff::zip_entry;
use crate::file::{HEAD, MEBIBYTE, TAIL};
use proptest::prelude::*;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";
const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\xFF\xD9";
const PNG: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\0IEND\xAE\x42\x60\x82";
const DOC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

fn docx() -> Vec<u8> {
    [zip_entry("word/document.xml", b"<w/>"), b"PK\x05\x06".to_vec()].concat()
}

fn scans() -> FilePolicy {
    FilePolicy::new(&[FileType::Pdf, FileType::Jpeg, FileType::Png])
}

fn offer(name: &str, content: &[u8]) -> Result<FileType, FileError> {
    check_content(name, content, &scans(), Usage::default())
}

#[test]
fn every_type_is_taken_where_the_policy_says_so() {
    let all = FilePolicy::new(&FileType::ALL);
    let docx = docx();
    for (name, content, kind) in [
        ("паспорт.pdf", PDF, FileType::Pdf),
        ("scan.JPG", JPEG, FileType::Jpeg),
        ("scan.jpeg", JPEG, FileType::Jpeg),
        ("scan.png", PNG, FileType::Png),
        ("справка.doc", DOC, FileType::Doc),
        ("справка.docx", docx.as_slice(), FileType::Docx),
    ] {
        assert_eq!(check_content(name, content, &all, Usage::default()), Ok(kind), "{name}");
    }
    assert_eq!(offer("scan", PDF), Ok(FileType::Pdf), "no extension claims nothing");
}

#[test]
fn the_type_is_what_the_content_is() {
    let wrong = Err(FileError::Type { allowed: scans().types });
    assert_eq!(offer("справка.docx", &docx()), wrong);
    assert_eq!(offer("photo.heic", b"\0\0\0\x18ftypheic"), wrong);
    assert_eq!(offer("virus.exe", PDF), wrong, "an extension nobody knows");
    assert_eq!(offer("scan.pdf", b"MZ\x90"), wrong);
    assert_eq!(offer("scan", DOC), wrong);
}

#[test]
fn name_and_content_must_agree() {
    let mismatch = |claimed, actual| Err(FileError::Mismatch { claimed, actual });
    assert_eq!(offer("scan.pdf", JPEG), mismatch(FileType::Pdf, FileType::Jpeg));
    assert_eq!(offer("scan.pdf", &docx()), mismatch(FileType::Pdf, FileType::Docx));
    assert_eq!(offer("scan.docx", PNG), mismatch(FileType::Docx, FileType::Png));
    assert_eq!(offer("scan.docx", DOC), Err(FileError::Type { allowed: scans().types }));
}

#[test]
fn size_and_count_have_limits() {
    let checked = |size, already| check_offer("a.pdf", size, PDF, PDF, &scans(), already);
    let limit = 5 * MEBIBYTE;
    assert_eq!(checked(limit, Usage::default()), Ok(FileType::Pdf));
    assert_eq!(checked(limit + 7, Usage::default()), Err(FileError::TooBig { by: 7, limit }));
    assert_eq!(checked(0, Usage::default()), Err(FileError::Empty));
    let full = Usage { count: 5, ..Usage::default() };
    assert_eq!(checked(1, full), Err(FileError::TooMany { limit: 5 }));
    let together = Usage { count: 4, total_bytes: 90, total_limit: Some(100) };
    assert_eq!(checked(10, together), Ok(FileType::Pdf));
    assert_eq!(checked(13, together), Err(FileError::TooBigTogether { by: 3, limit: 100 }));
    let absurd = Usage { total_bytes: u64::MAX, total_limit: Some(1), ..Usage::default() };
    assert!(matches!(checked(10, absurd), Err(FileError::TooBigTogether { .. })));
}

#[test]
fn damage_is_seen() {
    assert_eq!(offer("a.pdf", &PDF[..40]), Err(FileError::Truncated));
    assert_eq!(offer("a.jpg", &JPEG[..8]), Err(FileError::Truncated));
    assert_eq!(offer("a.png", &PNG[..20]), Err(FileError::Truncated));
    let locked = b"%PDF-1.7\ntrailer<</Encrypt 2 0 R>>\n%%EOF";
    assert_eq!(offer("a.pdf", locked), Err(FileError::Encrypted));
}

#[test]
fn errors_travel_as_codes() {
    let json = |error: FileError| serde_json::to_string(&error).expect("serialises");
    assert_eq!(json(FileError::Empty), r#""empty""#);
    assert_eq!(json(FileError::TooBig { by: 1, limit: 2 }), r#"{"too_big":{"by":1,"limit":2}}"#);
    assert_eq!(
        json(FileError::Mismatch { claimed: FileType::Pdf, actual: FileType::Jpeg }),
        r#"{"mismatch":{"claimed":"pdf","actual":"jpeg"}}"#
    );
}

proptest! {
    /// The browser reads two slices and the server the whole file; both get the same result.
    #[test]
    fn slices_and_whole_agree(
        start in prop::sample::select(vec![PDF, JPEG, PNG, DOC, b"%PDF-1.4 /Encrypt ", b"junk"]),
        body in prop::collection::vec(prop::sample::select(vec![0_u8, 0xFF, 0xD9, b'%', b'/']), 0..9000),
        end in prop::sample::select(vec![PDF, JPEG, PNG, b"/Encrypt 1 0 R %%EOF", b""]),
    ) {
        let content = [start, &body, end].concat();
        let head = &content[..content.len().min(HEAD)];
        let tail = &content[content.len().saturating_sub(TAIL)..];
        for name in ["a.pdf", "a.jpg", "a.png", "a"] {
            let slices = check_offer(name, content.len() as u64, head, tail, &scans(), Usage::default());
            prop_assert_eq!(slices, check_content(name, &content, &scans(), Usage::default()));
        }
    }

    #[test]
    fn never_panics(name in ".*", size: u64, head: Vec<u8>, tail: Vec<u8>, count: u8, total_bytes: u64, limit: Option<u64>) {
        let already = Usage { count, total_bytes, total_limit: limit };
        let _ = check_offer(&name, size, &head, &tail, &scans(), already);
    }
}
