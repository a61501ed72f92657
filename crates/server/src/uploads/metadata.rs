use crate::fail::Result;
use axum::http::{HeaderMap, HeaderValue};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use domain::wire::problem::ProblemCode;

/// `Upload-Metadata` of a creation: `key base64[,key base64]`. Other keys are ignored.
pub(super) struct Metadata {
    pub(super) draft: String,
    pub(super) slot: String,
    pub(super) filename: String,
    pub(super) filetype: String,
}

impl Metadata {
    /// 400 when a key is missing or there twice, or its value is not UTF-8 in Base64.
    pub(super) fn read(headers: &HeaderMap) -> Result<Self> {
        let text = headers.get(super::headers::UPLOAD_METADATA).and_then(|v| v.to_str().ok());
        Ok(text.and_then(Self::parse).ok_or(ProblemCode::Malformed)?)
    }

    fn parse(text: &str) -> Option<Self> {
        let pairs: Vec<(&str, &str)> = text
            .split(',')
            .map(|pair| pair.trim().split_once(' ').unwrap_or((pair.trim(), "")))
            .collect();
        let value = |key: &str| {
            let mut found = pairs.iter().filter(|(name, _)| *name == key);
            let (_, value) = found.next().filter(|_| found.clone().next().is_none())?;
            String::from_utf8(BASE64_STANDARD.decode(value.trim()).ok()?).ok()
        };
        Some(Self {
            draft: value("draft")?,
            slot: value("slot")?,
            filename: value("filename")?,
            filetype: value("filetype")?,
        })
    }

    /// The header as the response to HEAD returns it.
    pub(super) fn to_header(&self) -> HeaderValue {
        HeaderValue::from_str(&self.to_text()).unwrap_or(HeaderValue::from_static(""))
    }

    /// The known keys, always in the same order and form.
    pub(super) fn to_text(&self) -> String {
        let pairs = [
            ("draft", &self.draft),
            ("slot", &self.slot),
            ("filename", &self.filename),
            ("filetype", &self.filetype),
        ];
        let pairs = pairs.map(|(key, value)| format!("{key} {}", BASE64_STANDARD.encode(value)));
        pairs.join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let metadata = Metadata {
            draft: "d1".to_owned(),
            slot: "medical".to_owned(),
            filename: "Справка, 1.pdf".to_owned(),
            filetype: String::new(),
        };
        let read = Metadata::parse(metadata.to_header().to_str().unwrap()).unwrap();
        assert_eq!((read.filename.as_str(), read.filetype.as_str()), ("Справка, 1.pdf", ""));
        assert_eq!((read.draft.as_str(), read.slot.as_str()), ("d1", "medical"));
    }

    #[test]
    fn broken_metadata_is_refused() {
        for text in [
            "",
            "draft ZDE=,slot bQ==,filename YQ==",
            "draft ZDE=,slot bQ==,filename YQ==,filetype =,",
            "draft ZDE=,slot bQ==,filename /w==,filetype",
            "draft ZDE=,draft ZDE=,slot bQ==,filename YQ==,filetype",
            ",,,",
        ] {
            assert!(Metadata::parse(text).is_none(), "{text}");
        }
        assert!(Metadata::parse("x, draft ZDE=, slot bQ==,filename YQ==,filetype ,y !").is_some());
    }
}
