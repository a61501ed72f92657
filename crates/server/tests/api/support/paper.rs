//! Documents, as programs read them that have not written them.

use super::Server;
use std::process::Command;

#[derive(Debug)]
pub(crate) struct Paper {
    /// As it stands on the pages (poppler).
    pub(crate) text: String,
    /// Title, language, count of pages (poppler).
    pub(crate) info: String,
    /// Tags with their texts, in the order in which a screen reader reads them (poppler).
    pub(crate) tags: String,
}

/// Reads a tagged PDF. Panics if it is none, or broken, or has no title, language or tags.
pub(crate) fn read(server: &Server, pdf: &[u8]) -> Paper {
    assert!(pdf.starts_with(b"%PDF-1.7") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
    let raw = String::from_utf8_lossy(pdf);
    for mark in ["/MarkInfo", "/StructTreeRoot", "/Lang", "pdfuaid:part"] {
        assert!(raw.contains(mark), "{mark}");
    }
    let path = server.folder().join("document.pdf");
    std::fs::write(&path, pdf).unwrap();
    let run = |program: &str, first: &[&str], last: &[&str]| {
        let output = Command::new(program).args(first).arg(&path).args(last).output();
        let output =
            output.unwrap_or_else(|error| panic!("{program}, see `make setup-readers`: {error}"));
        let read = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "{program}: {read}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        read
    };
    run("qpdf", &["--check"], &[]);
    let info = run("pdfinfo", &[], &[]);
    assert!(info.contains("Tagged:          yes"), "{info}");
    Paper {
        text: run("pdftotext", &[], &["-"]),
        tags: run("pdfinfo", &["-struct-text"], &[]),
        info,
    }
}
