use super::FileType;
use serde::{Deserialize, Serialize};

/// What «МБ» means in every text of the services (requirement C-02).
pub const MEBIBYTE: u64 = 1_048_576;

/// Which files a document slot accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FilePolicy {
    pub types: Vec<FileType>,
    /// Largest size of one file in bytes; 5 МБ by default.
    #[serde(default = "five_mebibytes")]
    pub max_bytes: u64,
    /// Most files in the slot; 5 by default.
    #[serde(default = "five_files")]
    pub max_count: u8,
}

impl FilePolicy {
    /// The usual limits for these types.
    #[must_use]
    pub fn new(types: &[FileType]) -> Self {
        Self { types: types.to_vec(), max_bytes: five_mebibytes(), max_count: five_files() }
    }
}

fn five_mebibytes() -> u64 {
    5 * MEBIBYTE
}

fn five_files() -> u8 {
    5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_have_defaults() {
        let policy: FilePolicy =
            serde_json::from_str(r#"{"types":["pdf","jpeg"]}"#).expect("valid");
        assert_eq!(policy, FilePolicy::new(&[FileType::Pdf, FileType::Jpeg]));
        assert_eq!((policy.max_bytes, policy.max_count), (5_242_880, 5));
    }

    #[test]
    fn a_misspelt_limit_is_no_default() {
        assert!(serde_json::from_str::<FilePolicy>(r#"{"types":["pdf"],"max_byte":1}"#).is_err());
    }
}
