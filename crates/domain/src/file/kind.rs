use serde::{Deserialize, Serialize};

/// A file type that a slot can accept (requirement C-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FileType {
    Pdf,
    Jpeg,
    Png,
    Doc,
    Docx,
}

impl FileType {
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Jpeg, Self::Png, Self::Doc, Self::Docx];

    /// Extensions without the dot, the usual one first.
    #[must_use]
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Doc => &["doc"],
            Self::Docx => &["docx"],
        }
    }

    /// The media type registered with IANA.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Doc => "application/msword",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    /// The type that an extension stands for. The extension has no dot and can be in upper or lower case.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        let claims =
            |kind: &Self| kind.extensions().iter().any(|e| e.eq_ignore_ascii_case(extension));
        // Windows gives these extensions to JPEG images saved from a browser.
        let is_other = ["jfif", "jpe"].iter().any(|e| e.eq_ignore_ascii_case(extension));
        if is_other { Some(Self::Jpeg) } else { Self::ALL.into_iter().find(claims) }
    }

    /// Whether the file is an image. A browser can show it and make it smaller.
    #[must_use]
    pub fn is_image(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_name_their_type() {
        for kind in FileType::ALL {
            for extension in kind.extensions() {
                assert_eq!(FileType::from_extension(extension), Some(kind));
                assert_eq!(FileType::from_extension(&extension.to_uppercase()), Some(kind));
            }
        }
        assert_eq!(FileType::from_extension("JFIF"), Some(FileType::Jpeg));
        assert_eq!(FileType::from_extension("exe"), None);
        assert_eq!(FileType::from_extension(""), None);
    }

    #[test]
    fn on_the_wire_in_lower_case() {
        assert_eq!(
            serde_json::to_string(&FileType::ALL).expect("serialises"),
            r#"["pdf","jpeg","png","doc","docx"]"#
        );
    }
}
