use super::target::Target;
use crate::fail::Result;
use axum::http::{HeaderMap, HeaderValue};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use domain::wire::problem::ProblemCode;

/// `Upload-Metadata` of a creation: `key base64[,key base64]`. Other keys are ignored.
pub(super) struct Metadata {
    pub(super) target: Target,
    pub(super) slot: String,
    pub(super) filename: String,
    pub(super) filetype: String,
}

impl Metadata {
    /// 400 when a key is missing or there twice, when its value is not UTF-8 in Base64, and for several targets.
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
        let named = ["draft", "application", "question"]
            .map(|key| pairs.iter().any(|(name, _)| *name == key).then(|| value(key)));
        let target = match named {
            [Some(id), None, None] => Target::Draft(id?),
            [None, Some(id), None] => Target::Application(id?),
            [None, None, Some(id)] => Target::Question(id?),
            _ => return None,
        };
        Some(Self {
            target,
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
            (self.target.key(), self.target.id()),
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
            target: Target::Draft("d1".to_owned()),
            slot: "medical".to_owned(),
            filename: "Справка, 1.pdf".to_owned(),
            filetype: String::new(),
        };
        let read = Metadata::parse(metadata.to_header().to_str().unwrap()).unwrap();
        assert_eq!((read.filename.as_str(), read.filetype.as_str()), ("Справка, 1.pdf", ""));
        assert_eq!((&read.target, read.slot.as_str()), (&metadata.target, "medical"));
        let other = Metadata { target: Target::Question("new".to_owned()), ..metadata };
        let read = Metadata::parse(&other.to_text()).unwrap();
        assert_eq!(read.target, other.target);
    }

    #[test]
    fn broken_metadata_is_refused() {
        for text in [
            "",
            "draft ZDE=,slot bQ==,filename YQ==",
            "draft ZDE=,slot bQ==,filename YQ==,filetype =,",
            "draft ZDE=,slot bQ==,filename /w==,filetype",
            "draft ZDE=,draft ZDE=,slot bQ==,filename YQ==,filetype",
            "draft ZDE=,application ZDE=,slot bQ==,filename YQ==,filetype",
            "application ZDE=,question ZDE=,slot bQ==,filename YQ==,filetype",
            "application ZDE=,application ZDE=,slot bQ==,filename YQ==,filetype",
            "slot bQ==,filename YQ==,filetype",
            ",,,",
        ] {
            assert!(Metadata::parse(text).is_none(), "{text}");
        }
        assert!(Metadata::parse("x, draft ZDE=, slot bQ==,filename YQ==,filetype ,y !").is_some());
    }
}
