//! What files are called, how large they are, and what is wrong with them.

use crate::i18n::tr;
use domain::file::{FileError, FileType, MEBIBYTE};

/// Says what is wrong with a file and what to do about it.
pub(crate) fn file(error: &FileError) -> String {
    match error {
        FileError::Empty => tr::file::empty(),
        FileError::TooBig { by, limit } => {
            tr::file::TooBig { by: &size(*by), limit: &size(*limit) }.text()
        }
        FileError::TooBigTogether { by, limit } => {
            tr::file::TooBigTogether { by: &size(*by), limit: &size(*limit) }.text()
        }
        FileError::TooMany { limit } => tr::file::too_many(u32::from(*limit)),
        FileError::Type { allowed } => tr::file::wrong_type(&types(allowed)),
        FileError::Mismatch { claimed, actual } => {
            tr::file::Mismatch { actual: &name(*actual), claimed: &name(*claimed) }.text()
        }
        FileError::Truncated => tr::file::truncated(),
        FileError::Encrypted => tr::file::encrypted(),
    }
}

/// `4,8 МБ`, `120 КБ`. Rounds up: the text must never name less than the real size.
pub(crate) fn size(bytes: u64) -> String {
    if bytes < 1_024 {
        return tr::file::bytes(u32::try_from(bytes).unwrap_or(u32::MAX));
    }
    if bytes < MEBIBYTE {
        return tr::file::kilobytes(&bytes.div_ceil(1_024).to_string());
    }
    let tenths = (bytes * 10).div_ceil(MEBIBYTE);
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let point = tr::file::decimal_point();
    let number = if tenth == 0 { whole.to_string() } else { format!("{whole}{point}{tenth}") };
    tr::file::megabytes(&number)
}

/// `PDF, JPG, PNG`.
pub(crate) fn types(types: &[FileType]) -> String {
    types.iter().map(|kind| name(*kind)).collect::<Vec<_>>().join(", ")
}

fn name(kind: FileType) -> String {
    kind.extensions().first().copied().unwrap_or_default().to_ascii_uppercase()
}
